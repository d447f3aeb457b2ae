"""Workbooks read with everything a finding needs to point at."""
