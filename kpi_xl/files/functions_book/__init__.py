"""The worksheet functions natively: formulas, LAMBDA names, and the workbook that carries them to people."""
