"""Two quarters set against each other."""
