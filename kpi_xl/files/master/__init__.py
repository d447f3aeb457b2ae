"""The sheets of the master workbook, a module each; `SHEETS` in files/write_master.py lists them in order."""
