"""Services and programme measures, with their dials."""
