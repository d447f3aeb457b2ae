"""What can be wrong with an entry although it can be read: it answers nothing, or cannot be true there."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

ENTRY_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI180",
        _E,
        "Placeholder instead of an answer",
        '"{found}" fills the cell {what} and answers nothing. {why}Type {wanted}, or leave the cell empty until it is '
        "known.",
    ),
    Problem(
        "KPI180B",
        _E,
        "Action due date that cannot be right",
        '"{found}" {why}. Type the day the action will be done, between {first} and {last}, like 31/03/{year}.',
    ),
    Problem(
        "KPI180C",
        _F,
        "Date shown as a number",
        "{found} is how Excel counts the days to {read}; the cell has lost its date format. We read it as {read}. "
        "Nothing to do.",
    ),
    Problem(
        "KPI180D",
        _E,
        "Service word off the scale",
        '"{found}" is not one of the four words for a service area ({words}), so it cannot be published. Pick one from '
        "the list.",
    ),
    Problem(
        "KPI180E",
        _F,
        "Range of service words the wrong way round",
        '"{found}" runs from the better word to the worse. We read it as "{read}". Nothing to do.',
    ),
    Problem(
        "KPI180F",
        _W,
        "Mark that is not Provisional",
        'The cell is only for "Provisional", the mark of a value that may still change, and it holds "{found}". We '
        "{effect}. Pick Provisional from the list, or clear the cell.",
    ),
    Problem(
        "KPI180G",
        _W,
        "Summary too long",
        "The summary has {found} characters, and the page has room for {most}. Shorten it.",
    ),
    Problem(
        "KPI180H",
        _W,
        "Unknown service area",
        "The rulebook has no service area {found} for {unit}, so what is said of {it} is left out. Put back the names "
        "in the return we sent, or ask your performance team to add {it}.",
    ),
    Problem(
        "KPI181",
        _E,
        "Signed off by nobody",
        '"{found}" is no name, so nobody has signed this return off. Ask {approver} to read it and to enter a name and '
        "a role here.",
    ),
    Problem(
        "KPI181B",
        _E,
        "Signed off in the future",
        "The return was signed off on {found}, and today is {today}. Check the year, and enter the day it was signed.",
    ),
    Problem(
        "KPI181C",
        _E,
        "Signed off on behalf of somebody, by nobody",
        "The return was signed off on behalf of {approver}, and no name says by whom. Enter the name and the role of "
        "the person who signed.",
    ),
    Problem(
        "KPI182",
        _E,
        "Reason that cannot be true here",
        '"{reason}" cannot be right for this KPI in {period}: {why}.{red} Give the value, or pick another reason.',
    ),
    Problem(
        "KPI182B",
        _W,
        "A Red that goes",
        '{was} With "{reason}" it is no longer counted as Red. If that is right, say in the Commentary why, and who '
        "decided it. The performance team is told as well.",
    ),
    Problem(
        "KPI182C",
        _W,
        "Reason beside a value",
        '"{reason}" keeps this KPI without a rating, although {beside}. If that is right, say why in the Commentary. '
        "If it is a slip of the list, clear the reason.",
    ),
    Problem(
        "KPI131",
        _W,
        "Rating shown by colour",
        "The cell is coloured {colour} by hand. We take no notice of colours: the value rates as {rating}. Take the "
        "colour off, so that nobody reads another rating than the one published.",
    ),
    Problem(
        "KPI156",
        _W,
        "Rating typed in place of its formula",
        "The RAG preview is a formula, and somebody has put the word {found} in its place, so it no longer follows the "
        "value. Copy the cell above or below and paste it here. A copy we send back has the formula again.",
    ),
    Problem(
        "KPI158C",
        _I,
        "Column too narrow",
        "Excel shows ##### here, because the column is too narrow for the number. It is read as it is. "
        "Double-click the edge of the column's heading to make it wider.",
    ),
    Problem(
        "KPI160",
        _I,
        "Protected by a password",
        "The sheet is protected by a password that we did not set, so notes cannot be put beside its cells. All we "
        "found is on the sheet Checks.",
    ),
    Problem(
        "KPI183",
        _W,
        "Cells that cannot be typed into",
        "These cells were pasted over or cleared whole, and are locked now, so they cannot be put right. In the copy "
        "sent back they are open again. Or choose Review, Unprotect Sheet; there is no password. Next time paste with "
        "Paste Special, Values.",
    ),
    Problem(
        "KPI183B",
        _I,
        "Cells without their rule",
        "These cells have lost the rule that says what may be typed, as a paste does to them. We check what they hold "
        "all the same. In a copy sent back they have a rule again.",
    ),
    Problem(
        "KPI183C",
        _W,
        "Preview of another row",
        "The RAG preview rates {found} and not its own row: a cell was cut and moved. We rate each row by its own "
        "value. Undo the move, or copy the preview of the row above or below here. A copy we send back has it right.",
    ),
    Problem(
        "KPI183D",
        _W,
        "Preview gone",
        "There is no RAG preview in these rows any more. We rate them all the same. Copy the preview of another row "
        "here. A copy we send back has it again.",
    ),
    Problem(
        "KPI184",
        _W,
        "Summary missing",
        "The director's summary is empty, so the report has nothing to say for your directorate. Write what went well, "
        "what did not, and what happens next.",
    ),
    Problem(
        "KPI184B",
        _W,
        "Service area without a word",
        "{found} have no word yet. Pick one of the four words for each, or say in Note why there is none.",
    ),
    Problem(
        "KPI184C",
        _W,
        "Awaited without a date",
        '"Awaited" says the value will come, and nothing says when. Say in the Commentary by which day or month.',
    ),
    Problem(
        "KPI184D",
        _W,
        "Note that holds another number",
        'A note on this cell says "{found}", but the cell holds {value}. We do not read notes. Put the cell right, or '
        "delete the note.",
    ),
    Problem(
        "KPI184E",
        _W,
        "Formula that points at another row",
        "The formula ={found} takes figures from another row ({rows}), which is another KPI. Check it, and type the "
        "value instead.",
    ),
    Problem(
        "KPI184F",
        _W,
        "Summary and figures differ",
        'The summary says "{found}", but {why}. Put right whichever is wrong.',
    ),
)
