"""Stop, restart, the end of a kernel, and what becomes of the work."""
import os
import signal
import subprocess
import sys
import time

from harness import PATIENCE, Kernel, Skipped, behaviour, equal, expect, parent, short

STOPPED_WITHIN = 10  # seconds from the press of the button to the kernel's answer


def stopped(kernel, code, by=None):
    """Runs a cell that prints a word and then does not end, stops it, and says how long that took."""
    request = kernel.send('Console.WriteLine("going");\n' + code)
    kernel.until(lambda m: m["msg_type"] == "stream" and parent(m) == request, request=request)
    start = time.monotonic()
    (by or kernel.interrupt)()
    answer = kernel.finish(request, timeout=STOPPED_WITHIN)
    answer.error()
    return time.monotonic() - start, answer


def goes_on(kernel, wanted="5"):
    answer = kernel.run("var after = beforeStop + 1; after", timeout=STOPPED_WITHIN)
    equal(answer.fine().result(), wanted, "the cell after the stop")


def each_stop(kernel, code):
    kernel.run("var beforeStop = 4;").fine()
    seconds, answer = stopped(kernel, code)
    expect("nterrupt" in answer.content["ename"] + answer.content["evalue"] or "stopped" in answer.content["evalue"],
           f"the error does not say that the cell was stopped: {answer.content['ename']}: {short(answer.content['evalue'])}")
    goes_on(kernel)
    return f"stopped after {seconds:.1f} s"


@behaviour("an endless loop is stopped, and the next cell finds the variables", kernel="fresh")
def endless_loop(kernel):
    return each_stop(kernel, "while (true) { }")


@behaviour("an endless loop that computes and prints is stopped, and falls silent", kernel="fresh")
def printing_loop(kernel):
    done = each_stop(kernel, "for (long i = 0; ; i++) { if (i % 1_000_000 == 0) Console.WriteLine(i); }")
    kernel.iopub.clear()
    time.sleep(1)
    later = kernel.run("2").fine()
    equal(later.text(), "", "what the stopped loop printed into the next cell")
    return done


@behaviour("a sleep is stopped, and the next cell finds the variables", kernel="fresh")
def sleep(kernel):
    return each_stop(kernel, "System.Threading.Thread.Sleep(600_000);")


@behaviour("an awaited wait is stopped, and the next cell finds the variables", kernel="fresh")
def awaited(kernel):
    return each_stop(kernel, "await Task.Delay(600_000);")


@behaviour("a cell that waits for an answer is stopped", kernel="fresh")
def waiting_for_input(kernel):
    kernel.run("var beforeStop = 4;").fine()
    request = kernel.send("Console.ReadLine()", allow_stdin=True)
    question = kernel.raw.get_stdin_msg(timeout=PATIENCE)
    equal(question["msg_type"], "input_request", "type of the message on stdin")
    kernel.interrupt()
    kernel.finish(request, timeout=STOPPED_WITHIN).error()
    goes_on(kernel)


@behaviour("the signal SIGINT stops a cell as the message does", kernel="fresh")
def by_signal(kernel):
    if os.name == "nt":
        raise Skipped("there is no SIGINT for other processes on Windows")
    kernel.run("var beforeStop = 4;").fine()
    stopped(kernel, "System.Threading.Thread.Sleep(600_000);", lambda: os.kill(kernel.process.pid, signal.SIGINT))
    goes_on(kernel)
    expect(kernel.alive(), "the kernel ended")


@behaviour("cells queued behind a stopped one are aborted")
def queue_behind(kernel):
    request = kernel.send('Console.WriteLine("going");\nSystem.Threading.Thread.Sleep(600_000);')
    queued = kernel.send("2")
    kernel.until(lambda m: m["msg_type"] == "stream" and parent(m) == request, request=request)
    kernel.interrupt()
    kernel.finish(request, timeout=STOPPED_WITHIN).error()
    equal(kernel.finish(queued).status, "aborted", "status of the queued cell")
    equal(kernel.run("3").fine().result(), "3", "result of a later cell")


@behaviour("a stop while nothing runs does no harm, not even to the next cell")
def idle_stop(kernel):
    kernel.run("var calm = 1;").fine()
    for _ in range(3):
        kernel.interrupt()
    # A signal is not answered, and one that is heard only after the next cell began is rightly a stop of that cell.
    time.sleep(0.5)
    equal(kernel.run("calm").fine().result(), "1", "result")


@behaviour("ten stops in a row in one kernel", kernel="fresh")
def many_stops(kernel):
    kernel.run("var beforeStop = 4;").fine()
    slowest = 0.0
    for i in range(10):
        seconds, _ = stopped(kernel, "while (true) { }" if i % 2 else "System.Threading.Thread.Sleep(600_000);")
        slowest = max(slowest, seconds)
    goes_on(kernel)
    return f"slowest {slowest:.1f} s"


@behaviour("a restart keeps nothing: no variables, count from 1", kernel="fresh")
def restart(kernel):
    kernel.run("var forgotten = 1;").fine()
    before = kernel.process.pid
    kernel.manager.restart_kernel(now=False)
    kernel.raw.wait_for_ready(timeout=PATIENCE)
    expect(kernel.process.pid != before, "it is still the same process")
    answer = kernel.run("forgotten")
    expect("CS0103" in "\n".join(answer.error()["traceback"]), "the variable is still known, or the error does not say that it is not")
    equal(answer.content["execution_count"], 1, "count of the first cell")


@behaviour("a restart in the middle of an endless cell", kernel="fresh")
def restart_while_busy(kernel):
    kernel.send("while (true) { }")
    kernel.until(lambda m: m["msg_type"] == "execute_input")
    kernel.manager.restart_kernel(now=True)
    kernel.raw.wait_for_ready(timeout=PATIENCE)
    equal(kernel.run("6 * 7").fine().result(), "42", "result")


@behaviour("shutdown on control is answered, and the process is gone within five seconds", kernel="fresh")
def shutdown(kernel):
    process = kernel.process
    message = kernel.raw.session.msg("shutdown_request", {"restart": False})
    start = time.monotonic()
    kernel.raw.control_channel.send(message)
    reply = kernel.reply_to(message["header"]["msg_id"], "control")
    equal((reply["content"]["status"], reply["content"]["restart"]), ("ok", False), "reply")
    expect(kernel.wait_for_death(5), "the process lives on")
    equal(process.poll(), 0, "exit code")
    return f"{time.monotonic() - start:.1f} s"


@behaviour("shutdown on shell is answered as well", kernel="fresh")
def shutdown_on_shell(kernel):
    message = kernel.raw.session.msg("shutdown_request", {"restart": False})
    kernel.raw.shell_channel.send(message)
    equal(kernel.reply_to(message["header"]["msg_id"])["content"]["status"], "ok", "status")
    expect(kernel.wait_for_death(5), "the process lives on")


@behaviour("shutdown in the middle of an endless cell needs no force", kernel="fresh")
def shutdown_while_busy(kernel):
    process = kernel.process
    kernel.send("while (true) { }")
    kernel.until(lambda m: m["msg_type"] == "execute_input")
    start = time.monotonic()
    kernel.manager.shutdown_kernel(now=False)
    taken = time.monotonic() - start
    equal(process.poll(), 0, "exit code (a negative one is the signal that had to be sent)")
    return f"{taken:.1f} s"


@behaviour("a killed kernel is noticed", kernel="fresh")
def killed(kernel):
    os.kill(kernel.process.pid, signal.SIGKILL if os.name != "nt" else signal.SIGTERM)
    expect(kernel.wait_for_death(5), "the manager takes it for alive")
    deadline = time.monotonic() + PATIENCE
    while kernel.raw.hb_channel.is_beating() and time.monotonic() < deadline:
        time.sleep(0.1)
    expect(not kernel.raw.hb_channel.is_beating(), "the heart beats on")


@behaviour("a cell that ends the process is noticed as a dead kernel", kernel="fresh")
def exits(kernel):
    kernel.send("Environment.Exit(3);")
    expect(kernel.wait_for_death(10), "the manager takes it for alive")


@behaviour("a kernel whose starter has died ends by itself", kernel="none")
def orphan(name):
    starter = ("import os, sys\nfrom jupyter_client.manager import KernelManager\n"
               f"m = KernelManager(kernel_name={name!r}); m.start_kernel(); c = m.blocking_client(); c.start_channels()\n"
               f"c.wait_for_ready(timeout={PATIENCE}); print(m.provisioner.process.pid, flush=True); os._exit(0)")
    done = subprocess.run([sys.executable, "-c", starter], capture_output=True, text=True, timeout=2 * PATIENCE, check=True)
    kernel = int(done.stdout.split()[-1])
    deadline = time.monotonic() + 15
    while lives(kernel) and time.monotonic() < deadline:
        time.sleep(0.1)
    orphaned = lives(kernel)
    if orphaned:
        os.kill(kernel, signal.SIGKILL)
    expect(not orphaned, "it lives on after 15 s")


def lives(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    try:  # where nobody collects it, a dead process stays in the table
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return os.name != "posix" or sys.platform == "darwin"


@behaviour("two kernels run side by side and know nothing of each other", kernel="fresh")
def side_by_side(kernel):
    other = Kernel(kernel.manager.kernel_name)
    try:
        kernel.run("var mine = 1;").fine()
        expect("CS0103" in "\n".join(other.run("mine").error()["traceback"]), "a variable of the other kernel is known")
    finally:
        other.stop()
    equal(kernel.run("mine").fine().result(), "1", "after the other has stopped")
