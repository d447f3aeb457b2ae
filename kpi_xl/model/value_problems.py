"""What can be wrong with what an officer entered."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

VALUE_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI101",
        _F,
        "Number stored as text",
        '"{found}" is text, not a number, so Excel cannot calculate with it. We read it as {read}. Nothing to do.',
    ),
    Problem(
        "KPI101B",
        _E,
        "Not a number",
        '"{found}" is not a number, so there is nothing to rate. Type one number here and put words in the Commentary.',
    ),
    Problem(
        "KPI102",
        _F,
        "Number typed with commas or a currency sign",
        '"{found}" is text, not a number, so Excel cannot calculate with it. We read it as {read}. Nothing to do.',
    ),
    Problem(
        "KPI102B",
        _W,
        "Number with a scale word",
        '"{found}" is text with a word for its scale. This KPI is in {measure}, so we read it as {read}. Please type '
        "{read}, or put it right.",
    ),
    Problem(
        "KPI102C",
        _W,
        "Number shown in thousands or millions",
        "The cell shows {found} but holds {held}, because its format leaves digits out. This KPI is in {measure}, so "
        "we read it as {read}. Please set the cell's format to General and type {read}, or put it right.",
    ),
    Problem(
        "KPI102D",
        _E,
        "Number in thousands or millions that can be read two ways",
        "The cell shows {found} but holds {held}, because its format leaves digits out. We cannot know which is meant. "
        "Set the cell's format to General and type the number, in {measure}.",
    ),
    Problem(
        "KPI103",
        _F,
        "Percentage as text",
        '"{found}" is text, not a number, so the rating cannot be worked out from it. We read it as {read}; please '
        "retype {read}.",
    ),
    Problem(
        "KPI103B",
        _F,
        "Percentage by cell format",
        "The cell shows {found} because it has Excel's percentage format. KPIs in % hold the plain number, so we read "
        "it as {read}. Nothing to do.",
    ),
    Problem(
        "KPI103C",
        _E,
        "Percentage that can be read two ways",
        "{found} could mean {first} or {second}{why}. We cannot know which. Type the plain number, in {measure}.",
    ),
    Problem(
        "KPI104",
        _E,
        "Percentage 100 times too small or too big",
        "{found} is about 100 times {direction} than {against} ({last}). Did you mean {read}? A KPI in % holds 12.3 "
        "for 12.3%. Type the right number.",
    ),
    Problem(
        "KPI105",
        _E,
        "Impossible value",
        "{found} cannot be right: this KPI can only be {range}.{perhaps} Check the number and type it again.",
    ),
    Problem(
        "KPI108",
        _W,
        '"n/a" instead of a reason',
        '"{found}" can mean several things. We read it as "{read}". Please leave the value empty and pick the reason '
        'from the list in column {column}; if the figure is late, pick "Awaited".',
    ),
    Problem(
        "KPI108B",
        _F,
        "Reason written another way",
        '"{found}" is another way of saying "{read}", so we read it as that. Nothing to do.',
    ),
    Problem(
        "KPI109",
        _W,
        '"TBC" or "see note" instead of a value',
        '"{found}" says the value is still to come. We read it as "Awaited", and the KPI will have no rating. Please '
        'pick "Awaited" in column {column} and say in the Commentary by which date we will have it.',
    ),
    Problem(
        "KPI110",
        _W,
        "A dash or a word for nothing",
        '"{found}" may mean 0 or no figure, and these are not the same. For now we read it as "{read}". Type 0, or '
        "leave the value empty and pick a reason in column {column}.",
    ),
    Problem(
        "KPI111",
        _E,
        "No value and no reason",
        "A value is due this quarter but the cell is empty, so this KPI cannot be rated. Enter a value, or pick a "
        "reason in column {column} of the same row.",
    ),
    Problem(
        "KPI111B",
        _E,
        "Unknown reason",
        '"{found}" is not one of the reasons we know. Pick one from the list: {reasons}.',
    ),
    Problem(
        "KPI111C",
        _E,
        "Both a value and a reason for having none",
        'There is a value ({found}) and also "{reason}", which says there is none. Keep one and clear the other.',
    ),
    Problem(
        "KPI112",
        _W,
        "Nothing after something",
        "The value is 0 but {when} it was {last}. If there is no figure yet, clear the cell and pick a reason. "
        "If it really is 0, say why in the Commentary.",
    ),
    Problem(
        "KPI113",
        _I,
        "Figure held back",
        '"{found}" marks a figure too small to publish, so we keep it as "Suppressed" with no rating. Nothing to do.',
    ),
    Problem(
        "KPI114",
        _F,
        "Mark or unit after the number",
        '"{found}" is a number with {marker} after it. We read it as {read}{effect}. Nothing to do.',
    ),
    Problem(
        "KPI114B",
        _E,
        "Raised digit that may be a power",
        '"{found}" may be a 10 with a footnote or a power of 10. We cannot know which. Type the number in full.',
    ),
    Problem(
        "KPI115",
        _E,
        "Range or rough figure",
        '"{found}" is a range or a rough figure, and we can only rate one number. Type the best single number and '
        "explain it in the Commentary.",
    ),
    Problem(
        "KPI115B",
        _E,
        "Two figures in one cell",
        '"{found}" reads as more than one figure ({figures}), and we can only rate one number. Type the one that '
        "counts, with no space or line break inside it.",
    ),
    Problem(
        "KPI116",
        _E,
        "Date where a number belongs",
        'Excel took what you typed for a date: {found}. You may have typed "{original}" or set a date format. Set the '
        "cell's format to General and type the number again.",
    ),
    Problem(
        "KPI116B",
        _E,
        "Time where a number belongs",
        "The cell holds a time, {found}, which is {length}. Excel keeps times as parts of a day, so there is no number "
        "to rate. Set the cell's format to General and type the number, in {measure}{example}.",
    ),
    Problem(
        "KPI119",
        _E,
        "TRUE or FALSE where a number belongs",
        "{found} is a yes-or-no value, not a number, so there is nothing to rate. Type the number.",
    ),
    Problem(
        "KPI120",
        _F,
        "Brackets for a minus",
        '"{found}" is money in brackets, which means below zero. We read it as {read}. Nothing to do.',
    ),
    Problem(
        "KPI120B",
        _E,
        "Brackets that may mean a minus",
        '"{found}" is in brackets. Only money is written that way for a minus, so we cannot know what is meant. Type '
        "the number with or without a minus sign.",
    ),
    Problem(
        "KPI122",
        _E,
        "Value does not follow from numerator and denominator",
        "{numerator} divided by {denominator} gives {expected}, but the value is {found} ({difference} apart). Put "
        "right whichever is wrong.",
    ),
    Problem(
        "KPI122B",
        _E,
        "Denominator of 0",
        "The denominator is 0, and nothing can be divided by 0. Put the denominator right, or clear it.",
    ),
    Problem(
        "KPI123",
        _E,
        "Parts do not make the total",
        "{parts} add up to {found}, but {total} is {expected}. Put right whichever is wrong.",
    ),
    Problem(
        "KPI124",
        _E,
        "Year to date has gone down",
        "The value covers the year so far, yet {found} is less than the {last} of last quarter. Did you enter the "
        "quarter alone? Enter the year so far. If last quarter's figure was revised, ask for it to be corrected first.",
    ),
    Problem(
        "KPI126",
        _W,
        "Large change without a word of why",
        "{found} is {change} {direction} than {when} ({last}). If it is right, say why in the Commentary.",
    ),
    Problem(
        "KPI127",
        _W,
        "Perhaps in another unit",
        "{found} is about {times} times {direction} than last quarter's {last}. This KPI is in {measure}. Check that "
        "the number is too. Did you mean {likely}?",
    ),
    Problem(
        "KPI152",
        _E,
        "Formula error",
        "The cell shows {found}{formula}, so there is no value. {cause} Put the formula right or type the value.",
    ),
    Problem(
        "KPI152B",
        _E,
        "Picture or linked data where a number belongs",
        "The cell holds {found}, so there is no number to rate. Clear the cell and type the number.",
    ),
    Problem(
        "KPI153",
        _E,
        "Formula never worked out",
        "The formula {formula} was saved without its result, as some other programs do. Open the file in Excel, save "
        "it and send it again.",
    ),
    Problem(
        "KPI157",
        _W,
        "Formula that can change by itself",
        "The formula uses {found}, so the value may change after you have sent it. Copy the cell and paste it as a "
        "value (Paste Special, Values).",
    ),
    Problem(
        "KPI158",
        _W,
        "Number that does not show",
        "The cell holds {read} but its format shows {found} in its place. We read it as {read}. Set the cell's format "
        "to General and check that {read} is what you mean; if there is no value, clear the cell.",
    ),
    Problem(
        "KPI158B",
        _W,
        "Number shown as a fraction",
        "The cell shows {found}, a fraction; the number it holds is {read}. We read it as {read}. Please set the "
        "cell's format to General and check that {read} is right.",
    ),
    Problem(
        "KPI172",
        _W,
        "Number in a note",
        'A note on this cell holds a number ("{found}"). We do not read notes. If it is the value, type it '
        "in the cell.",
    ),
    Problem(
        "KPI174",
        _W,
        "Decimal comma",
        '"{found}" is text with a comma where we write a point. We read it as {read}. Please type {read}, or put it '
        "right.",
    ),
    Problem(
        "KPI175",
        _E,
        "Value crossed out",
        '"{found}" is crossed out, so there is no value. If it stands, take the line away; if not, clear the cell and '
        "type the number, or pick a reason.",
    ),
    Problem(
        "KPI175B",
        _W,
        "Part of a cell crossed out",
        '"{found}" is crossed out, so we leave it out and read the rest, {read}. Please clear what is crossed out.',
    ),
)

RATING_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI128",
        _E,
        "Target changed",
        "The return shows the target {found} but the rulebook says {expected}. Targets are not changed in a return. "
        "Put {expected} back. If you think it is wrong, {ask}.",
    ),
    Problem(
        "KPI128B",
        _W,
        "Target from an earlier rulebook",
        "The return shows the target {found}; the rulebook, saved since it was sent out, says {expected}. We use "
        "{expected}. Check that what you wrote still fits. If you think the rulebook is wrong, {ask}.",
    ),
    Problem(
        "KPI129",
        _E,
        "Locked cell changed",
        "The return shows {found} as {what}, but the rulebook says {expected}. This is not changed in a return. Put "
        "{expected} back. If you think it is wrong, {ask}.",
    ),
    Problem(
        "KPI129B",
        _W,
        "Locked cell from an earlier rulebook",
        "The return shows {found} as {what}; the rulebook, saved since it was sent out, says {expected}. We use the "
        "rulebook. Check that what you wrote still fits. If you think the rulebook is wrong, {ask}.",
    ),
    Problem(
        "KPI130",
        _E,
        "Rating typed over",
        '"{found}" was typed over the rating, but the value rates as {expected}. Put the formula back by copying the '
        "cell above or below. A rating is only changed by hand in the rulebook, with a reason and a name.",
    ),
    Problem(
        "KPI132",
        _E,
        "Red without an explanation",
        "This KPI is Red and has no {missing}. Every Red needs a cause, an action, who does it and by when, so that "
        "members can see what is being done. Fill in the empty cells.",
    ),
    Problem(
        "KPI132B",
        _W,
        "Amber without a comment",
        "This KPI is Amber and nothing says why. Add a sentence in the Commentary.",
    ),
    Problem(
        "KPI133",
        _W,
        "Comment copied from last quarter",
        "This is word for word what was written last quarter. Say what has changed since, or that nothing has.",
    ),
    Problem(
        "KPI136",
        _W,
        "Perhaps personal details",
        "This text holds what looks like {found}, and returns are published. Take it out and name a role instead; "
        "if it is about nobody, say so on Checks.",
    ),
    Problem(
        "KPI171",
        _I,
        "Close to a threshold",
        "{found} {why}, so it counts as {rating}. Nothing to do.",
    ),
)
