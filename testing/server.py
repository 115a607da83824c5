"""The real guide on a port of its own, as ``python -m guide serve`` starts it; and applications of the tests' own."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from guide import ROOT
from guide.settings import variable
from guide.web.sealed.tokens import new_key

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECONDS_TO_START = 60
SECONDS_TO_STOP = 5
GUIDE = ("-m", "guide")
"""What Python is given to run the guide."""


class ServerDown(Exception):
    """The guide does not answer; the message holds the end of its log."""


@dataclass(frozen=True, slots=True)
class Server:
    """The guide as it runs for the tests: where it answers, the file that it logs to, the key that it seals with."""

    origin: str
    log: Path
    key: str
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def logged(self) -> str:
        """All that the server has printed so far; a device keeps nothing of it."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.is_file() else ""

    def last_lines(self, count: int = 40) -> str:
        return "\n".join(self.logged().splitlines()[-count:]) or "(it printed nothing)"

    def workers(self) -> list[int]:
        """The ids of its workers' processes (on Linux)."""
        return children(self.process)


@contextmanager
def serving(
    log: Path,
    *arguments: str,
    environ: Mapping[str, str] | None = None,
    run: Sequence[str] = GUIDE,
    python: str = sys.executable,
    folder: Path = ROOT,
    patience: float = SECONDS_TO_START,
) -> Iterator[Server]:
    """Runs ``python -m guide serve`` with these further arguments until the block ends.

    ``--port`` among the arguments wins over a free port, and keys among ``environ`` over a new one. ``run`` is what
    Python is given instead of ``-m guide``.
    """
    port = int(arguments[arguments.index("--port") + 1]) if "--port" in arguments else free_port()
    surroundings = {"PYTHONUNBUFFERED": "1", variable("keys"): new_key(), variable("cache"): "off", **(environ or {})}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [python, *run, "serve", "--port", str(port), *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=os.environ | surroundings,
            start_new_session=True,  # so that its workers can be ended with it
        )
    server = Server(f"http://127.0.0.1:{port}", log, surroundings[variable("keys")].partition(",")[0], process)
    try:
        _await_answer(process, port, server, patience)
        yield server
    finally:
        end(process)


def children(process: subprocess.Popen[bytes]) -> list[int]:
    """The ids of the processes that this one has started (on Linux)."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    return [int(id_) for id_ in found.split()]


def cpu(processes: Iterable[int], *, ended: bool = False) -> float:
    """Seconds of CPU that these processes have used; with ``ended``, that of their children too that have ended."""
    ticks = 0
    for process in processes:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2].split()
        ticks += sum(map(int, fields[11 : 15 if ended else 13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def wait_until(done: Callable[[], object], otherwise: str = "it never came to be", seconds: float = 90) -> None:
    """Wait until something is so; where it never is, fail with these words."""
    deadline = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody answers on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _await_answer(process: subprocess.Popen[bytes], port: int, server: Server, patience: float) -> None:
    deadline = time.monotonic() + patience
    seen = "nothing answered"
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerDown(f"the guide ended with exit code {process.returncode}:\n{server.last_lines()}")
        with suppress(OSError, http.client.HTTPException):
            status = _status(port, "/healthz")
            if status == 200:
                return
            seen = f"/healthz answered {status}"
        time.sleep(0.05)
    raise ServerDown(f"after {patience:.0f} seconds {seen}:\n{server.last_lines()}")


def _status(port: int, path: str) -> int:
    # Not urllib: it would ask a proxy of the environment for an address of this machine.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a server in a session of its own to stop; after a while makes it, with all that it has started."""
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@contextmanager
def answering(application: WSGIApplication, handler: type[WSGIRequestHandler] | None = None) -> Iterator[str]:
    """The origin of an application that this process serves itself, on a port of its own."""
    with make_server("127.0.0.1", 0, application, threaded=True, request_handler=handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
