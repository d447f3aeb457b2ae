"""Figures, bands and reasons in the words people read."""
