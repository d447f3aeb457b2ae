"""What the exit code of `kpi-xl` means: a contract, printed in the README and tested."""

CLEAN = 0
REJECTED_OR_MISSING = 1
COULD_NOT_RUN = 2
