"""What the messages themselves must be: who answers what, with which parent, on which channel."""
import time

from jupyter_client.kernelspec import KernelSpecManager

from harness import PATIENCE, behaviour, equal, expect, is_idle, parent, short


@behaviour("the kernelspec is found by its name, names the language, and is interrupted by message", kernel="none")
def kernelspec(name):
    spec = KernelSpecManager().get_kernel_spec(name)
    expect("{connection_file}" in spec.argv, f"no {{connection_file}} in {spec.argv}")
    equal(spec.language, "C#", "language")
    equal(spec.interrupt_mode, "message", "interrupt_mode")
    expect(spec.display_name, "no display_name")


@behaviour("a fresh kernel is ready in time", kernel="fresh")
def ready(kernel):
    expect(kernel.seconds_to_ready < 20, f"it took {kernel.seconds_to_ready:.1f} s")
    return f"{kernel.seconds_to_ready:.2f} s to ready"


@behaviour("kernel_info says protocol 5, implementation, language and its file type")
def kernel_info(kernel):
    about_kernel(kernel.ask("kernel_info_request").fine().content)


@behaviour("kernel_info is answered on the control channel as well")
def kernel_info_on_control(kernel):
    about_kernel(kernel.ask("kernel_info_request", channel="control").fine().content)


def about_kernel(info):
    expect(info["protocol_version"].startswith("5."), f"protocol_version {info['protocol_version']}")
    for key in ("implementation", "implementation_version", "banner"):
        expect(isinstance(info[key], str) and info[key], f"{key} is {info[key]!r}")
    language = info["language_info"]
    equal(language["name"], "C#", "name of the language")
    equal(language["file_extension"], ".cs", "file_extension")
    equal(language["mimetype"], "text/x-csharp", "mimetype")
    expect(language["version"], "no version of the language")


@behaviour("every request is paired with busy and idle, all with its header as parent")
def busy_and_idle(kernel):
    requests = [
        ("kernel_info_request", {}),
        ("execute_request", {"code": "1 + 1", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": True}),
        ("execute_request", {"code": "nothing_of_this_name", "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False, "stop_on_error": False}),
        ("complete_request", {"code": "Math.", "cursor_pos": 5}),
        ("inspect_request", {"code": "Math.Abs", "cursor_pos": 6, "detail_level": 0}),
        ("is_complete_request", {"code": "1 + 1"}),
        ("history_request", {"output": False, "raw": True, "hist_access_type": "tail", "n": 1}),
        ("comm_info_request", {}),
    ]
    for kind, content in requests:
        answer = kernel.ask(kind, content)
        states = [m["content"].get("execution_state") for m in answer.published if m["msg_type"] == "status"]
        equal(states, ["busy", "idle"], f"states of {kind}")
        equal(answer.kinds()[0], "status", f"first message of {kind}")
        equal(answer.kinds()[-1], "status", f"last message of {kind}")
        equal(answer.reply["msg_type"], kind.replace("_request", "_reply"), "type of the reply")
        headers = [m["parent_header"] for m in [answer.reply, *answer.published]]
        expect(all(h == headers[0] for h in headers), f"{kind}: parents differ: {short(headers)}")
        equal(headers[0]["msg_type"], kind, "type in the parent header")
        equal(headers[0]["session"], kernel.raw.session.session, "session in the parent header")


@behaviour("no two messages have the same id, and each carries the kernel's own session")
def ids(kernel):
    answer = kernel.run('Console.WriteLine("a"); Console.Error.WriteLine("b"); 3')
    messages = [answer.reply, *answer.published]
    own = [m["header"]["msg_id"] for m in messages]
    equal(len(set(own)), len(own), "number of different ids")
    sessions = {m["header"]["session"] for m in messages}
    equal(len(sessions), 1, "number of sessions")
    expect(kernel.raw.session.session not in sessions, "the kernel uses the client's session")


@behaviour("an unknown request leaves the kernel able to go on")
def unknown_request(kernel):
    kernel.raw.shell_channel.send(kernel.raw.session.msg("no_such_request", {}))
    equal(kernel.run("40 + 2").fine().result(), "42", "result")


@behaviour("a message with a bad signature is not executed, and the next good one is")
def bad_signature(kernel):
    session = kernel.raw.session
    good = session.key
    session.key = b"not the key of this kernel"
    try:
        forged = kernel.send("Console.WriteLine(\"forged\");")
    finally:
        session.key = good
    answer = kernel.run("1")
    equal(answer.fine().result(), "1", "result")
    expect(all(parent(m) != forged for m in kernel.iopub), "the forged message was answered")


@behaviour("heartbeats go on while a cell runs")
def heartbeat(kernel):
    beats = kernel.raw.hb_channel
    deadline = time.monotonic() + PATIENCE
    while not beats.is_beating() and time.monotonic() < deadline:
        time.sleep(0.05)
    expect(beats.is_beating(), "no heartbeat at all")
    request = kernel.send("System.Threading.Thread.Sleep(2500);")
    until = time.monotonic() + 2.2
    while time.monotonic() < until:
        expect(beats.is_beating(), "the heart stopped while a cell was running")
        time.sleep(0.1)
    kernel.finish(request)


@behaviour("control is answered while a cell runs")
def control_while_busy(kernel):
    request = kernel.send('Console.WriteLine("started"); System.Threading.Thread.Sleep(3000); "over"')
    kernel.until(lambda m: m["msg_type"] == "stream" and parent(m) == request)
    start = time.monotonic()
    kernel.ask("kernel_info_request", channel="control").fine()
    taken = time.monotonic() - start
    expect(not any(is_idle(m, request) for m in kernel.iopub), f"the answer on control waited for the cell ({taken:.1f} s)")
    equal(kernel.finish(request).result(), "over", "result of the cell")


@behaviour("comm_info is empty, and a comm of an unknown target is closed")
def comms(kernel):
    equal(kernel.ask("comm_info_request").fine().content["comms"], {}, "comms")
    message = kernel.raw.session.msg("comm_open", {"comm_id": "one", "target_name": "nobody", "data": {}})
    kernel.raw.shell_channel.send(message)
    answer = kernel.finish(message["header"]["msg_id"], reply=False)
    equal(answer.one("comm_close")["comm_id"], "one", "comm that was closed")


@behaviour("two clients at one kernel: each gets its own replies, and both see what is published", kernel="fresh")
def two_clients(kernel):
    other = kernel.second_client()
    try:
        request = kernel.send('Console.WriteLine("of the first"); 1')
        seen = other.until(lambda m: is_idle(m, request), request=request)
        expect("".join(m["content"]["text"] for m in seen if m["msg_type"] == "stream") == "of the first\n", "the second client did not see the first one's output")
        equal(kernel.finish(request).fine().result(), "1", "result for the first client")
        kernel.run("var shared = 5;").fine()
        equal(other.run("shared + 1").fine().result(), "6", "what the second client sees of a variable of the first")
        ids = [kernel.send(f"{i}") if i % 2 else other.send(f"{i}") for i in range(20)]
        for i, request in enumerate(ids):
            owner = kernel if i % 2 else other
            equal(owner.finish(request).fine().result(), str(i), f"result of request {i}")
    finally:
        other.close()
    equal(kernel.run("shared").fine().result(), "5", "after the second client has left")
