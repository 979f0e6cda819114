"""What the usual scripts do before they begin: read the needed columns of every event table and sort them by patient and time.

    read_and_sort.py PLAN.json

One table after the other, typed columns, stable sort; nothing is written, no codes are made, no tables are joined. So this is less than
the builder's work.
"""

import json
import sys

import pandas as pd

TYPES = {"INTEGER": "Int32", "DOUBLE": "float64", "VARCHAR": "str"}

plan = json.load(open(sys.argv[1], encoding="utf-8"))
rows = 0
for table in plan["tables"]:
    used = {name.lower() for name in table["used"]}
    columns = [c for c in table["columns"] if c["name"].lower() in used]
    times = [c["name"] for c in columns if c["type"] == "TIMESTAMP"]
    frame = pd.read_csv(
        table["path"],
        usecols=[c["name"] for c in columns],
        dtype={c["name"]: TYPES[c["type"]] for c in columns if c["type"] != "TIMESTAMP"},
    )
    for name in times:
        frame[name] = pd.to_datetime(frame[name], errors="coerce")
    frame = frame.sort_values(["subject_id", *times[:1]], kind="stable")
    rows += len(frame)
    del frame
print(f"{rows} rows")
