#!/usr/bin/env python3
"""Compares the outputs of executed notebooks cell by cell: those of the headless engine with those of a Jupyter client.

  lib/bin/mimic run --out LEFT && python3 -m nbconvert --to notebook --execute --output-dir RIGHT notebooks/*.ipynb
  python3 tests/clients/compare.py LEFT RIGHT [--verbose]

Made alike before the comparison, because it must differ: durations ("0.3 s", "29 to 37 minutes"), rates, what memory was used,
and how wide a column of plain text is for their sake; the room on the disk; the port of a server that a notebook starts; the
path of the repository, temporary folders and file names made of random digits. Progress is left out, since whether and how often it shows is a matter of speed. Text that a stream brought in
pieces is joined, and so is the list of its lines. A type that only the second side has is allowed if it is Plotly's, which a
page without a network has no use for. Nothing else may differ, neither the order of the outputs nor their kind nor a digit.
Both sides must use the same cache (the notebooks' own: out/cache), since a store remembers how long it took to build.

Prints a line for each cell that differs and one per notebook, then "N passed, N failed", which counts code cells; ends with 1
if one differs.
"""
import argparse
import json
import re
import sys
from pathlib import Path

PLOTLY = "application/vnd.plotly.v1+json"
ROOT = Path(__file__).resolve().parents[2]
PROGRESS = re.compile(r"^[\d,]+ (?:of [\d,]+ )?[^\n]*, [\d,.]+/s(?:, [\d:]+ left)?(?:\n|\Z)", re.MULTILINE)
ALIKE = [
    (re.compile(re.escape(ROOT.as_posix())), "<repository>"),
    (re.compile(r"/tmp/[\w./-]*|/var/folders/[\w./-]*"), "<temporary>"),
    (re.compile(r"-{3,}"), "---"),
    (re.compile(r" {2,}"), "  "),
    (re.compile(r"…/[\w.-]+/"), "<folder>/"),
    (re.compile(r"\b[0-9a-f]{32}\b"), "<random>"),
    (re.compile(r"\b[\d,.]+ MB of memory"), "<memory>"),
    (re.compile(r"The disk has [\d,.]+ .?B free"), "<room>"),
    (re.compile(r"\b127\.0\.0\.1:\d+"), "<local server>"),
    (re.compile(r"(?:\b[\d,.]+ to )?(?<![\w.])[\d,]*\.?\d+ ?(?:ms|s|seconds|minutes)\b|too short a build to tell"), "<duration>"),
    (re.compile(r"(?<![\w.])[\d,]*\.?\d+ (?:million |thousand )?[\w ]{0,20}(?:/s|per second)"), "<rate>"),
]


def alike(text):
    for pattern, word in ALIKE:
        text = pattern.sub(word, text)
    return text


def text_of(value):
    return "".join(value) if isinstance(value, list) else value


def outputs_of(cell):
    """What a cell shows, in order, as comparable values."""
    found = []
    for output in cell["outputs"]:
        kind = output["output_type"]
        if kind == "stream":
            if found and found[-1][:2] == ("stream", output["name"]):
                found[-1] = ("stream", output["name"], found[-1][2] + text_of(output["text"]))
            else:
                found.append(("stream", output["name"], text_of(output["text"])))
            found[-1] = (*found[-1][:2], PROGRESS.sub("", found[-1][2]))
            if not found[-1][2]:
                found.pop()
        elif kind == "error":
            found.append(("error", output["ename"], output["evalue"] + "\n" + "\n".join(output["traceback"])))
        elif PROGRESS.fullmatch(text_of(output["data"].get("text/plain", ""))) is None:
            found.append((kind, "", {t: v if isinstance(v, dict) else text_of(v) for t, v in output["data"].items()}))
    return found


def difference(left, right):
    """The first difference between the outputs of two cells in words; None if they are alike."""
    kinds = [[o[0] for o in side] for side in (left, right)]
    if kinds[0] != kinds[1]:
        return f"the outputs are {kinds[0]} and {kinds[1]}"
    for number, (a, b) in enumerate(zip(left, right), 1):
        if a[1] != b[1]:
            return f"output {number} is {a[1]} and {b[1]}"
        if not isinstance(a[2], dict):
            if alike(a[2]) != alike(b[2]):
                return f"output {number}: {first_difference(alike(a[2]), alike(b[2]))}"
            continue
        if set(a[2]) != set(b[2]) - ({PLOTLY} - set(a[2])):
            return f"output {number} has the types {sorted(a[2])} and {sorted(b[2])}"
        for mime, value in a[2].items():
            same = value == b[2][mime] if isinstance(value, dict) else alike(value) == alike(b[2][mime])
            if not same:
                texts = [v if isinstance(v, str) else json.dumps(v, sort_keys=True) for v in (value, b[2][mime])]
                return f"output {number}, {mime}: {first_difference(alike(texts[0]), alike(texts[1]))}"
    return None


def first_difference(a, b):
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    start = max(0, at - 30)
    return f"{a[start:at + 60]!r} and {b[start:at + 60]!r}"


def code_cells(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    # The headless engine sets parameters in a cell of its own.
    return [c for c in cells if c["cell_type"] == "code" and "injected-parameters" not in c["metadata"].get("tags", [])]


def compare(left, right, verbose):
    """Compares two files; how many cells are alike and how many differ."""
    pair = code_cells(left), code_cells(right)
    if [text_of(c["source"]) for c in pair[0]] != [text_of(c["source"]) for c in pair[1]]:
        print(f"FAIL  {left.stem}: the two files do not hold the same code cells")
        return 0, max(len(pair[0]), len(pair[1]))
    same = different = shown = 0
    for number, (a, b) in enumerate(zip(*pair), 1):
        outputs = outputs_of(a), outputs_of(b)
        shown += len(outputs[0])
        found = difference(*outputs)
        if found is None and b["execution_count"] is None:
            found = "it was not run"
        same, different = same + (found is None), different + (found is not None)
        if found or verbose:
            print(f"{'FAIL' if found else 'ok  '}  {left.stem}, code cell {number}: {found or f'{len(outputs[0])} outputs'}")
    print(f"{'FAIL' if different else 'ok  '}  {left.stem}: {same} of {same + different} code cells alike, {shown} outputs")
    return same, different


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("left", type=Path, help="executed notebooks of the headless engine")
    arguments.add_argument("right", type=Path, help="the same notebooks, executed by a Jupyter client")
    arguments.add_argument("--verbose", action="store_true", help="a line for every cell")
    chosen = arguments.parse_args()
    books = sorted(chosen.left.glob("*.ipynb"))
    if not books:
        sys.exit(f"There are no executed notebooks in {chosen.left}.")
    passed = failed = 0
    for book in books:
        other = chosen.right / book.name
        if not other.exists():
            print(f"FAIL  {book.stem}: there is no {other}")
            failed += len(code_cells(book))
            continue
        same, different = compare(book, other, chosen.verbose)
        passed, failed = passed + same, failed + different
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
