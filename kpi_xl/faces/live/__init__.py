"""A workbook that is open in Excel, read and written in blocks. Only what xlwings' free part offers is used."""
