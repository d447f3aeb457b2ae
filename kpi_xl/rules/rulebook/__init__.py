"""The rulebook's workbook turned into a Rulebook, with a finding at the cell of everything that is wrong."""
