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
        "KPI185",
        _E,
        "Words lost to a formula error",
        "The cell shows {found}{formula}, so the words in it are lost. Excel takes a line that begins with =, +, - or "
        "@ for a formula. Type ' first and then the words.",
    ),
)
