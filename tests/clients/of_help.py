"""Help while writing: completion, inspection, is it complete, history."""
from harness import USE_LIBRARY, behaviour, equal, expect, short


def complete(kernel, before, after=""):
    content = kernel.ask("complete_request", {"code": before + after, "cursor_pos": len(before)}).fine().content
    for key in ("matches", "cursor_start", "cursor_end", "metadata"):
        expect(key in content, f"{key} is missing in {sorted(content)}")
    return content


def inspect(kernel, before, after="", detail=0):
    content = kernel.ask("inspect_request", {"code": before + after, "cursor_pos": len(before), "detail_level": detail}).fine().content
    for key in ("found", "data", "metadata"):
        expect(key in content, f"{key} is missing in {sorted(content)}")
    return content


@behaviour("a member is completed, and only the typed part of it is replaced")
def member(kernel):
    found = complete(kernel, "var x = Math.Ma")
    expect("Max" in found["matches"], f"matches {short(found['matches'])}")
    expect(all(m.lower().startswith("ma") for m in found["matches"]), f"matches {short(found['matches'])}")
    equal((found["cursor_start"], found["cursor_end"]), (13, 15), "what is replaced")


@behaviour("members of a variable of an earlier cell are completed, right after the dot")
def member_of_variable(kernel):
    kernel.run("var wardNames = new List<string>();").fine()
    found = complete(kernel, "wardNames.")
    expect({"Add", "Count"} <= set(found["matches"]), f"matches {short(found['matches'])}")
    equal((found["cursor_start"], found["cursor_end"]), (10, 10), "what is replaced")
    found = complete(kernel, "wardN")
    expect("wardNames" in found["matches"], f"matches {short(found['matches'])}")


@behaviour("members of the library's own types are completed")
def member_of_library(kernel):
    kernel.run(USE_LIBRARY + '\nvar completed = new Chart("t");').fine()
    found = complete(kernel, "completed.Add", "\n// and more")
    expect("AddLine" in found["matches"], f"matches {short(found['matches'])}")


@behaviour("positions of completion count characters, not UTF-16 units")
def code_points(kernel):
    before = 'var s = "🩺🩺"; Math.Ma'
    found = complete(kernel, before)
    expect("Max" in found["matches"], f"matches {short(found['matches'])}")
    equal((found["cursor_start"], found["cursor_end"]), (len(before) - 2, len(before)), "what is replaced")


@behaviour("completion where nothing fits, in broken code, and in an empty cell is empty or harmless")
def nothing_to_complete(kernel):
    for before in ("noSuchThingAnywhere.", "var x = \"unfinished", "", "}}}}((", "using"):
        found = complete(kernel, before)
        expect(0 <= found["cursor_start"] <= found["cursor_end"] <= len(before), f"positions for {before!r}: {found['cursor_start']} to {found['cursor_end']}")
    kernel.run("1").fine()


@behaviour("completion reads and does not run the code")
def completion_runs_nothing(kernel):
    kernel.run("var touched = 0; int Touch() => ++touched;").fine()
    complete(kernel, "Touch().To")
    inspect(kernel, "Touch()")
    equal(kernel.run("touched").fine().result(), "0", "calls made")


@behaviour("inspection of our own API gives signature and documentation")
def own_api(kernel):
    kernel.run(USE_LIBRARY).fine()
    found = inspect(kernel, "new Chart(\"Beds\").AddLi", "ne(\"beds\", x, y)")
    expect(found["found"] is True, "not found")
    text = found["data"]["text/plain"]
    expect("AddLine(" in text and "string name" in text, f"no signature in {short(text)}")
    expect("Adds a line" in text, f"no documentation in {short(text)}")
    expect("<summary>" not in text and "<param" not in text, f"raw XML in {short(text)}")


@behaviour("inspection within the brackets of a call is about the call")
def within_call(kernel):
    found = inspect(kernel, "Math.Max(1, ", ")")
    expect(found["found"] is True and "Max(" in found["data"]["text/plain"], f"found {short(found)}")


@behaviour("inspection of a variable names its type")
def variable(kernel):
    kernel.run("var lengthOfStay = 3.5;").fine()
    found = inspect(kernel, "lengthOfStay")
    expect(found["found"] is True and "double" in found["data"]["text/plain"], f"found {short(found)}")


@behaviour("inspection of what nobody knows says so and is no error")
def unknown(kernel):
    found = inspect(kernel, "noSuchThingAnywhere")
    equal((found["found"], found["data"]), (False, {}), "found and data")


@behaviour("is_complete tells complete, incomplete and invalid code apart")
def is_complete(kernel):
    wanted = {"1 + 1": "complete", "var a = 1;": "complete", "int F(int x)\n{": "incomplete", "foreach (var x in new[] { 1 })": "incomplete",
              "var x = );": "invalid"}
    for code, status in wanted.items():
        answer = kernel.ask("is_complete_request", {"code": code})
        equal(answer.status, status, f"status of {code!r}")
    expect("indent" in kernel.ask("is_complete_request", {"code": "int F(int x)\n{"}).content, "no indent for incomplete code")


@behaviour("history is answered, of every kind that clients ask for")
def history(kernel):
    kernel.run("var remembered = 1;").fine()
    for content in ({"hist_access_type": "tail", "n": 5}, {"hist_access_type": "range", "session": 0, "start": 0, "stop": 3},
                    {"hist_access_type": "search", "pattern": "*", "n": 5, "unique": True}):
        answer = kernel.ask("history_request", {"output": False, "raw": True, **content}).fine()
        expect(isinstance(answer.content["history"], list), f"history of {content['hist_access_type']} is {short(answer.content.get('history'))}")
