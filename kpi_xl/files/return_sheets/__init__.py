"""The sheets of a return, one a module."""
