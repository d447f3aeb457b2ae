"""A sheet per KPI, with its trend."""
