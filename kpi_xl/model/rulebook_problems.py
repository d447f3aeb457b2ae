"""The catalogue of what can be wrong with a rulebook: codes KPI201 to KPI299."""

from kpi_xl.model.finding import Problem, Severity

_E, _W, _F, _I = Severity.ERROR, Severity.WARNING, Severity.FIXED, Severity.INFORMATION

# The file and its tables.
UNREADABLE = Problem("KPI201", _E, "Rulebook cannot be read", "The rulebook cannot be read: {why} {do}")
NOT_A_RULEBOOK = Problem(
    "KPI202",
    _E,
    "Not a rulebook",
    "This file is {what}, not a rulebook. Give kpi-xl the workbook the performance lead keeps, usually rulebook.xlsx.",
)
SHEET_MISSING = Problem(
    "KPI203",
    _E,
    "Sheet missing",
    'There is no "{sheet}" sheet with its table, and nothing works without it. It holds: {purpose} Put it back.',
)
COLUMN_MISSING = Problem(
    "KPI204",
    _E,
    "Column missing",
    'The {sheet} table has no "{column}" column, so it cannot be read. Put the column back, spelt like that.',
)
TABLE_EMPTY = Problem(
    "KPI205", _E, "Table has no rows", "The {sheet} table is empty. Type at least one row under the headings."
)
COLUMN_UNKNOWN = Problem(
    "KPI206",
    _I,
    "Column not used",
    'kpi_xl does not use the column "{header}".{suggestion} If it is a column of your own, it does no harm.',
)
COLUMN_REPEATED = Problem(
    "KPI207",
    _E,
    "Column there twice",
    'The column "{header}" is there twice, so it is not clear which one counts. Delete or rename one of them.',
)

# One cell.
NOT_STORABLE = Problem(
    "KPI208",
    _F,
    "Character that cannot be kept",
    '"{value}" holds what no workbook can keep ({characters}), as text copied from other programs sometimes does. We '
    "put a space in its place; please retype it.",
)
BLANK = Problem("KPI210", _E, "Cell must be filled in", '"{column}" is blank in this row. Type {needed}.')
NUMBER_AS_TEXT = Problem(
    "KPI211",
    _F,
    "Number stored as text",
    '"{value}" is text, not a number, so Excel cannot work with it. We read it as {number}; please retype it.',
)
PERCENT_FORMAT = Problem(
    "KPI212",
    _F,
    "Number shown as a percentage",
    "The cell shows {shown} but holds {value}. We read it as {number}; please type {number} as a plain number.",
)
NOT_AS_SHOWN = Problem(
    "KPI212B",
    _W,
    "Number shown as another",
    "The cell shows {shown} but holds {number}, and {number} is what we use. Set the cell's format to General and "
    "check that {number} is right.",
)
NOT_A_NUMBER = Problem(
    "KPI213", _E, "Not a number", '"{column}" holds {value}, where a number is needed. Type the number alone.'
)
NOT_WHOLE = Problem(
    "KPI214", _E, "Not a whole number", '"{column}" is {value}. Type a whole number from {low} to {high}.'
)
WORD_UNKNOWN = Problem(
    "KPI215", _E, "Word not known", '"{value}" is not known in "{column}".{suggestion} Pick one of: {choices}.'
)
PERIOD_UNREADABLE = Problem(
    "KPI216", _E, "Period not understood", '"{value}" does not say one quarter. Type it like this: 2022/23 Q2.'
)
YEAR_UNREADABLE = Problem(
    "KPI217", _E, "Financial year not understood", '"{value}" is not a financial year. Type it like this: 2022/23.'
)
DATE_UNREADABLE = Problem(
    "KPI218", _E, "Date not understood", '"{value}" in "{column}" is not a date. Type it like this: 30/09/2022.'
)
CELL_ERROR = Problem(
    "KPI219",
    _E,
    "Excel error in a cell",
    "The cell holds the Excel error {value}. Correct the formula or type the value.",
)
CELL_PICTURE = Problem(
    "KPI219B",
    _E,
    "Picture or linked data in a cell",
    "The cell holds {value}, which is neither a text nor a number. Clear the cell and type what belongs there.",
)
CELL_STRUCK = Problem(
    "KPI219C",
    _E,
    "Number crossed out",
    '"{column}" holds {value}, crossed out, so we cannot know whether it counts. Take the line away, or type the '
    "number that counts.",
)
NOT_CALCULATED = Problem(
    "KPI220",
    _E,
    "Formula without a result",
    "The formula ={formula} was saved without its result. Open the rulebook in Excel, save it, and try again.",
)

# Refs and names.
DUPLICATE = Problem(
    "KPI221",
    _E,
    "Same ref or name twice",
    '"{value}" is in the {sheet} table twice, so it is unclear which row counts. Delete one or change its "{column}".',
)
REF_MANGLED = Problem(
    "KPI222",
    _E,
    "Ref that Excel changes",
    "Excel turns refs like {value} into {becomes}, which match nothing. Use letters then digits, such as {such_as}.",
)
REF_CHARACTERS = Problem(
    "KPI223",
    _E,
    "Characters a ref cannot have",
    '"{value}" cannot be used here. Use up to {most} letters, digits, dots or hyphens, starting with a letter.',
)
PRIORITY_UNKNOWN = Problem(
    "KPI224",
    _E,
    "Priority not known",
    'There is no priority "{value}" in the Priorities table.{suggestion} Correct it here, or add it there.',
)
UNIT_UNKNOWN = Problem(
    "KPI225",
    _E,
    "Directorate not known",
    'There is no directorate "{value}" in the Units table.{suggestion} Use a code from its first column.',
)
KPI_UNKNOWN = Problem(
    "KPI226",
    _E,
    "KPI not known",
    'There is no KPI "{value}" in the KPIs table.{suggestion} Correct the ref here, or add the KPI there.',
)
UNIT_RESERVED = Problem(
    "KPI227", _E, "Code with a meaning of its own", '"{value}" means all directorates, so it cannot be the code of one.'
)
LIMITS_UPSIDE_DOWN = Problem(
    "KPI228",
    _E,
    "Lowest is above highest",
    "The lowest value, {low}, is above the highest, {high}. Swap them.",
)
LIFE_UPSIDE_DOWN = Problem(
    "KPI229", _E, "Last period before the first", "The last period, {last}, is before the first, {first}. Correct one."
)
DUE_UNREADABLE = Problem(
    "KPI230",
    _E,
    "Due quarters not understood",
    '"{value}" does not say in which quarters a value is due. Type them like this: Q1, Q3.',
)
NO_THRESHOLDS = Problem(
    "KPI231",
    _W,
    "KPI without thresholds",
    "{kpi_id} has no row in the Thresholds table, so it will never be rated. If that is meant, pick a reason in "
    '"No rating because".',
)

# Thresholds.
BASIS_MISSING = Problem(
    "KPI240",
    _E,
    "Basis missing",
    "A tolerance can be in per cent of the target or in points, and this row does not say which. Pick one in Basis.",
)
BOUNDS_AND_TOLERANCES = Problem(
    "KPI241",
    _E,
    "Both bounds and tolerances",
    'The basis is "{basis}", but this row has {given} as well. Two ways of saying it can differ: delete the {given}.',
)
GREEN_WIDER = Problem(
    "KPI242",
    _E,
    "Green wider than amber",
    "Green {green} reaches outside amber {amber}, so a value could be Green and Red at once. Put green inside amber.",
)
UPSIDE_DOWN = Problem(
    "KPI243",
    _E,
    "Band upside down",
    "The {band} band runs from {low} to {high}, so no value can be in it. Swap the two, or correct one.",
)
ZERO_TARGET = Problem(
    "KPI244",
    _E,
    "Tolerance on a zero target",
    "The {what} is 0, and any per cent of 0 is 0, so there would be no tolerance. Give absolute bounds, or points.",
)
TARGET_MISSING = Problem(
    "KPI245",
    _E,
    "Tolerance without a target",
    "The tolerances have no target to start from. Type the target, or give absolute bounds.",
)
TOLERANCE_MISSING = Problem(
    "KPI246",
    _E,
    "Tolerance missing",
    "The {band} tolerance is blank. Type how far off target is still {band}; 0 is allowed.",
)
TOLERANCE_NEGATIVE = Problem(
    "KPI247", _E, "Tolerance below zero", "The {band} tolerance is {value}. Type it without the minus sign."
)
WRONG_SIDE = Problem(
    "KPI248",
    _E,
    "Bound on the wrong side",
    'This KPI is better when {polarity}, so "{column}" should be blank and "{instead}" filled in.',
)
GREEN_MISSING = Problem(
    "KPI249",
    _E,
    "No green bound",
    "There is no green bound, so nothing could be rated. Fill in {columns}, or clear Basis to make the KPI data only.",
)
OVERLAP = Problem(
    "KPI250",
    _E,
    "Two versions from one period",
    "{kpi_id} has two threshold rows from {period}, so it is not clear which one rates it. Delete one of them.",
)
NO_AMBER_BAND = Problem(
    "KPI251",
    _I,
    "No amber band",
    "Green and amber both end at {end}, so there is no Amber on that side: a value past it is Red.",
)
NO_AMBER_BOUND = Problem(
    "KPI252",
    _W,
    "No amber bound",
    "There is no amber bound beside the green one, so this KPI is never Red. Fill in {columns} or a stated rating.",
)
STATED_NOT_NEEDED = Problem(
    "KPI253",
    _E,
    "Stated rating beside an amber bound",
    "A stated rating is only for a KPI without an amber bound, and this row has one. Delete one of the two.",
)
NO_DIRECTION = Problem(
    "KPI254",
    _E,
    "Thresholds for a KPI that is not rated",
    'This KPI is better when "none", so nothing can be Green or Red. Say which way is better, or delete this row.',
)
CHANGE_UNEXPLAINED = Problem(
    "KPI255",
    _W,
    "Change without approval",
    'This row changes the thresholds of {kpi_id}, but "{columns}" is blank. Members ask who changed a target, and why.',
)
BANDS_IMPOSSIBLE = Problem("KPI256", _E, "Bands cannot be worked out", "{why}")
STANDING_BLOCKS = Problem(
    "KPI257",
    _I,
    "Thresholds not used for now",
    "{kpi_id} has thresholds, but its row in KPIs says {reason}, so it is not rated until that is cleared.",
)

BEYOND_POSSIBLE = Problem(
    "KPI258",
    _E,
    "Threshold there can be no value at",
    "The {what} is {value}, but the KPIs table says a value of {kpi_id} is {range}, so a rating would mean nothing. "
    "Put right the threshold, or Lowest and Highest in the KPIs table.",
)
AS_FRACTIONS = Problem(
    "KPI259",
    _E,
    "Thresholds as fractions",
    "All thresholds of {kpi_id} are 1 or less ({values}), and its values run to {highest}: {value} would be Green. Is "
    "{read} meant? Type the plain number, as values are.",
)
TENFOLD_CHANGE = Problem(
    "KPI276",
    _W,
    "Threshold ten times another",
    "The {what} of {kpi_id} is {value}; {before} it was {earlier}. If it is a slip, put it right: ratings hang on it.",
)
AGAINST_VALUES = Problem(
    "KPI277",
    _W,
    "Threshold a hundred times off the values",
    "The {what} of {kpi_id} is {value}, but its last value was {last} ({period}). Is it in the same unit?",
)

# Profiles.
PROFILE_MISSES = Problem(
    "KPI260",
    _E,
    "Profile misses the annual target",
    "The profile ends at {q4} but the annual target is {target}, so the year could end Green and short of target. "
    "Make Q4 equal the target.",
)
PROFILE_MISSING = Problem(
    "KPI261",
    _E,
    "Profile missing",
    "{kpi_id} is a year-to-date KPI with a tolerance, but the Profiles table has no row for {year}, so a quarter has "
    "nothing to be rated against. Add the row.",
)
PROFILE_UNUSED = Problem(
    "KPI262",
    _W,
    "Profile not used",
    "{kpi_id} has absolute bounds, which are the same every quarter, so this profile rates nothing. Use a tolerance "
    "to follow the profile.",
)

# The small tables.
COMPONENT_EMPTY = Problem(
    "KPI270", _E, "Part not named", "This row names neither a part nor what is left over. Fill in one of the two."
)
COMPONENT_OF_ITSELF = Problem("KPI271", _E, "Total is its own part", "{kpi_id} cannot be a part of itself.")
OVERRIDE_INCOMPLETE = Problem(
    "KPI272",
    _E,
    "Override without reason, name or date",
    'A rating changed by hand needs a reason, a name and a date, and "{column}" is blank. Fill it in.',
)
SETTING_UNKNOWN = Problem(
    "KPI273", _W, "Setting not known", 'There is no setting "{value}", so it does nothing.{suggestion}'
)
SETTING_MISSING = Problem(
    "KPI274", _E, "Setting missing", 'The setting "{name}" is needed. {note} Add it to the Settings table.'
)
TOO_LOW = Problem("KPI275", _E, "Number too low", '"{name}" is {value}. Type a number above 0.')
TEXT_TOO_LONG = Problem(
    "KPI278",
    _E,
    "Text too long",
    'The text under "{column}" has {count} characters, and at most {most} fit where it is shown beside others. Shorten '
    "it.",
)

RULEBOOK_PROBLEMS: tuple[Problem, ...] = tuple(
    sorted((entry for entry in list(globals().values()) if isinstance(entry, Problem)), key=lambda entry: entry.code)
)
"""In the order of their codes."""
