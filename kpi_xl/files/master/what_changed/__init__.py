"""What changed: the quarter chosen beside the one before it."""
