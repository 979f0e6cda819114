"""Whole notebooks through nbclient, as nbconvert, Jupyter Book and papermill run them."""
import shutil
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from harness import PATIENCE, USE_LIBRARY, behaviour, equal, expect, short


def execute(name, *cells, **options):
    """Runs cells (texts, or cells with tags) as a notebook; the notebook, and what was raised."""
    book = new_notebook(cells=[c if not isinstance(c, str) else new_code_cell(c) for c in cells])
    folder = Path(tempfile.mkdtemp(prefix="clients-"))
    options = {"timeout": PATIENCE, "iopub_timeout": 10, "raise_on_iopub_timeout": True, **options}
    raised = None
    try:
        NotebookClient(book, kernel_name=name, resources={"metadata": {"path": str(folder)}}, **options).execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as problem:
        raised = problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    nbformat.validate(book)
    return book, raised


def texts(book):
    """Per code cell what it shows, in short."""
    return [[o.get("text") or o.get("ename") or "".join(o["data"].get("text/plain", "?")) for o in c.outputs] for c in book.cells if c.cell_type == "code"]


@behaviour("nbclient: cells run in order, outputs land in their cells, counts and language are filled in", kernel="none")
def in_order(name):
    book, raised = execute(name, new_markdown_cell("# A title"), 'var n = 1;\nConsole.WriteLine($"n is {n}");', "n + 1", "// nothing", 'Console.WriteLine("a");\nn')
    equal(raised, None, "raised")
    equal(texts(book), [["n is 1\n"], ["2"], [], ["a\n", "1"]], "outputs")
    equal([c.execution_count for c in book.cells if c.cell_type == "code"], [1, 2, 3, 4], "counts")
    equal(book.metadata["language_info"]["name"], "C#", "language in the metadata")
    timing = book.cells[1].metadata["execution"]
    for moment in ("iopub.status.busy", "iopub.execute_input", "shell.execute_reply", "iopub.status.idle"):
        expect(moment in timing, f"{moment} is not in the cell's timing {sorted(timing)}")


@behaviour("nbclient: a failed cell stops the notebook with CellExecutionError, its error kept in the cell", kernel="none")
def failed_cell(name):
    book, raised = execute(name, "1", 'throw new InvalidOperationException("no such ward");', "3")
    expect(isinstance(raised, CellExecutionError), f"raised {raised!r}")
    expect("InvalidOperationException" in raised.ename and "no such ward" in raised.evalue, f"{raised.ename}: {raised.evalue}")
    equal([len(t) for t in texts(book)], [1, 1, 0], "outputs per cell")
    equal(book.cells[1].outputs[0].output_type, "error", "output of the failed cell")


@behaviour("nbclient: with allow_errors the cells after a failed one run", kernel="none")
def allow_errors(name):
    book, raised = execute(name, "var a = 1;", "a +", "throw new Exception(\"x\");", "a + 1", allow_errors=True)
    equal(raised, None, "raised")
    equal([[o.output_type for o in c.outputs] for c in book.cells], [[], ["error"], ["error"], ["execute_result"]], "outputs")


@behaviour("nbclient: a cell tagged raises-exception may fail, and the next runs", kernel="none")
def raises_exception(name):
    tagged = new_code_cell("throw new Exception(\"meant to\");", metadata={"tags": ["raises-exception"]})
    book, raised = execute(name, tagged, "2")
    equal(raised, None, "raised")
    equal([[o.output_type for o in c.outputs] for c in book.cells], [["error"], ["execute_result"]], "outputs")


@behaviour("nbclient: a cell that takes too long raises CellTimeoutError", kernel="none")
def timeout(name):
    start = time.monotonic()
    _, raised = execute(name, "System.Threading.Thread.Sleep(600_000);", timeout=3)
    expect(isinstance(raised, CellTimeoutError), f"raised {raised!r}")
    return f"notebook over after {time.monotonic() - start:.1f} s"


@behaviour("nbclient: with interrupt_on_timeout a cell that takes too long is stopped, and the next ones run", kernel="none")
def interrupt_on_timeout(name):
    book, raised = execute(
        name, "var kept = 6;", "while (true) { }", "System.Threading.Thread.Sleep(600_000);", "kept + 1",
        timeout=3, interrupt_on_timeout=True, allow_errors=True)
    equal(raised, None, "raised")
    equal([[o.output_type for o in c.outputs] for c in book.cells], [[], ["error"], ["error"], ["execute_result"]], "outputs")
    equal(texts(book)[3], ["7"], "last cell")


@behaviour("nbclient: a kernel that dies in a cell raises DeadKernelError", kernel="none")
def dead_kernel(name):
    _, raised = execute(name, "1", "Environment.Exit(1);", "3", timeout=10)
    expect(isinstance(raised, DeadKernelError), f"raised {raised!r}")


@behaviour("nbclient: an input that nobody can give is an error, not a wait", kernel="none")
def no_input(name):
    start = time.monotonic()
    _, raised = execute(name, "Console.ReadLine()")
    expect(isinstance(raised, CellExecutionError), f"raised {raised!r}")
    expect(time.monotonic() - start < PATIENCE / 2, "it waited")


@behaviour("nbclient: figures and tables are in the file with all their types, and the file is valid", kernel="none")
def rich(name):
    book, raised = execute(name, USE_LIBRARY, 'new Table("ward", "beds").Add("A", 12)', 'Show(new Chart("Beds").AddLine("taken", [1.0, 2.0], [3.0, 4.0]));')
    equal(raised, None, "raised")
    table, figure = book.cells[1].outputs[0], book.cells[2].outputs[0]
    equal((table.output_type, figure.output_type), ("execute_result", "display_data"), "types of the outputs")
    expect("<table" in table.data["text/html"] and "ward" in table.data["text/plain"], f"the table is {short(table)}")
    expect("<svg" in figure.data["text/html"] and figure.data.get("text/plain"), f"the figure is {short(figure)}")


@behaviour("nbclient: of a display that was updated the file keeps the last state, in its place", kernel="none")
def updated(name):
    book, raised = execute(name, USE_LIBRARY + '\nvar live = ShowLive("first");\nConsole.WriteLine("after");', 'live.Update("second");\nlive.Update("third");')
    equal(raised, None, "raised")
    equal(texts(book), [["third", "after\n"], []], "outputs")


@behaviour("nbclient: a hundred cells in one kernel", kernel="none")
def hundred(name):
    start = time.monotonic()
    book, raised = execute(name, "var sum = 0;", *[f"sum += {i};\nConsole.WriteLine(sum);" for i in range(1, 101)])
    equal(raised, None, "raised")
    equal(texts(book)[-1], ["5050\n"], "last sum")
    return f"{time.monotonic() - start:.1f} s"
