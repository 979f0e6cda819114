"""A kernel under test and what came back from it, through jupyter_client as it really is."""
import queue
import shutil
import tempfile
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60  # seconds that anything may take on a busy machine before it counts as lost
USE_LIBRARY = f'#r "{(ROOT / "lib/bin/Mimic.dll").as_posix()}"\nusing Mimic.Charts;\nusing Mimic.Display;\nusing static Mimic.Display.Notebook;'

BEHAVIOURS = []


class Failed(Exception):
    """A behaviour is not as expected."""


class Skipped(Exception):
    """A behaviour cannot be checked here."""


def behaviour(sentence, kernel="shared"):
    """Lists a function as a behaviour. It is given the shared kernel, a fresh one, or the name of the kernelspec."""
    def listed(function):
        BEHAVIOURS.append((sentence, kernel, function))
        return function
    return listed


def expect(condition, what):
    if not condition:
        raise Failed(what)


def equal(found, wanted, what):
    expect(found == wanted, f"{what}: {short(found)} instead of {short(wanted)}")


def short(value):
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:300]} ... ({len(text)} characters)"


class Answer:
    """The reply to a request and all that was published for it, in order."""

    def __init__(self, reply, published):
        self.reply, self.published = reply, published
        self.content = reply["content"] if reply else {}
        self.status = self.content.get("status")

    def all(self, *kinds):
        return [m["content"] for m in self.published if m["msg_type"] in kinds]

    def one(self, kind):
        found = self.all(kind)
        expect(len(found) == 1, f"{len(found)} messages {kind} instead of one; there are {self.kinds()}")
        return found[0]

    def kinds(self):
        return [m["msg_type"] for m in self.published]

    def text(self, name="stdout"):
        return "".join(c["text"] for c in self.all("stream") if c["name"] == name)

    def result(self):
        return self.one("execute_result")["data"]["text/plain"]

    def error(self):
        """The published error, which must say the same as the reply."""
        error = self.one("error")
        equal(self.status, "error", "status of the reply")
        for key in ("ename", "evalue", "traceback"):
            equal(self.content.get(key), error[key], f"{key} of the reply")
        return error

    def fine(self):
        expect(self.status == "ok", f"status {self.status}: {short(self.content.get('evalue'))}")
        return self


class Client:
    """One client of a running kernel. Messages for other requests are kept until someone asks for them."""

    def __init__(self, client):
        self.raw = client
        self.iopub, self.replies = [], []

    def send(self, code, **options):
        options.setdefault("allow_stdin", False)
        return self.raw.execute(code, **options)

    def run(self, code, timeout=PATIENCE, **options):
        return self.finish(self.send(code, **options), timeout=timeout)

    def ask(self, kind, content=None, channel="shell", timeout=PATIENCE):
        """Sends any request and waits for its reply and its idle."""
        message = self.raw.session.msg(kind, content or {})
        getattr(self.raw, f"{channel}_channel").send(message)
        return self.finish(message["header"]["msg_id"], channel, timeout)

    def finish(self, request, channel="shell", timeout=PATIENCE, reply=True):
        """Waits until a request is idle and answered."""
        deadline = time.monotonic() + timeout
        published = self.until(lambda m: is_idle(m, request), timeout, request)
        answer = self.reply_to(request, channel, deadline - time.monotonic()) if reply else None
        return Answer(answer, published)

    def until(self, wanted, timeout=PATIENCE, request=None):
        """Reads iopub until a message is as wanted; the messages of one request (or all) so far, in order."""
        deadline = time.monotonic() + timeout
        seen = 0
        while True:
            while seen < len(self.iopub):
                seen += 1
                if wanted(self.iopub[seen - 1]):
                    taken = self.iopub[:seen]
                    own = [m for m in taken if request in (None, parent(m))]
                    self.iopub = [m for m in taken if m not in own] + self.iopub[seen:]
                    return own
            try:
                self.iopub.append(self.raw.get_iopub_msg(timeout=max(0.01, deadline - time.monotonic())))
            except queue.Empty:
                raise Failed(f"nothing more was published within {timeout:.0f} s; so far {[m['msg_type'] for m in self.iopub]}") from None

    def reply_to(self, request, channel="shell", timeout=PATIENCE):
        deadline = time.monotonic() + timeout
        while True:
            for message in self.replies:
                if parent(message) == request:
                    self.replies.remove(message)
                    return message
            try:
                self.replies.append(getattr(self.raw, f"get_{channel}_msg")(timeout=max(0.01, deadline - time.monotonic())))
            except queue.Empty:
                raise Failed(f"no reply on {channel} within {timeout:.0f} s") from None

    def answer_input(self, text, timeout=PATIENCE):
        """Waits for a question on stdin and answers it; the question's content."""
        try:
            question = self.raw.get_stdin_msg(timeout=timeout)
        except queue.Empty:
            raise Failed(f"no input_request within {timeout:.0f} s") from None
        equal(question["msg_type"], "input_request", "type of the message on stdin")
        self.raw.input(text)
        return question["content"]

    def close(self):
        self.raw.stop_channels()


def parent(message):
    return message["parent_header"].get("msg_id")


def is_idle(message, request):
    return message["msg_type"] == "status" and message["content"]["execution_state"] == "idle" and parent(message) == request


class Kernel(Client):
    """A started kernel with its first client, in an empty folder of its own."""

    def __init__(self, name):
        self.folder = Path(tempfile.mkdtemp(prefix="clients-")).resolve()
        self.manager = KernelManager(kernel_name=name)
        start = time.monotonic()
        self.manager.start_kernel(cwd=str(self.folder))
        client = self.manager.blocking_client()
        client.start_channels()
        super().__init__(client)
        try:
            client.wait_for_ready(timeout=PATIENCE)
        except RuntimeError as problem:
            self.stop()
            raise Failed(f"the kernel did not get ready: {problem}") from None
        self.seconds_to_ready = time.monotonic() - start
        self.manager.interrupted = 0

    @property
    def process(self):
        return self.manager.provisioner.process

    def second_client(self):
        client = self.manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=PATIENCE)
        return Client(client)

    def interrupt(self):
        self.manager.interrupt_kernel()

    def alive(self):
        return self.manager.is_alive()

    def wait_for_death(self, seconds):
        deadline = time.monotonic() + seconds
        while self.alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.alive()

    def stop(self):
        self.raw.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel(now=True)
        shutil.rmtree(self.folder, ignore_errors=True)
