"""A row read cell by cell as what each column is for; a misfit becomes a finding at its cell."""

from dataclasses import dataclass
from datetime import date

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.book import Cell, Kind
from kpi_xl.model.finding import Finding, Problem
from kpi_xl.model.number import typed
from kpi_xl.model.period import Period, read_period
from kpi_xl.model.written_text import written
from kpi_xl.rules.number_format.appearance import appearance, is_bare_date
from kpi_xl.rules.number_format.sections import Form
from kpi_xl.rules.number_format.spoken import spoken
from kpi_xl.rules.rulebook.numerals import read_date, read_numeral, read_range, shown
from kpi_xl.rules.rulebook.row_cells import RowCells, clean
from kpi_xl.rules.rulebook.words import T, Words, suggestion

Given = float | tuple[float | None, float | None] | None


@dataclass(slots=True)
class RulebookRow(RowCells):
    """Read each cell once: its findings are added as it is read."""

    def text(self, name: str) -> str:
        """The text with outer and double spaces taken away, "" when blank; a number as people write it."""
        cell = self.cell(name)
        if cell is None:
            return ""
        if cell.kind is Kind.BOOLEAN:
            return "yes" if cell.value else "no"
        text = shown(cell.value) if isinstance(cell.value, float) else clean(str(cell.value))
        self.check_length(name, text)
        return text

    def needed(self, name: str, what: str) -> str:
        """The text of a cell that must not be blank. `what` says what to type, such as "a name"."""
        text = self.text(name)
        if not text and self.reads_blank(name):
            self.report(problems.BLANK, name, column=self.header(name), needed=what)
        return text

    def amount(self, name: str) -> float | None:
        """The cell's number at 15 digits, None when blank."""
        cell = self.cell(name)
        if cell is None:
            return None
        said = written(cell.value, cell.struck) if isinstance(cell.value, str) else written("", cell.struck)
        if cell.struck or said.crossed_out:
            self.report(problems.CELL_STRUCK, name, column=self.header(name), value=self.held(cell))
            return None
        if cell.kind in (Kind.NUMBER, Kind.DATE) and isinstance(cell.value, float | int):
            return self._held(name, cell, cell.value)
        number = read_numeral(said.text) if cell.kind is Kind.TEXT else None
        if number is None:
            self.report(problems.NOT_A_NUMBER, name, column=self.header(name), value=self.held(cell))
        else:
            self._fixed(problems.NUMBER_AS_TEXT, name, str(cell.value), number)
        return number

    def target(self, name: str) -> Given:
        """A number, or low..high where the KPI is in range."""
        cell = self.cells.get(name)
        between = None
        if cell is not None and isinstance(cell.value, str) and not cell.struck:
            between = read_range(written(cell.value).text)
        return self.amount(name) if between is None else between

    def whole(self, name: str, low: int, high: int, blank: int | None) -> int:
        """A whole number from `low` to `high`; `blank` stands for an empty cell, None makes one an error."""
        number = self.amount(name)
        if number is None:
            if blank is None and self.reads_blank(name):
                self.report(problems.BLANK, name, column=self.header(name), needed=f"a number from {low} to {high}")
            return blank or 0
        if number != int(number) or not low <= number <= high:
            facts = {"column": self.header(name), "value": shown(number), "low": low, "high": high}
            self.report(problems.NOT_WHOLE, name, **facts)
            return low
        return int(number)

    def word(self, name: str, words: Words[T], blank: T | None = None, needed: bool = False) -> T | None:
        """What the cell's word stands for; `blank` for an empty cell, which is an error where the word is `needed`."""
        choices = ", ".join(words.choices)
        text = self.needed(name, f"one of: {choices}") if needed else self.text(name)
        found = words.find(text) if text else blank
        if text and found is None:
            facts = {"value": text, "column": self.header(name), "choices": choices}
            self.report(problems.WORD_UNKNOWN, name, suggestion=suggestion(text, words.choices), **facts)
        return found

    def yes(self, name: str) -> bool:
        text = self.text(name).casefold()
        if text not in ("yes", "no", "y", "n", "true", "false", ""):
            facts = {"value": text, "column": self.header(name), "suggestion": "", "choices": "yes, no"}
            self.report(problems.WORD_UNKNOWN, name, **facts)
        return text in ("yes", "y", "true")

    def period(self, name: str, needed: bool = False) -> Period | None:
        text = self.needed(name, "a period such as 2022/23 Q2") if needed else self.text(name)
        found = read_period(text) if text else None
        if text and found is None:
            self.report(problems.PERIOD_UNREADABLE, name, value=text)
        return found

    def day(self, name: str, needed: bool = False) -> date | None:
        cell = self.cell(name)
        if cell is None:
            if needed and self.reads_blank(name):
                self.report(problems.BLANK, name, column=self.header(name), needed="a date such as 30/09/2022")
            return None
        found = read_date(cell, self.epoch_1904)
        if found is None:
            self.report(problems.DATE_UNREADABLE, name, value=self.held(cell), column=self.header(name))
        return found

    def _held(self, name: str, cell: Cell, value: float) -> float | None:
        """The number of a cell by what its format shows of it."""
        look = appearance(cell.number_format, value)
        if look.is_when or is_bare_date(cell):
            self.report(problems.NOT_A_NUMBER, name, column=self.header(name), value=self.held(cell))
            return None
        if look.form is Form.PERCENTAGE:
            number = look.shown(value)
            self._fixed(problems.PERCENT_FORMAT, name, shown(value), number, spoken(cell.number_format, value))
            return number
        number = typed(value)
        if look.power or look.form in (Form.TEXT, Form.NOTHING):
            facts = {"shown": spoken(cell.number_format, value) or "nothing", "number": shown(number)}
            self.report(problems.NOT_AS_SHOWN, name, **facts)
        return number

    def _fixed(self, problem: Problem, name: str, old: str, number: float, look: str = "") -> None:
        """A reading taken in place of what the cell holds, kept with both; `look` is what the cell shows."""
        facts = {"value": old, "number": shown(number), "shown": look}
        self.findings.append(Finding(problem, (self.place(name),), facts, kpi_id=self.ref, old=old, new=shown(number)))
