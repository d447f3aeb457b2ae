"""Figures that can be read and are possible, but hardly what was meant; and one cause of many such figures."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

PLAUSIBILITY_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI121",
        _W,
        "Rounded more than the figures before it",
        "{found} has fewer decimals than this KPI's earlier figures ({earlier}), so it may have been rounded, and a "
        "rounded figure can get another rating. Type the full figure, or give numerator and denominator.",
    ),
    Problem(
        "KPI121B",
        _W,
        "Figures rounded all over the return",
        "{count} of {of} figures here are whole numbers, though these KPIs had decimals before. They may have been "
        "rounded, and a rounded figure can get another rating. Type the full figures.",
    ),
    Problem(
        "KPI125",
        _W,
        "Perhaps the quarter alone",
        "The value covers the year so far. After {last} last quarter, {found} looks like this quarter alone; about "
        "{expected} would be usual. Enter the year so far, or say in the Commentary why so little came in.",
    ),
    Problem(
        "KPI154B",
        _W,
        "Formula not worked out again",
        "The cell shows {found}, but its formula ={formula} now gives {expected}. Excel was not told to work it out "
        "again, so we would take an old figure. Press F9 in Excel, look at the cell, save and send the file again.",
    ),
    Problem(
        "KPI177",
        _W,
        "Perhaps a slip of the hand",
        "{found} is far from {against}: {how}, perhaps. Did you mean {likely}? Type the right figure. If {found} is "
        "right, leave it and say why in the Commentary.",
    ),
    Problem(
        "KPI177B",
        _W,
        "Far from all figures before it",
        "{found} is far from {against}. Look it up again and type the right figure. If {found} is right, leave it and "
        "say why in the Commentary.",
    ),
    Problem(
        "KPI177C",
        _W,
        "Perhaps a date turned into a number",
        "{found} is far from {against}, and it is how Excel counts the day {day}. You may have typed a date, or "
        "something like 4/8 that Excel took for one. Type the figure.",
    ),
    Problem(
        "KPI176",
        _W,
        "Count that is not whole",
        "This KPI is a count, and {found} is not a whole number. You may have typed a fraction like 3/4, or a rate. "
        "Type the number counted.",
    ),
    Problem(
        "KPI186",
        _W,
        "Opening figure changed",
        "The return shows {found} as the figure of {when}, but {expected} was published. A change would be measured "
        "from the wrong start. We use {expected}. Put it back; if it was wrong when published, ask for a correction.",
    ),
    Problem(
        "KPI187",
        _I,
        "Every value is last quarter's",
        "All {count} values are exactly those of {period}. If last quarter's column was pasted, put in this quarter's "
        "figures. If nothing has changed, there is nothing to do.",
    ),
    Problem(
        "KPI187B",
        _E,
        "Values of another quarter",
        "All {count} values are exactly those published for {period}, and not last quarter's, so the figures of "
        "another quarter were probably pasted. Put in this quarter's figures.",
    ),
    Problem(
        "KPI187C",
        _W,
        "Every value is the target",
        "All {count} values are exactly the targets of their KPIs. If the column of targets was pasted, put in this "
        "quarter's figures. If every target was met to the digit, say so on Checks.",
    ),
    Problem(
        "KPI188",
        _E,
        "Values sorted without their rows",
        "The values in {cells} run in {order} order and fit other rows than their own: they look sorted without their "
        "rows. Press Ctrl+Z until they are back, or copy your figures in again, each on its KPI's row.",
    ),
    Problem(
        "KPI188B",
        _E,
        "Values filled down",
        "The values in {cells} look filled down from {first}: they {pattern}, and do not fit their KPIs. Type each "
        "KPI's own value.",
    ),
    Problem(
        "KPI188C",
        _E,
        "Values moved up or down",
        "The values in {cells} fit the KPIs {rows} {direction}: they look moved {opposite} by {rows}. Move them back, "
        "or copy your figures in again, each on its KPI's row.",
    ),
    Problem(
        "KPI188D",
        _E,
        "Values on each other's rows",
        "The values in {cells} fit each other's rows and not their own: they look swapped. Put each on its KPI's row.",
    ),
)
