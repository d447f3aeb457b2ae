"""Work without the search for garbage leaves the search as it was found."""

import gc
from collections.abc import Iterator

import pytest

from kpi_xl.files.saving.uncollected import uncollected


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    gc.enable()
    yield
    gc.enable()


def test_there_is_no_search_meanwhile_and_there_is_one_again_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_the_search_on() -> None:
    with pytest.raises(ValueError, match="failed"), uncollected():
        raise ValueError("failed")
    assert gc.isenabled()


def test_the_outermost_of_several_turns_the_search_on_again() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    with uncollected():
        pass
    assert not gc.isenabled()


def test_what_was_made_meanwhile_is_not_searched_as_young() -> None:
    with uncollected():
        made = [[number] for number in range(1000)]
    young = {id(one) for one in gc.get_objects(generation=0)}
    assert not young & {id(one) for one in made}


@pytest.mark.slow
def test_garbage_that_refers_to_itself_is_still_found_later() -> None:
    class Knot:
        pass

    with uncollected():
        knot = Knot()
        knot.itself = knot  # type: ignore[attr-defined] # the knot is the point
        del knot
    gc.collect()
    assert not [one for one in gc.get_objects() if isinstance(one, Knot)]
