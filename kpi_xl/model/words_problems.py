"""What can be wrong with the words of a return: lost, missing, no date, copied, or against the figures."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

WORDS_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI133B",
        _W,
        "The same comment on several KPIs",
        'The same words ("{found}") are given for {kpis}. A reader cannot tell which KPI they explain. Say what is '
        "true of each.",
    ),
    Problem(
        "KPI134",
        _W,
        "Comment against the figures",
        'The Commentary says "{found}", but the value went from {last} last quarter to {value}, which is {fact}. Put '
        "right whichever is wrong.",
    ),
    Problem(
        "KPI134B",
        _W,
        "Another figure in the comment",
        'The Commentary says "{found}", but the value is {value}. Put right whichever is wrong.',
    ),
    Problem(
        "KPI135",
        _W,
        "Text that stops short",
        'The text stops after {count} characters in the middle of a sentence ("{found}"), so its end was probably cut '
        "off. Type the rest, or make it shorter.",
    ),
    Problem(
        "KPI135B",
        _F,
        "Text that looks like a formula",
        'The text starts with "{sign}", which other programs take for the start of a formula. We keep it as text. '
        "Nothing to do.",
    ),
    Problem(
        "KPI144",
        _W,
        "Perhaps of another kind of year",
        'The Commentary says "{found}", but this KPI is for the {year} year. Check which year the value is of.',
    ),
    Problem(
        "KPI172B",
        _W,
        "Note with another figure",
        'A note on this cell says "{found}", but the value is {value}. We do not read notes. If the note is right, '
        "type its figure in the cell; then delete the note.",
    ),
    Problem(
        "KPI177",
        _W,
        "No director's summary",
        "The director's summary is empty, so members would read nothing from {unit}. Fill in the cell below "
        '"{label}".',
    ),
    Problem(
        "KPI177B",
        _W,
        "Service areas without a rating",
        "No word is chosen for {services}. Choose one under Rating for each.",
    ),
    Problem(
        "KPI178",
        _W,
        "Awaited without a date",
        "The value is awaited and nothing says until when. Say in the Commentary by which date we will have it.",
    ),
    Problem(
        "KPI185",
        _E,
        "Words lost to a formula error",
        "The cell shows {found}{formula}, so the words in it are lost. Excel takes a line that begins with =, +, - or "
        "@ for a formula. Type ' first and then the words.",
    ),
    Problem(
        "KPI187",
        _W,
        "Action due is no date",
        '"{found}" is not a date, so nobody can see when the action is late. Enter a day, like {example}.',
    ),
    Problem(
        "KPI187B",
        _F,
        "Date written another way",
        '"{found}" stands for {read}, so we read it as that. Nothing to do.',
    ),
    Problem(
        "KPI187C",
        _W,
        "Action due at an unlikely time",
        "The action is due on {found}, {why}. Enter the day it will be done by, or say in the Commentary that it is "
        "done and choose the next action.",
    ),
)
