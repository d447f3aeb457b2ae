"""What things are: standard library only, no input or output."""
