"""The Settings table: a name and a value a row."""

from kpi_xl.model import rulebook_problems as problems
from kpi_xl.model.finding import Finding
from kpi_xl.model.place import Place
from kpi_xl.model.rulebook import Settings
from kpi_xl.model.rulebook_layout import SETTING_ROWS, SettingRow
from kpi_xl.rules.rulebook.names import report_repeats
from kpi_xl.rules.rulebook.numerals import shown
from kpi_xl.rules.rulebook.row import RulebookRow
from kpi_xl.rules.rulebook.words import suggestion
from kpi_xl.rules.tables.headings import fingerprint

_BY_NAME = {fingerprint(said): setting for setting in SETTING_ROWS for said in (setting.name, setting.field)}
_DEFAULT = Settings(council="")


def read_settings(rows: list[RulebookRow], findings: list[Finding]) -> Settings:
    """What is not set keeps its default. `findings` gets what has no row: a setting that must be there and is not."""
    named = [(row.needed("name", "the name of a setting"), row) for row in rows]
    report_repeats(named, "name")
    found = {setting.field: row for text, row in named if (setting := _setting(text, row)) is not None}
    council = found["council"].needed("value", "the council's name") if "council" in found else ""
    if rows and "council" not in found:
        setting = SETTING_ROWS[0]
        place = Place(rows[0].table.sheet.name)
        findings.append(Finding(problems.SETTING_MISSING, (place,), {"name": setting.name, "note": setting.note}))
    return Settings(
        council=council,
        period=found["period"].period("value") if "period" in found else None,
        contact=found["contact"].text("value") if "contact" in found else "",
        large_change=_large_change(found.get("large_change")),
        detail_sheets=_yes(found.get("detail_sheets"), _DEFAULT.detail_sheets),
        example=_yes(found.get("example"), _DEFAULT.example),
    )


def _setting(text: str, row: RulebookRow) -> SettingRow | None:
    setting = _BY_NAME.get(fingerprint(text))
    if text and setting is None:
        near = suggestion(text, [known.name for known in SETTING_ROWS])
        row.report(problems.SETTING_UNKNOWN, "name", value=text, suggestion=near)
    return setting


def _yes(row: RulebookRow | None, default: bool) -> bool:
    return default if row is None or "value" not in row.cells else row.yes("value")


def _large_change(row: RulebookRow | None) -> float:
    number = None if row is None else row.amount("value")
    if row is None or number is None:
        return _DEFAULT.large_change
    if number <= 0:
        row.report(problems.TOO_LOW, "value", name=row.text("name"), value=shown(number))
    return number
