"""`python -m kpi_xl`: what `kpi-xl` does, for PCs where that program is not on the PATH or may not be started."""

import sys
from pathlib import Path

import kpi_xl

if __name__ == "__main__":  # not in the processes a run starts, which import this module by another name
    here = Path(sys.path[0]) if sys.path else None
    if not sys.flags.safe_path and here != Path(kpi_xl.__file__).parents[1]:
        del sys.path[:1]  # the present folder: a pandas.py in it is not the real one
    from kpi_xl.faces.cli import main

    main()
