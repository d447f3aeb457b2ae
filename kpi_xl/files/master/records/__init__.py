"""The tables that are kept: results and rulebook, and the records of each quarter."""
