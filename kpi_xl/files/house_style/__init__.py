"""How every workbook of ours looks, and the workbook they all start from."""
