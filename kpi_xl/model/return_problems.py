"""What can be wrong with a return's identity and with the shape of its table."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

IDENTITY_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI142",
        _E,
        "The quarter is not clear",
        "The return does not agree with itself about its quarter: {found}. The figures could land in the wrong "
        "quarter. Use the return we sent for the right quarter, or put the wrong one right.",
    ),
    Problem(
        "KPI142B",
        _E,
        "Return for another quarter",
        "This is a return for {found}, but we are collecting {expected}. An old return may have been used again. Fill "
        "in the one we sent for {expected}.",
    ),
    Problem(
        "KPI142C",
        _E,
        "No quarter given",
        "Nothing in the file says plainly which quarter it is for. {do}.",
    ),
    Problem(
        "KPI142D",
        _W,
        "Quarter that can be read more than one way",
        'The Sign-off sheet says "{found}", which does not name one quarter. We go by {expected}, which the return '
        'gives elsewhere. Type "{expected}" there.',
    ),
    Problem(
        "KPI143",
        _F,
        "Quarter written another way",
        '"{found}" is a way of writing {read}, so we read it as that. Nothing to do.',
    ),
    Problem(
        "KPI165",
        _E,
        "The directorate is not clear",
        "The return does not agree with itself about its directorate: {found}. Use the return we sent to your "
        "directorate, or put the wrong one right.",
    ),
    Problem(
        "KPI165B",
        _E,
        "Unknown directorate",
        "{found}. Only these send returns: {units}. Use the return we sent to your directorate.",
    ),
    Problem(
        "KPI165C",
        _E,
        "Template from elsewhere",
        "The return was made from template version {found}, but this quarter uses version {expected}, so cells may "
        "mean other things. Copy your entries into the return we sent for this quarter.",
    ),
    Problem(
        "KPI165D",
        _W,
        "Not made from our template",
        "The file does not carry the mark we put in every return, so it may be an old or home-made one. We read it "
        "all the same. Next time fill in the return we send.",
    ),
    Problem(
        "KPI165E",
        _I,
        "Issued under an earlier rulebook",
        "The rulebook has been saved again since this return was sent out. Where the two differ we use the rulebook "
        "as it is now, and say so at the cell. Nothing to do.",
    ),
    Problem(
        "KPI170",
        _E,
        "Not signed off: no name",
        "Nobody has signed this return off, so the figures are not agreed yet. Ask {approver} to enter a name {there}.",
    ),
    Problem(
        "KPI170B",
        _E,
        "Not signed off: no date",
        "The sign-off has no date we can read{found}. Enter the day it was signed {there}, like 14/10/2022.",
    ),
    Problem(
        "KPI170C",
        _E,
        "Signed off too early",
        "The return was signed off on {found}, before the quarter ended on {ends}, so the figures cannot have been "
        "final. Ask {approver} to look at it again and enter today's date.",
    ),
    Problem(
        "KPI170D",
        _W,
        "Changed after it was signed off",
        "The return was changed after it was checked and signed off: what it says is not what was stamped. Look at the "
        "changes, then press Sign off again, or ask {approver} to confirm them.",
    ),
    Problem(
        "KPI170E",
        _W,
        "Signed again after an edit",
        'The return was changed after it was signed off, and then signed again: "{found}" Ask {approver} to confirm '
        "that they agree what it says now.",
    ),
)

STRUCTURE_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI145",
        _E,
        "Merged cells",
        "The cells {found} are merged into one, so only the first keeps what was typed and the rest are empty. Select "
        "them, choose Home, Merge & Center to take the merge off, then fill in each row.",
    ),
    Problem(
        "KPI146",
        _W,
        "Hidden rows",
        "Rows are hidden here{how}, so nobody looking at the sheet sees them. We still read them. Unhide them and "
        "check that they are right.",
    ),
    Problem(
        "KPI146B",
        _W,
        "Hidden column",
        'The column "{found}" is hidden, so nobody looking at the sheet sees it. We still read it. Unhide it and check '
        "that it is right.",
    ),
    Problem(
        "KPI146C",
        _W,
        "Hidden sheet",
        'The sheet "{found}" is hidden{how}. Take out what should not be sent, or unhide it, before you send the file.',
    ),
    Problem(
        "KPI147",
        _W,
        "Return sheet renamed",
        'The return is on a sheet called "{found}". We knew it by its headings. Please name it "{expected}" again.',
    ),
    Problem(
        "KPI147B",
        _E,
        "Two return sheets",
        "More than one sheet looks like the return: {found}. We cannot know which one you mean. Delete the other and "
        "send the file again.",
    ),
    Problem(
        "KPI147C",
        _E,
        "No return sheet",
        'No sheet has the headings of a return ("{headers}" and so on), so we found no figures. Use the return we '
        "sent, and leave its headings as they are.",
    ),
    Problem(
        "KPI148",
        _W,
        "Heading reworded",
        'The heading "{found}" is not the one we wrote. We read it as "{read}". Please put "{read}" back.',
    ),
    Problem(
        "KPI148B",
        _W,
        "Columns moved",
        "The columns are not in the order we sent them ({found}). We found them by their headings. Please check that "
        "each figure is under the right heading.",
    ),
    Problem(
        "KPI148C",
        _E,
        "Column missing",
        'There is no column headed "{expected}"{perhaps}, so {so}. Put the heading back as it was in the return we '
        "sent.",
    ),
    Problem(
        "KPI148D",
        _W,
        "Unknown heading",
        'We do not know the heading "{found}", so we did not read this column. If it holds figures we asked for, move '
        "them to the right column.",
    ),
    Problem(
        "KPI148E",
        _E,
        "Heading used twice",
        'Two columns are headed "{found}", so we cannot know which one you mean. Delete one of them.',
    ),
    Problem(
        "KPI149",
        _W,
        "Headings repeated",
        "This row holds the headings again. We left it out and read the rows under it. Delete the row.",
    ),
    Problem(
        "KPI151",
        _W,
        "Total row",
        'This row ("{found}") is a total, not a KPI, so we left it out. Please delete the row.',
    ),
)

ROW_PROBLEMS: tuple[Problem, ...] = (
    Problem(
        "KPI191",
        _W,
        "Change request not complete",
        "This request for a change has nothing under {missing}, so nobody can decide on it. Fill it in, or clear the "
        "row.",
    ),
    Problem(
        "KPI191B",
        _W,
        "Change request for an unknown KPI",
        'There is no KPI "{found}" in the rulebook{perhaps}, so nobody can tell what is to change. Put in the '
        "reference as it stands in the return.",
    ),
    Problem(
        "KPI191C",
        _I,
        "Change of the rulebook asked for",
        'You ask for {what} of {kpi} to be "{new}". We pass it on to those who decide on the rulebook.{now}',
    ),
    Problem(
        "KPI189",
        _F,
        "Character that cannot be kept",
        '"{found}" holds what no workbook can keep ({characters}), as text copied from other programs sometimes does. '
        "We put a space in its place. Nothing to do.",
    ),
    Problem(
        "KPI192",
        _E,
        "Typed so that it would have to be mended",
        "{rule}. We could {told} by ourselves, but this check mends nothing. Please {do}.",
    ),
    Problem(
        "KPI106",
        _F,
        "Stray spaces",
        '"{found}" holds spaces that do not belong there ({characters}). We read it as "{read}". Nothing to do.',
    ),
    Problem(
        "KPI107",
        _W,
        "Look-alike characters in a reference",
        'There is no KPI "{found}". It looks like {read} with {characters} typed for another, so we read it so. '
        "Please retype {read}.",
    ),
    Problem(
        "KPI118",
        _E,
        "Reference turned into a number or date",
        "Excel has turned this reference into {found}, so we cannot know which KPI it is. Type ' first and then the "
        "reference, as it was in the return we sent.",
    ),
    Problem(
        "KPI137",
        _E,
        "The same KPI twice",
        "{kpi} has more than one row with different entries ({cells}), so we cannot know which one is right. Delete "
        "the wrong row.",
    ),
    Problem(
        "KPI137B",
        _F,
        "The same KPI twice, with the same entries",
        "{kpi} has more than one row ({cells}) with the same entries, so we used the first. Delete the other.",
    ),
    Problem(
        "KPI139",
        _E,
        "Unknown KPI",
        'There is no KPI "{found}" in the rulebook{perhaps}, so the figure has nowhere to go. Put back the reference '
        "from the return we sent, or ask for the KPI to be added.",
    ),
    Problem(
        "KPI139B",
        _E,
        "KPI not in use this quarter",
        "{kpi} is not reported in {period}: {why}. Delete the row, or ask for the rulebook to be changed.",
    ),
    Problem(
        "KPI139C",
        _E,
        "Row without a reference",
        "This row has entries but no reference, so we cannot know which KPI they are for. Put the reference back, or "
        "clear the row.",
    ),
    Problem(
        "KPI139D",
        _E,
        "Many rows that are none of ours",
        "{count} rows, from row {first} to row {last}, name no KPI of ours ({found}). It looks as if something else "
        "was pasted under or into the table. Delete those rows; a return has one row for each of its KPIs.",
    ),
    Problem(
        "KPI140",
        _E,
        "KPI row missing",
        "There is no row for {found}. Every KPI has its row, for a value or the reason why there is none. Put the rows "
        "back from the return we sent.",
    ),
    Problem(
        "KPI141",
        _W,
        "Wrong priority",
        'The return shows the priority "{found}" but the rulebook says "{read}". We use the rulebook. Put "{read}" '
        "back. If you think it is wrong, {ask}.",
    ),
    Problem(
        "KPI141B",
        _F,
        "Priority under another name",
        '"{found}" is another name for the priority "{read}", so we read it as that. Nothing to do.',
    ),
    Problem(
        "KPI141C",
        _E,
        "KPI of another directorate",
        "{kpi} is reported by {owner}, not by {unit}. Only its own directorate may report it. Delete this row.",
    ),
    Problem(
        "KPI150",
        _E,
        "References and names out of step",
        'The reference {kpi} stands beside the name of another KPI, "{found}". The rows may have been sorted in part, '
        "so values may be on the wrong rows. Undo the sort, or copy your entries into a fresh return.",
    ),
)
