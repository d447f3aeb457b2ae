"""Tasks done beside the work: in order, one at a time, and their failures told."""

import threading

import pytest

from kpi_xl.files.saving.aside import Aside


def test_tasks_are_done_in_order_in_one_other_thread() -> None:
    done: list[int] = []
    threads: set[int] = set()

    def task(number: int) -> None:
        done.append(number)
        threads.add(threading.get_ident())

    aside = Aside()
    for number in range(100):
        aside.do(lambda number=number: task(number))
    aside.wait()
    aside.close()
    assert done == list(range(100))
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_a_task_runs_while_the_work_goes_on() -> None:
    begun, go_on = threading.Event(), threading.Event()
    aside = Aside()

    def task() -> None:
        begun.set()
        assert go_on.wait(10)

    aside.do(task)
    assert begun.wait(10)
    go_on.set()
    aside.wait()
    aside.close()


@pytest.mark.parametrize("then", [pytest.param("wait", id="waiting"), pytest.param("do", id="the next task")])
def test_what_went_wrong_is_raised_by_what_comes_next(then: str) -> None:
    def fail() -> None:
        raise OSError("no room on the disk")

    aside = Aside()
    aside.do(fail)
    with pytest.raises(OSError, match="no room"):
        aside.wait() if then == "wait" else aside.do(lambda: None)
    aside.wait()
    aside.close()


def test_one_that_never_did_anything_can_be_closed() -> None:
    before = threading.active_count()
    aside = Aside()
    aside.wait()
    aside.close()
    assert threading.active_count() == before
