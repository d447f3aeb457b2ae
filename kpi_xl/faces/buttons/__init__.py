"""What the buttons of our workbooks do: one module a button, named as in model/buttons.py. Macros call `press`."""

from kpi_xl.faces.buttons.pressing import press as press
