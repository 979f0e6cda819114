"""What cells put out, and in which order."""
import re
import time
from pathlib import Path

from harness import PATIENCE, USE_LIBRARY, behaviour, equal, expect, is_idle, parent, short


@behaviour("a last expression is an execute_result with text/plain and the count of its cell")
def execute_result(kernel):
    answer = kernel.run("var six = 6;\nsix * 7").fine()
    equal(answer.result(), "42", "text/plain")
    equal(answer.one("execute_result")["execution_count"], answer.content["execution_count"], "count of the result")
    equal(answer.one("execute_input")["execution_count"], answer.content["execution_count"], "count of the input")
    equal(answer.one("execute_input")["code"], "var six = 6;\nsix * 7", "code of the input")


@behaviour("statements, comments and empty cells have no result")
def no_result(kernel):
    for code in ("var quiet = 1;", "// nothing", ""):
        answer = kernel.run(code).fine()
        equal(answer.all("execute_result", "display_data", "stream"), [], f"outputs of {code!r}")


@behaviour("the count goes up by one with each cell that is stored, also after an error")
def counts(kernel):
    first = kernel.run("1").content["execution_count"]
    equal(kernel.run("nothing_of_this_name", stop_on_error=False).content["execution_count"], first + 1, "count of a failed cell")
    equal(kernel.run("1").content["execution_count"], first + 2, "count after it")


@behaviour("store_history=False leaves the count where it is")
def not_stored(kernel):
    first = kernel.run("1").content["execution_count"]
    kernel.run("2", store_history=False).fine()
    equal(kernel.run("3").content["execution_count"], first + 1, "count of the next stored cell")


@behaviour("a silent cell publishes neither its code nor its result, is not counted, and still runs")
def silent(kernel):
    first = kernel.run("1").content["execution_count"]
    answer = kernel.run("var fromSilence = 8; fromSilence", silent=True).fine()
    equal(answer.all("execute_input", "execute_result"), [], "published")
    after = kernel.run("fromSilence").fine()
    equal((after.result(), after.content["execution_count"]), ("8", first + 1), "result and count of the next cell")


@behaviour("variables, functions, types and usings of a cell are there in the next, and can be made anew")
def state(kernel):
    kernel.run("using System.Globalization;\nint Twice(int x) => 2 * x;\nrecord Pair(int A, int B);\nvar n = 4;").fine()
    equal(kernel.run("$\"{Twice(n)} {new Pair(1, 2).B} {CultureInfo.InvariantCulture.Name.Length}\"").fine().result(), "8 2 0", "result")
    kernel.run("var n = \"anew\"; int Twice(int x) => 3 * x;").fine()
    equal(kernel.run("n + Twice(1)").fine().result(), "anew3", "after making them anew")


@behaviour("an awaited task is waited for before idle")
def awaited(kernel):
    answer = kernel.run('await Task.Delay(400);\nConsole.WriteLine("after the wait");\nawait Task.FromResult(5)').fine()
    equal((answer.text(), answer.result()), ("after the wait\n", "5"), "output and result")


@behaviour("printed text, displays and the result come in the order in which they were made")
def order(kernel):
    kernel.run(USE_LIBRARY).fine()
    answer = kernel.run(
        'Console.WriteLine("one");\nShow(new Table("a").Add("two"));\nConsole.WriteLine("three");\nShow(new Table("a").Add("four"));\nConsole.Error.WriteLine("five");\n"six"').fine()
    kinds = [k for k in answer.kinds() if k not in ("status", "execute_input")]
    equal(kinds, ["stream", "display_data", "stream", "display_data", "stream", "execute_result"], "order")
    texts = [c.get("text") or str(c.get("data")) for c in answer.all("stream", "display_data", "execute_result")]
    for text, word in zip(texts, ["one", "two", "three", "four", "five", "six"]):
        expect(word in text, f"{word} is not in {short(text)}")


@behaviour("stdout and stderr are told apart")
def streams(kernel):
    answer = kernel.run('Console.Write("to out"); Console.Error.Write("to error");').fine()
    equal((answer.text("stdout"), answer.text("stderr")), ("to out", "to error"), "the two streams")


@behaviour("ten thousand small writes come as few messages, complete and in order")
def merged(kernel):
    answer = kernel.run('for (var i = 0; i < 10000; i++) { Console.Write(i); Console.Write("\\n"); }').fine()
    equal(answer.text(), "".join(f"{i}\n" for i in range(10000)), "text")
    count = len(answer.all("stream"))
    expect(count <= 200, f"{count} stream messages")
    return f"{count} messages"


@behaviour("what a cell prints is seen while it still runs")
def flushed(kernel):
    request = kernel.send('Console.WriteLine("early"); System.Threading.Thread.Sleep(3000); Console.WriteLine("late");')
    kernel.until(lambda m: m["msg_type"] == "stream" and parent(m) == request, request=request)
    start = time.monotonic()
    rest = kernel.finish(request).fine()
    expect(time.monotonic() - start > 1, "the first line came only with the end of the cell")
    equal(rest.text(), "late\n", "the rest")


@behaviour("text without a line end is published before idle")
def no_line_end(kernel):
    for i in range(10):
        equal(kernel.run(f'Console.Write("no end {i}");').fine().text(), f"no end {i}", "text")


@behaviour("threads of a cell print into it, nothing lost")
def threads(kernel):
    answer = kernel.run("System.Threading.Tasks.Parallel.For(0, 500, i => Console.WriteLine($\"line {i:000}\"));").fine()
    equal(sorted(answer.text().splitlines()), [f"line {i:03}" for i in range(500)], "lines")


@behaviour("a task that outlives its cell prints under the cell that started it")
def outlives(kernel):
    request = kernel.send('_ = Task.Run(async () => { await Task.Delay(700); Console.WriteLine("afterthought"); });')
    kernel.finish(request).fine()
    late = kernel.until(lambda m: m["msg_type"] == "stream")
    equal(parent(late[-1]), request, "parent of the late text")
    equal(late[-1]["content"]["text"], "afterthought\n", "late text")


@behaviour("text of every script goes there and back unchanged")
def unicode(kernel):
    text = "Zürich, Ελλάδα, Привет, 漢字, עברית, e\u0301, 𝒳, 🩺👩‍⚕️, \\u0000 as text, tab\\t, <b>&amp;</b>"
    answer = kernel.run(f'Console.WriteLine(@"{text}"); @"{text}"').fine()
    equal(answer.text(), text + "\n", "printed")
    equal(answer.result(), text, "result")
    equal(kernel.run("var größe = 3; größe").fine().result(), "3", "a variable with an umlaut")


@behaviour("outputs of a megabyte arrive whole, printed and displayed")
def large(kernel):
    kernel.run(USE_LIBRARY).fine()
    printed = kernel.run('for (var i = 0; i < 1000; i++) Console.WriteLine(new string((char)(97 + i % 26), 1023));').fine().text()
    equal(len(printed), 1024 * 1000, "characters printed")
    expect(printed[:1024] == "a" * 1023 + "\n" and printed[1024] == "b", "the text is not what was printed")
    answer = kernel.run('new Table("text").Add(new string(\'x\', 1_000_000))').fine()
    html = "".join(answer.one("execute_result")["data"]["text/html"])
    expect(html.count("x") >= 1_000_000, f"{len(html)} characters of HTML")


@behaviour("a table is HTML with a text beside it")
def table(kernel):
    kernel.run(USE_LIBRARY).fine()
    data = kernel.run('new Table("ward", "beds").Add("A", 12)').fine().one("execute_result")["data"]
    expect("<table" in data["text/html"] and "ward" in data["text/html"], "no table in text/html")
    expect("ward" in data["text/plain"] and "<" not in data["text/plain"], f"text/plain is {short(data['text/plain'])}")


@behaviour("a figure is SVG in HTML with a text beside it, as a result and in the middle of a cell")
def figure(kernel):
    kernel.run(USE_LIBRARY + "\n" + FIGURE).fine()
    answer = kernel.run('Show(figure);\nConsole.WriteLine("between");\nfigure').fine()
    for content in answer.all("display_data", "execute_result"):
        expect("<svg" in content["data"]["text/html"], "no svg in text/html")
        expect(content["data"].get("text/plain"), "no text/plain")
    equal(len(answer.all("display_data", "execute_result")), 2, "number of figures")


@behaviour("beside the SVG a figure has its Plotly model, as a JSON object")
def plotly(kernel):
    kernel.run(USE_LIBRARY + "\n" + FIGURE).fine()
    data = kernel.run("figure").fine().one("execute_result")["data"]
    model = data.get("application/vnd.plotly.v1+json")
    expect(isinstance(model, dict), f"application/vnd.plotly.v1+json is {short(model)}; there are {sorted(data)}")
    expect(model["data"] and isinstance(model["layout"], dict), "no data or no layout")
    equal([t["y"] for t in model["data"]][0], [2, 4, 3], "the numbers of the first trace")


@behaviour("what ShowLive has shown is changed in its place by update_display_data")
def update_display(kernel):
    kernel.run(USE_LIBRARY).fine()
    request = kernel.send('var live = ShowLive("first");\nSystem.Threading.Thread.Sleep(500);\nlive.Update("second");')
    answer = kernel.finish(request).fine()
    shown, update = answer.one("display_data"), answer.one("update_display_data")
    expect(shown["transient"]["display_id"], "no display_id")
    equal(update["transient"]["display_id"], shown["transient"]["display_id"], "id of the update")
    equal((shown["data"]["text/plain"], update["data"]["text/plain"]), ("first", "second"), "texts")
    later = kernel.run('live.Update("from a later cell");').fine().one("update_display_data")
    equal(later["transient"]["display_id"], shown["transient"]["display_id"], "id of an update from a later cell")


@behaviour("long work shows its progress as one display that is updated")
def progress(kernel):
    kernel.run(USE_LIBRARY).fine()
    answer = kernel.run(
        'using (var progress = new Progress("beds", 40)) { for (var i = 0; i < 40; i++) { System.Threading.Thread.Sleep(100); progress.Add(); } }').fine()
    equal(len(answer.all("display_data")), 1, "displays")
    updates = answer.all("update_display_data")
    expect(updates, f"no update_display_data; there are {answer.kinds()}")
    expect("40 of 40 beds" in updates[-1]["data"]["text/plain"], f"the last update is {short(updates[-1]['data'])}")


@behaviour("an exception is an error with its type, its message and the line of the cell, without the machinery's lines")
def runtime_error(kernel):
    kernel.run("int Broken(int x) => x == 0 ? throw new InvalidOperationException(\"no such ward\") : x;").fine()
    error = kernel.run("var a = 1;\nvar b = 2;\nBroken(a - 1);").error()
    expect("InvalidOperationException" in error["ename"], f"ename {error['ename']}")
    expect("no such ward" in error["evalue"], f"evalue {error['evalue']}")
    trace = without_colours("\n".join(error["traceback"]))
    expect("line 3" in trace, f"line 3 is not named in {short(trace)}")
    expect("no such ward" in trace and "InvalidOperationException" in trace, f"type or message missing in {short(trace)}")
    for noise in ("Submission#", "Microsoft.CodeAnalysis", "Mimic.Kernel", "RunSubmissions"):
        expect(noise not in trace, f"{noise} in {short(trace)}")


@behaviour("what the compiler refuses is an error with its code and the line of the cell, and nothing of the cell runs")
def compile_error(kernel):
    answer = kernel.run('Console.WriteLine("ran");\nvar beds = 3;\nbets + 1')
    error = answer.error()
    trace = without_colours("\n".join(error["traceback"]))
    expect("CS0103" in trace and "bets" in trace, f"traceback {short(trace)}")
    expect("line 3" in trace, f"line 3 is not named in {short(trace)}")
    equal(answer.text(), "", "printed")


@behaviour("what a cell did before it failed is kept, and the next cell runs")
def after_error(kernel):
    answer = kernel.run('var kept = 11;\nConsole.WriteLine("before");\nthrow new Exception("stop here");')
    answer.error()
    equal(answer.text(), "before\n", "printed")
    equal(kernel.run("kept").fine().result(), "11", "variable")


@behaviour("a value whose own ToString fails is an error of the cell")
def failing_value(kernel):
    kernel.run("class Awkward { public override string ToString() => throw new FormatException(\"cannot say\"); }").fine()
    expect("cannot say" in kernel.run("new Awkward()").error()["evalue"], "not the message of ToString")
    kernel.run("1").fine()


@behaviour("cells that were queued behind a failed one are aborted, later ones run")
def stop_on_error(kernel):
    requests = [kernel.send(c) for c in ('System.Threading.Thread.Sleep(500); throw new Exception("first");', "2", "3")]
    first, *rest = [kernel.finish(r) for r in requests]
    first.error()
    for answer in rest:
        equal(answer.status, "aborted", "status of a queued cell")
        equal([k for k in answer.kinds() if k != "status"], [], "what a queued cell published")
    equal(kernel.run("4").fine().result(), "4", "result of a later cell")


@behaviour("with stop_on_error=False queued cells run all the same")
def go_on_after_error(kernel):
    requests = [kernel.send(c, stop_on_error=False) for c in ('System.Threading.Thread.Sleep(500); throw new Exception("first");', "2")]
    first, second = [kernel.finish(r) for r in requests]
    first.error()
    equal(second.fine().result(), "2", "result of the queued cell")


@behaviour("user_expressions are answered one by one, also when one of them is wrong")
def user_expressions(kernel):
    kernel.run("var wards = 7;").fine()
    answers = kernel.run("1", user_expressions={"good": "wards * 2", "bad": "no_such_thing"}).fine().content["user_expressions"]
    equal(answers["good"]["status"], "ok", "status of the good one")
    equal(answers["good"]["data"]["text/plain"], "14", "its text")
    equal(answers["bad"]["status"], "error", "status of the bad one")
    expect(answers["bad"]["ename"] and "no_such_thing" in answers["bad"]["evalue"], f"the bad one says {short(answers['bad'])}")


@behaviour("a cell works in the folder in which the client started the kernel")
def working_folder(kernel):
    (kernel.folder / "here.txt").write_text("found", encoding="utf-8")
    equal(kernel.run('System.IO.File.ReadAllText("here.txt")').fine().result(), "found", "file read by its relative name")
    equal(Path(kernel.run("System.IO.Directory.GetCurrentDirectory()").fine().result()).resolve(), kernel.folder, "current directory")


@behaviour("Console.ReadLine asks the client and goes on with the answer")
def asks(kernel):
    request = kernel.send('Console.Write("Ward? "); var ward = Console.ReadLine(); $"it is {ward}"', allow_stdin=True)
    question = kernel.answer_input("Süd 3")
    equal(question["password"], False, "password")
    answer = kernel.finish(request).fine()
    equal(answer.result(), "it is Süd 3", "result")


@behaviour("Console.ReadLine is an error, at once and in words, where the client takes no questions")
def refused(kernel):
    error = kernel.run("Console.ReadLine()", timeout=PATIENCE, allow_stdin=False).error()
    expect(re.search("input", error["evalue"], re.IGNORECASE), f"evalue {short(error['evalue'])}")
    kernel.run("1").fine()


def without_colours(text):
    return re.sub("\x1b\\[[0-9;]*m", "", text)


FIGURE = 'var figure = new Chart("Beds").AddLine("taken", [1.0, 2.0, 3.0], [2.0, 4.0, 3.0]);'
