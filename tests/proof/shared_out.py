"""Which tests go to one xdist worker: those that share what takes long to make. All others go to whoever is free."""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

_SHARING = {
    "test_choices": "the example",
    "test_exceptions_sheet": "the example",
    "test_what_changed": "the example",
    "test_shown": "the example",
    "test_produced_workbooks": "the example made",
    "test_kpi_sheet": "eight quarters",
    "test_every_choice_of_a_council_with_every_kind_of_kpi_gives_what_python_gives": "eight quarters",
    "test_record_sheets": "records",
}
"""What a module's tests share, or one test alone."""

_BY_CASE = "test_growth"
"""The tests of a case share the council of the case."""


class SharedOut(LoadScopeScheduling):
    """xdist's own loadgroup says the same with marks, which pytest 9.2 no longer lets it see."""

    def _split_scope(self, nodeid: str) -> str:
        path, _, test = nodeid.partition("::")
        module = PurePosixPath(path).stem
        if module == _BY_CASE:
            return test.partition("[")[2] or nodeid
        return _SHARING.get(test) or _SHARING.get(module) or nodeid
