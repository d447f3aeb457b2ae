"""Accepted returns and the earlier master, brought together."""
