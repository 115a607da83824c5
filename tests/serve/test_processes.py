"""What the server's processes leave behind when they are killed, and what ends with what."""

from __future__ import annotations

import gc
import os
import resource
import signal
import socket
import subprocess
import sys
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from guide.__main__ import main
from guide.serve import _free_address, application
from guide.serve.workers import spare_from_collections
from guide.settings import variable
from guide.web.sealed.tokens import new_key
from testing.changed_content import LILLEBY
from testing.server import cpu, serving, wait_until
from tests.conftest import ROOT

ENVIRON = {variable("content"): str(LILLEBY), "PYTHONPATH": str(ROOT)}

with_ipv6 = pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="this machine has no IPv6")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="finds the server's workers in /proc, as Linux has it")


@pytest.fixture
def dumping() -> Iterator[None]:
    """A machine that writes the memory of whatever crashes."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if before[1] != resource.RLIM_INFINITY:
        pytest.skip("this machine lets nothing write its memory")
    resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.usefixtures("dumping")
def test_a_crash_writes_no_memory_to_the_disk(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with serving(tmp_path / "log.txt", environ=ENVIRON, folder=folder) as server:
        before = server.workers()
        for process in before:
            os.kill(process, signal.SIGSEGV)
        wait_until(lambda: len(server.workers()) == len(before) and not {*before} & {*server.workers()})
        server.process.send_signal(signal.SIGSEGV)
        server.process.wait(60)
    assert list(folder.iterdir()) == []


def test_no_program_that_collects_crashes_gets_the_memory_either() -> None:
    """Such programs are started by the kernel, and no limit of a size holds for them."""
    told = (
        "import ctypes, os; from guide.serve.workers import leave_no_memory_behind as leave; leave()\n"
        "child = os.fork()\n"
        "os.waitpid(child, 0) if child else print('dumpable', ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)"
    )
    run = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "dumpable 0\n"


@pytest.mark.full
def test_workers_end_with_their_main_process(tmp_path: Path) -> None:
    """Even those that are in the middle of a connection; the port is free again."""
    with serving(tmp_path / "log.txt", environ=ENVIRON) as server, ExitStack() as waiting:
        workers = server.workers()
        for _time in range(8):
            connection = waiting.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert connection.recv(999).startswith(b"HTTP/1.1 200")
        server.process.kill()
        server.process.wait(60)
        wait_until(lambda: not any(is_running(worker) for worker in workers))
        waiting.close()
        with serving(tmp_path / "again.txt", "--port", str(server.port), environ=ENVIRON) as again:
            assert again.workers()


def is_running(process: int) -> bool:
    """Whether a process is there, and not only its number."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("written", [("--workers", "0"), ("--workers", "-1"), ("--port", "99999"), ("--port", "-1")])
def test_impossible_numbers_are_refused(capsys: pytest.CaptureFixture[str], written: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", *written])
    assert ended.value.code == 2
    assert written[0] in capsys.readouterr().err


@with_ipv6
def test_the_guide_answers_on_both_kinds_of_address(tmp_path: Path) -> None:
    with serving(tmp_path / "log.txt", "--host", "::", environ=ENVIRON) as server:
        for host in ("127.0.0.1", "::1"):
            connection = HTTPConnection(host, server.port, timeout=10)
            connection.request("GET", "/healthz")
            assert connection.getresponse().read() == b"ok\n"
            connection.close()
        assert f"http://[::]:{server.port}" in server.logged()


def test_a_host_may_be_a_name() -> None:
    """The server itself takes numbers only."""
    assert _free_address("localhost", 0) in {"127.0.0.1", "::1"}


@pytest.mark.parametrize("host", ["127.0.0.1", pytest.param("::1", marks=with_ipv6)])
def test_a_taken_port_is_said_and_not_shared(
    host: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("keys"), new_key())
    monkeypatch.setenv(variable("content"), str(LILLEBY))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--host", host, "--port", str(port)]) == 1
    assert f"cannot answer on port {port}: Address already in use" in capsys.readouterr().err


@pytest.mark.parametrize("is_editor", [True, False])
def test_only_readers_links_are_warned_of(
    *, is_editor: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(variable("keys"), "")
    monkeypatch.setattr("guide.serve._serve", lambda *_told: None)
    main(["edit" if is_editor else "serve"])
    assert ("No key in" in caplog.text) is not is_editor


@pytest.mark.full
def test_where_few_files_may_be_open_further_connections_wait_and_cost_nothing(tmp_path: Path) -> None:
    few = ("-c", f'ulimit -n 64; exec {sys.executable} -m guide "$@"', "sh")
    with (
        serving(tmp_path / "log.txt", "--workers", "1", environ=ENVIRON, run=few, python="/bin/sh") as server,
        ExitStack() as idle,
    ):
        (worker,) = server.workers()
        for _time in range(200):
            idle.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=20))
        wait_until(lambda: len(list(Path(f"/proc/{worker}/fd").iterdir())) > 40)
        before = cpu([worker])
        time.sleep(2)
        assert cpu([worker]) - before < 0.3
        idle.close()
        with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
            assert connection.recv(999).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(("mode", "told"), [(0o600, False), (0o640, False), (0o644, True), (0o604, True)])
def test_a_file_of_keys_that_others_can_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, mode: int, *, told: bool
) -> None:
    keys = tmp_path / "keys"
    keys.write_text(new_key(), encoding="ascii")
    keys.chmod(mode)
    monkeypatch.setenv(variable("keys_file"), str(keys))
    monkeypatch.setenv(variable("content"), str(LILLEBY))
    application()
    assert (variable("keys_file") in caplog.text) is told


def test_what_was_read_is_spared_by_collections_until_something_else_was_read() -> None:
    """A reload lets go of what it replaces, although it was spared."""

    class Content:
        def __init__(self) -> None:
            self.itself = self

    was_read = Content()
    gone = weakref.ref(was_read)
    try:
        spare_from_collections()
        assert gc.is_tracked(was_read)
        assert not any(found is was_read for found in gc.get_objects())
        del was_read
        spare_from_collections()
        assert gone() is None
    finally:
        gc.unfreeze()
