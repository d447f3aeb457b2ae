"""The one place that touches files: long paths, second tries, and what is said where a disk refuses."""
