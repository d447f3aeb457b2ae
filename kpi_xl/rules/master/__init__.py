"""What a master holds and says: its rows, counts and exceptions."""
