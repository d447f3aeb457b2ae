"""What an officer's workbook says, read and not yet judged."""
