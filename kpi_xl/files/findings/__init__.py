"""Findings put into workbooks to send back."""
