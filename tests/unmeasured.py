"""Processes coverage does not measure: those that are killed, which would leave it half a file to combine."""

import os
from collections.abc import Mapping

_ASKING = "COVERAGE_PROCESS_CONFIG"
"""What coverage hands to the processes of a measured run, so that they measure themselves and write a file at exit."""


def environment() -> Mapping[str, str]:
    """This process's, but for what would have the new one measured."""
    return {name: value for name, value in os.environ.items() if name != _ASKING}
