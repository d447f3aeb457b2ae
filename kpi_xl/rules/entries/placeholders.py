"""Words that stand where an answer is still to come. They fill a cell and answer nothing."""

import re

from kpi_xl.rules.submissions.value_words import AWAITED, NOT_APPLICABLE, NOTHING

_AS_BEFORE = (
    *("as above", "see above", "as below", "as before", "as previously", "as last quarter", "same", "same as above"),
    *("ditto", "idem", '"', "''", "as per commentary", "as commentary"),
)
_TO_COME = (
    *("draft", "to be agreed", "to be decided", "to be determined", "to be advised", "to be added", "to be completed"),
    *("to be provided", "to be updated", "to do", "todo", "tbd", "unknown", "not known", "don't know", "dont know"),
    *("not sure", "update to follow", "in progress", "wip", "fill in", "insert text", "text", "test", "name", "date"),
)
_FILLERS = ("x", "xx", "xxx", "xxxx", "abc", "asdf", "tick", "yes", "no", "ok", "okay", "y", "n")

PLACEHOLDERS = tuple(sorted(AWAITED | NOT_APPLICABLE | NOTHING | {*_AS_BEFORE, *_TO_COME, *_FILLERS}))
"""In small letters, without a full stop: what is no cause, no action, no owner and no name of who signs."""

_STARTS = re.compile(
    r"(?:tb[acd]|to be (?:confirmed|advised|agreed|decided|determined|added|completed|provided|updated)"
    r"|(?:details?|update|more|information) (?:will|to) follow|will follow"
    r"|awaiting (?:sign|approval|confirmation|data|update|details?)"
    r"|lorem ipsum)\b",
    re.IGNORECASE,
)
_BEFORE = r"(?:in |for |at )?(?:q[1-4]|(?:the )?(?:last|previous) (?:quarter|time|month|year|return|report))"
_KNOWN = "known|assigned|allocated|appointed|identified|agreed|confirmed|decided|determined|available|given"
_NOTHING_YET = re.compile(
    r"(?:not|none|nothing|unknown|un(?:assigned|allocated|identified)"
    r"|no (?:action|cause|owner|update|comment|information|date)s?)"
    rf"(?: yet)?(?: (?:{_KNOWN}))?"
    r"(?: yet| as yet| at (?:present|this (?:time|stage|point)|the moment)| currently| so far| to (?:report|add))*"
    rf"|(?:(?:the )?same )?as {_BEFORE}"
    r"|(?:i |we )?will (?:update|advise|confirm|be (?:confirmed|updated|advised))(?: later| shortly| soon)?"
    r"|(?:left |intentionally )?(?:blank|empty)|true|false",
)
"""The whole of a text that says there is nothing to say yet, or what was said before."""
_LONGEST = 40
"""Characters: a longer text that starts with "to be confirmed" says more than that."""

_NOT_SIGNED = re.compile(
    r"\b(?:draft|await(?:ing|s|ed)?|pending|unsigned|unapproved|to be (?:\w+ )?(?:signed|approved|agreed|confirmed)"
    r"|not (?:yet |been )*(?:signed|approved|agreed|cleared|authorised)|yet to (?:be|sign|approve|agree)"
    r"|for (?:signature|approval|sign[- ]?off)|tb[acd]|subject to|please sign|to sign)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"(?:(?:yes|ok)\W*)?(?:signed|approved|agreed|authorised|cleared|confirmed|done|complete)(?:[ -]off)?"
)
_EDGES = " .,:;!…\"'“”‘’()[]{}<>"


def is_placeholder(text: str) -> bool:
    """Whether `text`, which is not blank, answers nothing: TBC, n/a, a dash, as above, or no letter and no digit.

    Letters typed apart are one word: "T B C", "N / A".
    """
    word = " ".join(text.casefold().split())
    if all(len(part) == 1 for part in word.split()):
        word = word.replace(" ", "")
    bare = word.strip(_EDGES)
    if not any(letter.isalnum() for letter in word) or bare in _WORDS or word in _WORDS:
        return True
    if len(bare) == 1 or (len(set(bare)) == 1 and not bare.isdigit()):
        return True
    return len(word) <= _LONGEST and bool(_STARTS.match(bare) or _NOTHING_YET.fullmatch(bare))


def is_no_signature(text: str) -> bool:
    """Whether a text where a name belongs says that nobody has signed yet."""
    word = " ".join(text.casefold().split()).strip(_EDGES)
    if is_placeholder(text) or not any(letter.isalpha() for letter in word):
        return True
    return _NO_NAME.fullmatch(word) is not None or _NOT_SIGNED.search(text) is not None


_WORDS = frozenset(PLACEHOLDERS)
