"""Findings made, grouped, ordered and put into rows."""
