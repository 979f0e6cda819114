#!/usr/bin/env python3
"""What Jupyter's own clients expect of a kernel, one behaviour a line, against the installed kernel.

  python3 tests/clients/behaviours.py [--kernel mimic-csharp] [--only WORD] [--list]

Needs jupyter_client and nbclient (Debian: jupyter-client, python3-nbclient) and the kernel: lib/bin/mimic kernel install.
Prints a line per behaviour, then "N passed, N failed[, N skipped]"; ends with 1 if one failed.
"""
import argparse
import signal
import sys
import time
import traceback

from harness import BEHAVIOURS, Failed, Kernel, Skipped
import of_messages  # noqa: F401  (each module lists its behaviours)
import of_cells  # noqa: F401
import of_help  # noqa: F401
import of_stops  # noqa: F401
import of_notebooks  # noqa: F401


class Kernels:
    """The kernel that behaviours share, replaced when one of them has broken it."""

    def __init__(self, name):
        self.name, self.kernel = name, None

    def shared(self):
        if self.kernel is None or not self.kernel.alive():
            self.drop()
            self.kernel = Kernel(self.name)
        return self.kernel

    def drop(self):
        if self.kernel is not None:
            self.kernel.stop()
            self.kernel = None


def check(kind, function, kernels):
    if kind == "none":
        return function(kernels.name)
    if kind == "shared":
        return function(kernels.shared())
    kernel = Kernel(kernels.name)
    try:
        return function(kernel)
    finally:
        kernel.stop()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--kernel", default="mimic-csharp", help="the kernelspec to check")
    arguments.add_argument("--only", default="", metavar="WORD", help="only the behaviours whose sentence has this word")
    arguments.add_argument("--list", action="store_true", help="print the list and check nothing")
    chosen = arguments.parse_args()
    # A shell that starts this in the background has it ignore SIGINT, and every kernel would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    counts = {"ok": 0, "FAIL": 0, "skip": 0}
    kernels = Kernels(chosen.kernel)
    try:
        for sentence, kind, function in BEHAVIOURS:
            if chosen.only not in sentence:
                continue
            if chosen.list:
                print(sentence)
                continue
            start, outcome, detail = time.monotonic(), "ok", None
            try:
                detail = check(kind, function, kernels)
            except Skipped as reason:
                outcome, detail = "skip", str(reason)
            except Failed as problem:
                outcome, detail = "FAIL", str(problem)
            except Exception:  # a client's own complaint is a failure of the kernel as well
                outcome, detail = "FAIL", traceback.format_exc(limit=-3).strip()
            if outcome == "FAIL" and kind == "shared":
                kernels.drop()
            counts[outcome] += 1
            print(f"{outcome:4}  {sentence}{f' ({detail})' if detail else ''}, {time.monotonic() - start:.1f} s", flush=True)
    finally:
        kernels.drop()
    if not chosen.list:
        print(f"{counts['ok']} passed, {counts['FAIL']} failed, {counts['skip']} skipped")
    return 1 if counts["FAIL"] else 0


if __name__ == "__main__":
    sys.exit(main())
