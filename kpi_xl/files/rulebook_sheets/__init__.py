"""The sheets of a rulebook."""
