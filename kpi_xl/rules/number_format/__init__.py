"""Excel's number formats: what a cell shows of the number it holds."""
