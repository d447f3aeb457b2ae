"""The script a good analyst would write: pandas with the calamine reader, np.select and XlsxWriter.

    python competent.py SUBMISSIONS_FOLDER OUT.xlsx

It reads each return's table, rates all rows at once, and writes the data and a summary. Like the naive script it checks
nothing.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

BOUNDS = ["Green from", "Green to", "Amber from", "Amber to"]


def read_return(path: Path) -> pd.DataFrame:
    raw = pd.read_excel(path, sheet_name="Return", header=None, engine="calamine")
    header = next(row for row in range(len(raw)) if raw.iat[row, 0] == "Ref")
    table = raw.iloc[header + 1 :].copy()
    table.columns = raw.iloc[header]
    table["Directorate"] = path.name.split(" ")[0]
    return table


def rate(data: pd.DataFrame) -> np.ndarray:
    value = pd.to_numeric(data["Value"], errors="coerce").to_numpy()
    bounds = [pd.to_numeric(data[name], errors="coerce").to_numpy() for name in BOUNDS]
    green_low, amber_low = (np.where(np.isnan(low), -np.inf, low) for low in (bounds[0], bounds[2]))
    green_high, amber_high = (np.where(np.isnan(high), np.inf, high) for high in (bounds[1], bounds[3]))
    unrated = np.isnan(value) | np.all(np.isnan(bounds), axis=0)
    green = (value >= green_low) & (value <= green_high)
    amber = (value >= amber_low) & (value <= amber_high)
    return np.select([unrated, green, amber], ["Not rated", "Green", "Amber"], "Red")


def main(folder: Path, out: Path) -> None:
    data = pd.concat([read_return(path) for path in sorted(folder.glob("*.xlsx"))], ignore_index=True)
    data = data[data["Ref"].notna()]
    data["Rating"] = rate(data)
    summary = data.groupby(["Directorate", "Rating"]).size().unstack(fill_value=0)
    with pd.ExcelWriter(out, engine="xlsxwriter") as writer:
        data.to_excel(writer, sheet_name="Data", index=False)
        summary.to_excel(writer, sheet_name="Summary")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
