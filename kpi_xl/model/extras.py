"""How to get the parts of kpi_xl that are installed on request only."""

WITH_EXCEL = 'In the folder kpi_xl was installed from, run: python -m pip install ".[excel]"'
"""From our own folder, never by name: a package index may have something else under it."""
