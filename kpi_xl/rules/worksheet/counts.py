"""Counts and shares of a range of rating words, on the base the rules ask for: those with a rating."""

from kpi_xl.model.rating import OUTCOMES, Rating
from kpi_xl.rules.rating.counting import Counts, count
from kpi_xl.rules.rating.rate import is_blank
from kpi_xl.rules.worksheet.cell_words import CHECK, NOTHING_RATED, chosen
from kpi_xl.rules.worksheet.grid import cell_by_cell, cells_of

NO_SUCH_COUNT = f"{CHECK}what: Green, Amber, Red, rated, not rated, all, or a reason such as Not due"
NO_SUCH_SHARE = f"{CHECK}what: Green, Amber or Red"

_WORDS = {word.casefold(): outcome for word, outcome in OUTCOMES.items()}
_RATINGS = {str(rating).casefold(): rating for rating in Rating}


def rag_count(ratings: object, what: object = None) -> object:
    """How many cells of `ratings` hold each word of `what`; how many are rated where that is blank.

    A cell counts when it holds one of our words, in capitals or not; blanks, errors and other texts do not.
    """
    counts = counted(ratings)
    return cell_by_cell(lambda word: _number(counts, word), what)


def rag_share(ratings: object, what: object = None) -> object:
    """Whole per cent of the rated (59 for 59%), Green where `what` is blank; a half goes up, as in the master."""
    counts = counted(ratings)
    return cell_by_cell(lambda word: _share(counts, word), what)


def counted(ratings: object) -> Counts:
    cells = (cell.strip().casefold() for cell in cells_of(ratings) if isinstance(cell, str))
    return count(_WORDS[word] for word in cells if word in _WORDS)


def _number(counts: Counts, what: object) -> object:
    word = "rated" if is_blank(what) else what.strip().casefold() if isinstance(what, str) else ""
    sums = {"rated": counts.rated, "not rated": counts.total - counts.rated, "all": counts.total}
    if word in sums:
        return sums[word]
    outcome = _WORDS.get(word)
    if outcome is None:
        return NO_SUCH_COUNT
    return counts.of(outcome) if isinstance(outcome, Rating) else counts.unrated.get(str(outcome), 0)


def _share(counts: Counts, what: object) -> object:
    rating = chosen(what, _RATINGS)
    if rating is None:
        return NO_SUCH_SHARE
    share = counts.share(rating)
    return NOTHING_RATED if share is None else share
