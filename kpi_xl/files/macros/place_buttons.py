"""Buttons on a sheet, each bound to its macro."""

from collections.abc import Sequence
from dataclasses import dataclass

from kpi_xl.files.house_style.page import Page
from kpi_xl.model.buttons import Button
from kpi_xl.model.errors import SaveError

_GAP = 8
_PIXELS_A_LETTER = 7


@dataclass(frozen=True, slots=True)
class ButtonSize:
    """In pixels. A button is as wide as its caption needs, and at least `narrowest`."""

    height: int
    narrowest: int = 0

    def width(self, button: Button) -> int:
        return max(self.narrowest, _PIXELS_A_LETTER * len(button.caption) + 16)


def place_row(page: Page, row: int, column: int, buttons: Sequence[Button], size: ButtonSize) -> None:
    """Side by side from the left edge of the cell on. Raises SaveError when one cannot be placed."""
    left = _GAP
    for button in buttons:
        place(page, row, column, button, size, left=left)
        left += size.width(button) + _GAP


def place(page: Page, row: int, column: int, button: Button, size: ButtonSize, *, left: int = _GAP) -> None:
    """`left` pixels into the cell. Raises SaveError when it cannot be placed."""
    options = {
        "macro": button.macro,
        "caption": button.caption,
        "description": f"{button.caption}: {button.tip}",
        "width": size.width(button),
        "height": size.height,
        "x_offset": left,
        "y_offset": 4,
    }
    if page.sheet.insert_button(row - 1, column - 1, options):
        raise SaveError(f"{page.name} could not take the button {button.caption}.")
