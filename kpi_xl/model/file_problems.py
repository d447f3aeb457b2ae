"""What can be wrong with a file as a whole, before or beside the table in it."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFORMATION

FILE_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI117",
        _I,
        "Dates counted from 1904",
        "This workbook counts its dates from 1904, as old Macs did. We read its dates that way. If a date looks four "
        "years out, tell us.",
    ),
    Problem(
        "KPI154",
        _W,
        "Automatic calculation is off",
        "Excel was told not to work out formulas by itself in this file, so the numbers saved may be old. In Excel "
        "choose Formulas, Calculation Options, Automatic, then save and send the file again.",
    ),
    Problem(
        "KPI155",
        _W,
        "Links to other workbooks",
        "The file takes values from {found}, which we do not open, so those values may be out of date. Copy the cells "
        "and paste them as values (Paste Special, Values).",
    ),
    Problem(
        "KPI159",
        _E,
        "Password on the file",
        "The file is locked with a password, so nothing in it can be read. In Excel choose File, Info, Protect "
        "Workbook, Encrypt with Password, empty the box, save, and send it again. Please do not send the password.",
    ),
    Problem(
        "KPI159B",
        _E,
        "Locked to certain people",
        "A sensitivity label locks this file to certain people, so nothing in it can be read. In Excel choose Home, "
        "Sensitivity, a label that does not lock the file, then save and send it again.",
    ),
    Problem(
        "KPI161",
        _E,
        "Not an Excel workbook (.xlsx or .xlsm)",
        "This is {found}, not an Excel workbook we can read cell by cell. {steps}",
    ),
    Problem(
        "KPI162",
        _I,
        "Lock file left out",
        "This is the small file Excel keeps while {name} is open{who}; it is not a return, so we left it out. Save and "
        "close {name} if it is still being worked on, then check again.",
    ),
    Problem(
        "KPI162B",
        _E,
        "Empty or cut short",
        "{found}, so there is nothing we can read. {steps}",
    ),
    Problem(
        "KPI163",
        _I,
        "The same file twice",
        "This file is the same, byte for byte, as {other}, so we use that one and leave this out. You can delete it.",
    ),
    Problem(
        "KPI163B",
        _E,
        "Two different returns for one directorate and quarter",
        "{other} is a return for {unit}, {period} as well, and the two are not the same: {differences}. We cannot know "
        "which one is right. Keep the right one in the folder and move the other out.",
    ),
    Problem(
        "KPI163C",
        _I,
        "The same entries saved again",
        "Every entry in this file is the same as in {other}, so we use that one and leave this out. You can delete it.",
    ),
    Problem(
        "KPI163D",
        _W,
        "Joined from more than one file",
        "This return was joined from {files}; no entry in them conflicts with another. Ask {approver} to look at "
        "the whole and agree it.",
    ),
    Problem(
        "KPI163E",
        _E,
        "Two returns that can be joined",
        "{other} is for the same directorate and quarter. No entry conflicts: this file has {mine}, and there are "
        "{theirs} elsewhere. Put them all into one file and send that, or ask the performance team to join them "
        "(kpi-xl run --join).",
    ),
    Problem(
        "KPI163F",
        _I,
        "Joined with another file",
        "The entries of this file were joined with those of {other}, where everything found in the whole is said.",
    ),
    Problem(
        "KPI164",
        _W,
        "Sent again after it was accepted",
        "A return for this quarter was accepted before, and this one differs: {differences}. The director needs to "
        "agree the new figures: sign off again, dated after {since}. Until then this is said in every run.",
    ),
    Problem(
        "KPI166",
        _W,
        "Return missing",
        "There is no return from {unit} ({name}) for {period}. So {count} will have no figure. Ask {approver} for "
        "the return, or tell readers it is late.",
    ),
    Problem(
        "KPI167",
        _W,
        "Macros or embedded objects",
        "The file holds {found}, which a return does not need. We never run or open them. Start again from the return "
        "we sent and copy your entries into it.",
    ),
    Problem(
        "KPI167B",
        _W,
        "Settings of the buttons changed",
        "The hidden settings of the buttons are not as we issued them: {found}. Pressing a button in this file could "
        "start that on a PC, so press none. Start again from the return we sent and copy your entries into it.",
    ),
    Problem(
        "KPI167C",
        _W,
        "Formula that reaches outside",
        'The formula "{found}" asks a web page, a program or a library outside this workbook when Excel works it out. '
        "We never follow it. Type what it should say in its place.",
    ),
    Problem(
        "KPI168",
        _E,
        "Too big to be a return",
        "The file is too big for a return ({found}), so we did not open it. Start again from the return we sent, copy "
        "only your entries into it, and leave out pictures and other sheets.",
    ),
    Problem(
        "KPI168B",
        _E,
        "Unsafe content",
        "The file holds something no return needs and that can harm a computer ({found}), so we did not read it. Start "
        "again from the return we sent and copy your entries into it.",
    ),
    Problem(
        "KPI169",
        _W,
        "Pivot tables",
        "The file keeps a hidden copy of the figures behind {count}, and it may name people. Delete pivot tables "
        "before you send the file.",
    ),
    Problem(
        "KPI199",
        _W,
        "More of the same than are listed",
        'The file holds {count} more cells with the problem "{title}" ({code}) than are listed. Put right what is '
        "listed, look at the whole column, and check again.",
    ),
    Problem(
        "KPI189B",
        _I,
        "Character in the file name that cannot be kept",
        'The file is called "{found}", and no workbook can keep that name ({characters}). The master says a space in '
        "its place. Nothing to do.",
    ),
    Problem(
        "KPI173B",
        _E,
        "Could not be reached",
        "The {what} could not be read: {why} What is in it was not looked at, and may be sound.",
    ),
    Problem(
        "KPI190",
        _I,
        "Workbook inside a zip",
        'The file is a zip with one workbook in it, "{found}", and that is what we read. Next time send the workbook '
        "itself.",
    ),
    Problem(
        "KPI173",
        _E,
        "File cannot be opened",
        "{found}. {steps}",
    ),
)
