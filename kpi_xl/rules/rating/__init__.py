"""Values against thresholds: ratings, bands, profiles, and which way a value moved."""
