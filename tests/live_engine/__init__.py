"""Excel for tests: an xlwings engine in this process, over openpyxl.

It knows what our handlers may use and nothing else: whatever is missing raises NotImplementedError (xlwings' base
classes do), so a green test means that a handler keeps to that list. Values come and go as Excel's COM hands them over:
floats, datetimes, None for a blank, an apostrophe in front of a text that is to stay one.
"""

from live_engine.app import App, open_in_excel

__all__ = ["App", "open_in_excel"]
