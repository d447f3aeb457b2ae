"""What may be about one person is asked about wherever it was written; council prose is not."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import GOOD, check, return_book, rulebook, sheet_of, table_rows

from kpi_xl.model.finding import Severity
from kpi_xl.rules.words.personal_details import personal_details

ROOT = Path(__file__).parents[1]

# Made-up numbers: telephone numbers Ofcom keeps for drama, an NHS number with a right check digit, and so on.
TELEPHONES = [
    "07700 900123",
    "07700900123",
    "+44 7700 900123",
    "+447700900123",
    "+44 (0)7700 900 123",
    "(+44) 7700 900123",
    "0044 7700 900123",
    "020 7946 0123",
    "(020) 7946 0123",
    "0207 946 0123",
    "01632 960123",
    "01632-960-123",
    "(01632) 960 123",
    "0161 496 0123",
    "0800 1111",
    "ext. 4521",
]
OTHERS = {
    "an e-mail address": ["jo.bloggs@example.gov.uk", "o'hara+kpi@example.org"],
    "a National Insurance number": ["AB123456C", "ab 12 34 56 c", "JG-12-34-56-A", "NI number: QQ 12 34 56 C"],
    "a passport number": ["passport 123456789", "Passport no. 123456789"],
    "an NHS number": ["943 476 5919", "943-476-5919", "9434765919", "NHS number: 123 456 7890"],
    "a postcode": ["ME14 1XQ", "SW1A 2AA", "M1 1AE", "me14 1xq", "CT11AA"],
    "an address": ["14 Acacia Avenue", "14 High St", "3a, Mill Lane", "221b Baker Street"],
    "a date of birth": ["DOB 12/03/2015", "d.o.b. 12.3.15", "date of birth: 12 March 2015", "born on 1st May 1948"],
    "bank details": [
        "sort code 20-00-00",
        "account number 12345678",
        "20-00-00 12345678",
        "GB29 NWBK 6016 1331 9268 19",
    ],
    "a card number": ["4111 1111 1111 1111"],
    "a case reference": ["case ref 22/01234", "client ID 1203456", "case 1203456", "UPN A123456789012"],
    "the name of a person": [
        "Mr J Smith",
        "Mrs. Smith",
        "Dr O'Brien",
        "Cllr Bloggs",
        "contact Jane",
        "ask Jane Bloggs",
        "led by Sarah-Jane Bloggs",
        "Priya Bloggs has left",
        "Contact: Jane",
        "MRS BLOGGS",
    ],
}


@pytest.mark.parametrize("number", [one for one in TELEPHONES if one != "0800 1111"])
def test_a_telephone_number_is_known_in_every_form(number: str) -> None:
    (found,) = personal_details(f"Please ring {number} before Friday.")
    assert found.startswith("a telephone number")


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in OTHERS.items() for text in texts])
def test_other_details_are_known(kind: str, text: str) -> None:
    assert kind in {found.partition(" (")[0] for found in personal_details(f"Waiting for this: {text}, since June.")}


@pytest.mark.parametrize("owner", ["Jane", "Jane Bloggs", "J. Bloggs", "J P Bloggs", "Mohammed Bloggs", "Mrs Bloggs"])
def test_an_owner_who_is_a_person_is_asked_about(owner: str) -> None:
    assert [found.partition(" (")[0] for found in personal_details(owner, owner=True)] == ["the name of a person"]


@pytest.mark.parametrize(
    "owner",
    [
        "Head of Service",
        "Director of Adult Services",
        "Finance Business Partner",
        "A Head of Service",
        "Waste Team",
        "HR",
        "Mark Hall Library",
        "Victoria Road Depot",
        "James Street Surgery",
        "Early Help",
        "Service Manager (North)",
    ],
)
def test_an_owner_who_is_a_role_or_a_team_is_not(owner: str) -> None:
    assert personal_details(owner, owner=True) == []


@pytest.mark.parametrize(
    "prose",
    [
        "Spend was £1,234,567 in 2022/23, against 0.95 in 2021-22.",
        "From 01-04-2022 to 30-09-2022 we took 14,200 calls; 01/10/2022 is the next count.",
        "Case numbers rose to 12,450. The case number 2022 target is unchanged.",
        "In 2022 High Street footfall fell. Phase 2 High Street works start in May.",
        "Children born in 2015 start in Year 3. The birth rate fell 2.1%.",
        "Councillor Training and Cllr Induction ran in May. Missed bins fell.",
        "St James Hospital, the Elizabeth Line and Thomas Street School are open.",
        "Contact Centre calls rose; contact Adult Services first. See Appendix A and Q1 2nd half.",
        "King Charles Coronation events; St James Park; James Cook Hospital; Marie Curie nurses; John Lewis closed.",
        "A Level results came by Head of School Improvement. Ask Governors, per Year 7 pupil.",
        "Of 1,000,000 journeys 123 456 were late. Ratio 1234567890123 : 1.",
        "The A249 and M20 J5 works, B2012 closure, and lots 1 to 14.",
        "National Insurance rose. NHS numbers are matched weekly. Sort codes are checked.",
        "Response within 0.5 days; 1 in 3 calls; 020 is the London code.",
        "The account number rose by 12 and the customer number 2,300 was met.",
    ],
)
def test_prose_of_councils_is_not_asked_about(prose: str) -> None:
    assert personal_details(prose) == []


def test_nothing_in_the_example_is_asked_about() -> None:
    source = ROOT / "workbooks" / "source"
    texts = [line for path in sorted(source.rglob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    texts += (source / "narratives.csv").read_text("utf-8").splitlines()
    texts += (source / "definitions.csv").read_text("utf-8").splitlines()
    assert [(text, found) for text in texts if (found := personal_details(text))] == []


def test_what_is_quoted_is_only_the_beginning() -> None:
    assert personal_details("Ring 07700 900123") == ['a telephone number ("0770…")']


def test_it_is_asked_about_in_the_rows_the_summary_the_services_and_the_notes() -> None:
    rows = table_rows({**GOOD, "AS01": {"value": 92.6, "cause": "Ask Jane Bloggs", "owner": "Jane"}}, rulebook())
    table = replace(sheet_of(rows), notes={"O8": "Officer 12:\nRing 07700 900123", "O9": "Jane Bloggs:\nchecked twice"})
    summary = sheet_of({7: {1: "Summary for the quarter"}, 8: {1: "Write to jo@example.org."}}, "Director's summary")
    services = sheet_of(
        {6: {1: "Service area", 2: "Rating", 3: "To", 4: "Note"}, 7: {1: "Care", 2: "Good", 4: "Mr Bloggs agrees"}},
        "Services",
    )
    book = return_book(table=table)
    found = check(replace(book, sheets=(*book.sheets, summary, services))).findings
    asked = {str(place) for one in found if one.code == "KPI136" for place in one.places}
    assert {place.partition("!")[0] for place in asked} == {"Return", "'Director''s summary'", "Services"}
    assert "'Director''s summary'!A8" in asked and "Return!O8" in asked and "Return!O9" not in asked
    assert len(asked) == 5
    assert all(one.severity is Severity.WARNING for one in found if one.code == "KPI136")
