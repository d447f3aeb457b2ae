"""The words an officer writes beside a figure, from the return to the master and its sheets."""

from typing import NamedTuple


class RowWords(NamedTuple):
    """Each as in its cell, "" where that is empty; `due` as 31/03/2023 where it is a date.

    The fields are those of the columns `WORD_COLUMNS`. Whatever reads, checks, keeps or writes the words of a row
    follows from them.
    """

    cause: str = ""
    action: str = ""
    owner: str = ""
    due: str = ""
    commentary: str = ""


NO_WORDS = RowWords()
