"""Tables found in a sheet by their headings, and their cells read by column."""
