"""The script many performance teams would write first: pandas with openpyxl behind it, and apply.

    python naive.py SUBMISSIONS_FOLDER OUT.xlsx [--charts]

It reads each return's table, rates each row with DataFrame.apply, and writes the data and a summary; with --charts also
a sheet with a chart for each KPI. It checks nothing and says nothing about where a figure came from.
"""

import sys
from pathlib import Path

import pandas as pd
from openpyxl.chart import LineChart, Reference


def read_return(path: Path) -> pd.DataFrame:
    raw = pd.read_excel(path, sheet_name="Return", header=None, engine="openpyxl")
    header = raw.index[raw.apply(lambda row: "Ref" in row.values, axis=1)][0]
    table = raw.iloc[header + 1 :].copy()
    table.columns = raw.iloc[header]
    table = table[table["Ref"].notna()]
    table["Directorate"] = path.name.split(" ")[0]
    return table


def rag(row: pd.Series) -> str:
    value = row["Value"]
    if pd.isna(value):
        return "Not rated"
    if all(pd.isna(row[name]) for name in ("Green from", "Green to", "Amber from", "Amber to")):
        return "Not rated"
    if inside(value, row["Green from"], row["Green to"]):
        return "Green"
    if inside(value, row["Amber from"], row["Amber to"]):
        return "Amber"
    return "Red"


def inside(value: float, low: float, high: float) -> bool:
    return (pd.isna(low) or value >= low) and (pd.isna(high) or value <= high)


def add_chart(book, row: pd.Series) -> None:
    sheet = book.create_sheet(str(row["Ref"]).replace("/", "-")[:31])
    sheet.append(["Period", "Value", "Target"])
    sheet.append(["Same quarter last year", row["Same quarter last year"], row["Target"]])
    sheet.append(["Last quarter", row["Last quarter"], row["Target"]])
    sheet.append(["This quarter", row["Value"], row["Target"]])
    chart = LineChart()
    chart.title = row["KPI"]
    chart.add_data(Reference(sheet, min_col=2, max_col=3, min_row=1, max_row=4), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=4))
    sheet.add_chart(chart, "E2")


def main(folder: Path, out: Path, charts: bool) -> None:
    data = pd.concat([read_return(path) for path in sorted(folder.glob("*.xlsx"))], ignore_index=True)
    data["Rating"] = data.apply(rag, axis=1)
    summary = data.groupby(["Directorate", "Rating"]).size().unstack(fill_value=0)
    with pd.ExcelWriter(out, engine="openpyxl") as writer:
        data.to_excel(writer, sheet_name="Data", index=False)
        summary.to_excel(writer, sheet_name="Summary")
        if charts:
            for _, row in data.iterrows():
                add_chart(writer.book, row)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), "--charts" in sys.argv)
