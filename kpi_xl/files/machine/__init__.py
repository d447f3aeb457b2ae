"""What this PC is like, where the buttons and functions depend on it. Only looked at; nothing is changed."""
