"""The statistics of series with pandas, SciPy and NumPy: one JSON list of rows, a row per series, null where undefined.

series_with_pandas.py FILE.json haim|medprofiles|minimal|efficient NAME...

FILE.json: a list of series, each a list of numbers or nulls in time order. NAMEs: the statistics wanted.
"""
import json
import math
import sys

import numpy as np
import pandas as pd
from scipy.signal import find_peaks
from scipy.stats import linregress


def eleven(s):
    if s.notna().sum() == 0:
        return [None] * 11
    steps = s.diff()
    slope = np.polyfit(np.arange(len(s)), s, 1)[0] if len(s) > 1 else 0
    return [s.max(), s.min(), s.mean(), s.var(), steps.mean(), steps.abs().mean(), steps.abs().max(), steps.abs().sum(),
            s.iloc[-1] - s.iloc[0], len(find_peaks(s)[0]), slope]


def tsfresh(s, name):
    """tsfresh's definitions, as its documentation states them."""
    x, n = s.to_numpy(), len(s)
    part, _, parameter = name.partition("__")
    value = parameter.rsplit("_", 1)[-1].strip('"')
    if part == "sum_values":
        return x.sum()
    if part == "length":
        return n
    if n == 0:
        return None
    counts = s.value_counts()
    simple = {
        "median": lambda: s.median(), "mean": lambda: s.mean(), "standard_deviation": lambda: x.std(), "variance": lambda: x.var(),
        "root_mean_square": lambda: math.sqrt((x ** 2).mean()), "maximum": lambda: x.max(), "minimum": lambda: x.min(),
        "absolute_maximum": lambda: abs(x).max(), "abs_energy": lambda: x @ x, "skewness": lambda: s.skew(), "kurtosis": lambda: s.kurt(),
        "quantile": lambda: s.quantile(float(value)), "count_above_mean": lambda: (x > x.mean()).sum(),
        "count_below_mean": lambda: (x < x.mean()).sum(), "absolute_sum_of_changes": lambda: abs(np.diff(x)).sum(),
        "first_location_of_maximum": lambda: x.argmax() / n, "first_location_of_minimum": lambda: x.argmin() / n,
        "last_location_of_maximum": lambda: 1 - x[::-1].argmax() / n, "last_location_of_minimum": lambda: 1 - x[::-1].argmin() / n,
        "ratio_beyond_r_sigma": lambda: (abs(x - x.mean()) > float(value) * x.std()).mean(),
        "has_duplicate": lambda: len(counts) < n, "sum_of_reoccurring_values": lambda: counts.index[counts > 1].to_numpy().sum(),
        "percentage_of_reoccurring_values_to_all_values": lambda: (counts > 1).mean(),
        "binned_entropy": lambda: -sum(p * math.log(p) for p in np.histogram(x, bins=10)[0] / n if p > 0),
        "index_mass_quantile": lambda: ((abs(x).cumsum() / abs(x).sum() >= float(value)).argmax() + 1) / n if x.any() else None,
        "linear_trend": lambda: getattr(linregress(range(n), x), value) if n > 1 else None,
        "autocorrelation": lambda: s.sub(x.mean()).mul(s.shift(-int(value)) - x.mean()).sum() / ((n - int(value)) * x.var()),
    }
    return simple[part]()


def main():
    path, variant, names = sys.argv[1], sys.argv[2], sys.argv[3:]
    rows = []
    for values in json.load(open(path)):
        s = pd.Series(values, dtype=float)
        if variant == "haim":
            y = pd.concat([s.dropna(), pd.Series([0.0])], ignore_index=True)
            row = pd.Series(eleven(y), dtype=float).fillna(0)
        elif variant == "medprofiles":
            row = eleven(s)
        else:
            row = [tsfresh(s.dropna().reset_index(drop=True), name) for name in names]
        rows.append([None if x is None or math.isnan(x) else float(x) for x in row])
    print(json.dumps(rows))


main()
