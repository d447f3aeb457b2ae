"""What makes the master follow the reader's choice: each formula beside the value it must give (docs/formulas.md)."""
