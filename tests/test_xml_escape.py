"""The one escape: every text comes out as XML that reads back as the text, with a blank for what XML cannot hold."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi_xl.files.house_style.xml_escape import in_attribute, in_element
from kpi_xl.files.reading.read_text import unescape
from kpi_xl.model.storable_text import storable

TEXTS = {
    "plain": ("£ é – 😀", "£ é – 😀"),
    "markup": ("a & b <c> \"d\" 'e' ]]>", "a & b <c> \"d\" 'e' ]]>"),
    "already markup": ("<r>&amp;</r>", "<r>&amp;</r>"),
    "breaks": ("a\tb\nc\r\nd", "a\tb\nc\r\nd"),
    "control characters": ("\x00a\x08b\x0bc\x0cd\x0ee\x1ff", " a b c d e f"),
    "no characters": ("a\ufffeb\uffffc", "a b c"),
    "half characters": ("a\ud83db\ude00c", "a b c"),
    "looks like a spelling": (
        "_x000B_ _x000b_ _x005F_x000B_ _x000B_x000B_",
        "_x000B_ _x000b_ _x005F_x000B_ _x000B_x000B_",
    ),
    "nearly a spelling": ("_x000G_ _xlfn. x000B_ _x0B_", "_x000G_ _xlfn. x000B_ _x0B_"),
    "c1 controls, which XML holds": ("a\x85b\x9f", "a\x85b\x9f"),
}


def from_element(text: str) -> str:
    return unescape(ElementTree.fromstring(f"<t>{in_element(text)}</t>").text or "")


def from_attribute(text: str) -> str:
    return unescape(ElementTree.fromstring(f'<t a="{in_attribute(text)}"/>').get("a") or "")


@pytest.mark.parametrize(("text", "read"), [pytest.param(*case, id=name) for name, case in TEXTS.items()])
def test_a_text_reads_back_from_an_element_and_an_attribute(text: str, read: str) -> None:
    assert from_element(text) == read
    assert from_attribute(text) == read


@given(st.text(st.characters(codec=None)))
def test_any_text_reads_back_as_what_can_be_stored_of_it(text: str) -> None:
    assert from_element(text) == storable(text)
    assert from_attribute(text) == storable(text)


@given(st.text(st.sampled_from("_x0Bb&<\r\x0b")))
def test_going_through_twice_changes_nothing(text: str) -> None:
    """XlsxWriter sends some texts through two of its functions, both of them ours."""
    assert in_element(in_element(text)) == in_element(text)
