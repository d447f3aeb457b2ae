"""How far a return has come, in a sentence: what is filled in of what is due, and what is still to look at."""

from collections.abc import Sequence

from kpi_xl.model.rating import Rating
from kpi_xl.model.return_plan import PREVIEW_WORDS, VALUE_NEEDED, ReturnRow

TO_LOOK_AT = tuple(word for word in PREVIEW_WORDS if word != VALUE_NEEDED)


def progress(rows: Sequence[ReturnRow], previews: Sequence[str]) -> str:
    """E.g. "18 of 20 values due are filled in. Reds without all their words: 2. Values or reasons to check: 1."

    `previews` are what the preview says of each row.
    """
    due = sum(row.needs_value for row in rows)
    filled = due - sum(word == VALUE_NEEDED for word in previews)
    unexplained = sum(word.startswith(f"{Rating.RED}:") for word in previews)
    doubtful = sum(word in TO_LOOK_AT for word in previews)
    return (
        f"{filled} of {due} values due are filled in. Reds without all their words: {unexplained}. "
        f"Values or reasons to check: {doubtful}."
    )
