"""Workbooks with macros: the VBA project, the buttons that press it, and the settings by which it reaches Python."""
