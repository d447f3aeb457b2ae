"""What in a text may be about one person: numbers by their form and check digits, addresses, names as far as told.

Returns are published, so it is asked about, never taken out. What is quoted of it is only its beginning: the question
itself is kept with the master.
"""

import re
from collections.abc import Callable, Iterator

from kpi_xl.rules.words.given_names import GIVEN_NAMES, word_set

_SHOWN = 4
_NOT_NATIONAL_INSURANCE = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_AREAS = word_set(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR
    TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
"""The letters a British postcode begins with."""

_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+\.[\w.-]*\w")
_TELEPHONE = re.compile(
    r"(?<![\w.,£/-])(?:(?:\(?\+|00)44\)?[\s-]?(?:\(0\)[\s-]?)?[1-35789]|\(?0[1-35789])\d(?:\)?[\s-]?\(?\d){7,8}(?![\d/%]|[.,]\d)"
)
_EXTENSION = re.compile(r"\b(?:ext|extn|extension)\b\.?\s?(?:no\.?\s?)?\d{3,6}\b", re.IGNORECASE)
_INSURANCE = re.compile(r"\b([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[\s-]?\d\d[\s-]?\d\d[\s-]?\d\d[\s-]?[A-D]\b", re.I)
_NHS = re.compile(r"(?<![\d.,£-])\d{3}[\s-]?\d{3}[\s-]?\d{4}(?![\d%-]|[.,]\d)")
_NHS_NAMED = re.compile(r"\bNHS\s+(?:no|number|id)\b\.?[\s:]*(?:is\s+)?\d[\d\s-]{5,}", re.IGNORECASE)
_INSURANCE_NAMED = re.compile(
    r"\b(?:NINO|NI|national insurance)\s+(?:no|number)\b\.?[\s:]*(?:is\s+)?[A-Z]{2}[\s-]?\d\d", re.IGNORECASE
)
_PASSPORT = re.compile(r"\bpassport\s+(?:(?:no|number)\b\.?)?[\s:]*(?:is\s+)?\d{9}\b", re.IGNORECASE)
_POSTCODE = re.compile(r"\b([A-Z]{1,2})\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b")
_SMALL_POSTCODE = re.compile(r"\b([a-z]{1,2})\d[a-z\d]?\s\d(?!nd|rd|st|th)[abd-hjlnp-uw-z]{2}\b")
_STREET = re.compile(
    r"(?<![\w.,£/-])(?<!\b[Pp]hase )(?<!\b[Ss]tage )(?<!\b[Zz]one )(?<!\b[Yy]ear )(?<!\b[Ll]ot )"
    r"(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?,?\s(?:[A-Z][a-z']+\s){1,3}"
    r"(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Gardens|Terrace|Grove|Mews|Rd|Ave|St(?!\.?\s[A-Z]))\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?[\s./-]+(?:\d{1,2}|[A-Za-z]{3,9})[\s./,-]+\d{2,4}|\d{4}-\d\d-\d\d"
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\b\.?|date of birth|birth date|birthday|born(?:\s+on)?)"
    rf"[\s:,(=-]*(?:is |was |on |the )*(?:{_DAY})",
    re.IGNORECASE,
)
_BANK = re.compile(
    r"\bsort\s?code\W{0,3}(?:is\s)?\d\d[\s-]?\d\d[\s-]?\d\d\b"
    r"|\b(?:account|acct?|a/c)\.?\s?(?:no|number)?\b\.?\W{0,3}(?:is\s)?\d{7,8}\b"
    r"|(?<![\d-])\d\d-\d\d-\d\d\W{1,3}\d{8}(?!\d)"
    r"|\b[A-Z]{2}\d\d\s?[A-Z]{4}(?:\s?\d){14}\b",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\d.,£-])\d{4}(?:[\s-]?\d{4}){3}(?!\d)")
_CASE = re.compile(
    r"\b(?:case|client|child|claim|claimant|complaint|complainant|customer|patient|person|pupil|service user|tenant"
    r"|tenancy|applicant|crime|mosaic|liquidlogic|lcs|las|ehm|upn|uprn)\s+(?:ref(?:erence)?|no|number|id|file)\b\.?"
    r"(?:\s?(?:no|number|id)\b\.?)?[\s:#]*(?:is\s|was\s)?(?!\d{1,3}(?:,\d{3})+\b)(?!(?:19|20)\d\d\b)"
    r"[A-Z]{0,5}[/-]?\d[\w/-]{3,}|\bcase\s+#?(?:[A-Z]{1,4}[/-]?)?\d{5,}\b|\bUPN\W{0,3}[A-Z]\d{11}[\dA-Z]\b",
    re.IGNORECASE,
)

_NAME = r"[A-Z][a-z]*(?:['’-]?[A-Z]?[a-z]+)"
_INITIAL = r"[A-Z]\.?"
_TITLED = re.compile(
    rf"\b(?:Mrs|Mr|Ms|Miss|Mx|Dr|Professor|Prof|Reverend|Dame|Sir|Councillor|Cllr)\b\.?\s+"
    rf"(?:{_INITIAL}\s?){{0,3}}(?P<name>{_NAME})"
)
_NO_NAMES = word_set(
    """
    allowance allowances and annual area attendance away budget call casework committee community conduct
    development enquiries enquiry for grant grants group induction initiative involvement led members on out
    policy portal portfolio questions requests scheme services staff support surgeries surgery survey the
    training working
    """
)
"""What follows Councillor, or Miss, in a sentence that names nobody."""

_CONTACT = re.compile(
    rf"\b(?i:contact|ask|e-?mail|phone|ring|call|speak (?:to|with)|spoke (?:to|with)|talk to|see|c/o|per|from|by|with"
    rf"|chase|chased by|thanks to|via)(?::\s*|\s+)(?P<given>{_NAME})\b(?P<next>\s+{_NAME})?"
)
_FULL = re.compile(
    rf"(?<![\w'’])(?<!\bSt )(?<!\bSt\. )(?<!\bKing )(?<!\bQueen )(?<!\bPrince )(?<!\bPrincess )(?<!\bSaint )"
    rf"(?P<given>{_NAME})\s+(?:{_INITIAL}\s)?(?P<family>{_NAME})\b(?P<next>\s+{_NAME})?"
)
_CAPITALS = re.compile(r"\b(?:MR|MRS|MISS)\.?\s+(?:[A-Z]\.?\s)?[A-Z]{2,}\b")
_KNOWN_AS_NAMES = frozenset({"john lewis", "marie curie", "marie stopes", "robin hood", "thomas cook"})
"""What bears the name of a person and is none."""
_OF_PLACES = word_set(
    """
    academy avenue bridge centre church close college community council county court crescent day district drive
    estate farm foundation gardens green grove hall heath hill home hospital hotel house institute lane library
    line lodge manor market mews museum park partnership place playhouse primary road rooms row rule school
    sixth square stadium station street surgery terrace theatre tower trust university valley view village walk
    ward way wharf
    """
)
"""What follows a given name in the name of a place or an organisation."""

_INITIALS_AND_NAME = re.compile(r"(?!A )(?:[A-Z]\.?\s?){1,3}\s?[A-Z][a-z'’-]+[A-Za-z'’-]*\Z")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MOST_WORDS = 4


def personal_details(text: str, owner: bool = False) -> list[str]:
    """What there may be, each kind once, with the beginning of it: 'a telephone number ("0162…")'.

    `owner` for a cell that says who does something, where a name stands alone.
    """
    if len(text) < 2:
        return []
    found = [f'{kind} ("{_beginning(quote)}")' for kind, quote in _numbers(text)]
    name = (_owner(text) if owner else "") or _name(text)
    return [*found, f'the name of a person ("{_beginning(name)}")'] if name else found


def _numbers(text: str) -> Iterator[tuple[str, str]]:
    if "@" in text and (match := _EMAIL.search(text)):
        yield "an e-mail address", match[0]
    if not _DIGIT.search(text):
        return
    for kind, pattern, holds in _FORMS:
        match = next((match for match in pattern.finditer(text) if holds(match)), None)
        if match is not None:
            yield kind, match[0]


def _name(text: str) -> str:
    """With a title, after "contact", or a given name with a family name."""
    for match in _TITLED.finditer(text):
        if match["name"].casefold() not in _NO_NAMES:
            return match[0]
    for match in _CONTACT.finditer(text):
        if _is_given(match["given"]) and (match["next"] or "").strip().casefold() not in _OF_PLACES:
            return match["given"]
    for match in _FULL.finditer(text):
        name = f"{match['given']} {match['family']}"
        after = {match["family"].casefold(), (match["next"] or "").strip().casefold()}
        if _is_given(match["given"]) and after.isdisjoint(_OF_PLACES) and name.casefold() not in _KNOWN_AS_NAMES:
            return name
    capitals = _CAPITALS.search(text)
    return capitals[0] if capitals else ""


def _owner(text: str) -> str:
    """A cell that holds a name and no more: "Jane", "J. Smith"; what is a name elsewhere is one here too."""
    words = _WORD.findall(text)
    if _INITIALS_AND_NAME.match(text.strip()):
        return text.strip()
    alone = 0 < len(words) <= _MOST_WORDS and all(word[0].isupper() for word in words)
    return text.strip() if alone and _is_given(words[0]) and words[-1].casefold() not in _OF_PLACES else ""


def _is_given(word: str) -> bool:
    return re.split(r"['’-]", word)[0].casefold() in GIVEN_NAMES


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_SHOWN].rstrip()}…"


def _any(_match: re.Match[str]) -> bool:
    return True


def _digits(text: str) -> list[int]:
    return [int(digit) for digit in text if digit.isdigit()]


def _is_nhs_number(match: re.Match[str]) -> bool:
    """The tenth digit is 11 less the remainder by 11 of the first nine weighted 10 to 2 (NHS Data Dictionary)."""
    *first, check = _digits(match[0])
    wanted = 11 - sum(digit * weight for digit, weight in zip(first, range(10, 1, -1), strict=True)) % 11
    return wanted % 11 == check and wanted != 10


def _is_card_number(match: re.Match[str]) -> bool:
    """Every second digit from the right doubled, the sum of all digits is a multiple of 10 (Luhn)."""
    digits = _digits(match[0])[::-1]
    return (sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0


def _has_issued_prefix(match: re.Match[str]) -> bool:
    return match[1].upper() not in _NOT_NATIONAL_INSURANCE


def _is_area(match: re.Match[str]) -> bool:
    return match[1].upper() in _AREAS


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    ("a telephone number", _TELEPHONE, _any),
    ("a telephone number", _EXTENSION, _any),
    ("a National Insurance number", _INSURANCE, _has_issued_prefix),
    ("a National Insurance number", _INSURANCE_NAMED, _any),
    ("a passport number", _PASSPORT, _any),
    ("an NHS number", _NHS_NAMED, _any),
    ("an NHS number", _NHS, _is_nhs_number),
    ("a postcode", _POSTCODE, _is_area),
    ("a postcode", _SMALL_POSTCODE, _is_area),
    ("an address", _STREET, _any),
    ("a date of birth", _BIRTH, _any),
    ("bank details", _BANK, _any),
    ("a card number", _CARD, _is_card_number),
    ("a case reference", _CASE, _any),
)
