"""What must hold: pure functions over the model."""
