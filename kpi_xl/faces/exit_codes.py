"""What the exit code of `kpi-xl` means: a contract, printed in the README and tested."""

CLEAN = 0
REJECTED_OR_MISSING = 1
COULD_NOT_RUN = 2
"""Or not to its end: the last words say what stands."""
INTERRUPTED = 130
"""Ctrl+C, as shells have it: 128 and the number of the signal. The next two likewise."""
CLOSED_PIPE = 141
"""Nobody read on (`kpi-xl run | head`). What the command did, it did."""
ENDED = 143
