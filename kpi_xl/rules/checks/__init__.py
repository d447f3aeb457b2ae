"""The checks of a return, by stage. A check is a small generator; each stage lists its own in one tuple."""
