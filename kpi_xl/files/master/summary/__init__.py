"""Summary: the choice, the counts, the charts."""
