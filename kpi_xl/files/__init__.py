"""Workbooks in and out; no judgement about what is in them."""
