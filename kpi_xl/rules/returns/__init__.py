"""What a blank return says to the officer who fills it in."""
