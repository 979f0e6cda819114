"""HAIM's 11 statistics of every series of a long table, the straightforward way: pandas, one series after the other.

    haim_statistics.py IN.csv OUT.csv

IN.csv has series_id, charttime and value; OUT.csv gets a line per series in order of first appearance. As published, missing values are
dropped and one 0 is appended; what is undefined becomes 0.
"""

import sys
import time

import numpy as np
import pandas as pd
from scipy.signal import find_peaks


def statistics(values):
    y = pd.concat([values.dropna(), pd.Series([0.0])], ignore_index=True)
    steps = y.diff()
    return {
        "max": y.max(),
        "min": y.min(),
        "mean": y.mean(),
        "variance": y.var(),
        "meandiff": steps.mean(),
        "meanabsdiff": steps.abs().mean(),
        "maxdiff": steps.abs().max(),
        "sumabsdiff": steps.abs().sum(),
        "diff": y.iloc[-1] - y.iloc[0],
        "npeaks": len(find_peaks(y)[0]),
        "trend": np.polyfit(np.arange(len(y)), y, 1)[0] if len(y) > 1 else 0,
    }


start = time.perf_counter()
table = pd.read_csv(sys.argv[1], dtype={"series_id": str}, parse_dates=["charttime"])
table = table.sort_values("charttime", kind="stable")
order = table["series_id"].sort_index().unique()
read = time.perf_counter()
result = pd.DataFrame({name: statistics(group["value"]) for name, group in table.groupby("series_id", sort=False)}).T
result.loc[order].fillna(0).rename_axis("series_id").to_csv(sys.argv[2])
print(f"{len(result)} series; read {read - start:.2f} s, computed and written {time.perf_counter() - read:.2f} s")
