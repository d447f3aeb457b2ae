"""What must hold of a PC for the buttons and functions to work, and what to do where it does not."""
