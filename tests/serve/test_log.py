"""A log that nobody reads stops nothing."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from guide.serve.log import PatientHandler
from guide.settings import variable
from testing.changed_content import LILLEBY
from testing.server import serving, wait_until

LITTLE = 4096
"""Bytes of the smallest pipe."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="sets the size of a pipe, as Linux can")


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A pipe that holds little, and its end to read from."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, LITTLE)
    yield path, end
    os.close(end)


def test_a_log_that_nobody_reads_stops_no_answer_and_no_end(pipe: tuple[Path, int]) -> None:
    environ = {variable("content"): str(LILLEBY)}
    with serving(pipe[0], environ=environ) as server:
        for _time in range(4 * LITTLE // len("INFO stoetteguiden.access: GET /healthz 200 0 ms\n")):
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == 200
            connection.close()
        server.process.terminate()
        assert server.process.wait(8) == 0
    assert b"GET /healthz 200" in os.read(pipe[1], LITTLE)


def test_where_nothing_can_be_logged_nothing_else_is_written_to(tmp_path: Path) -> None:
    """A closed descriptor has its number used again: for a connection, say."""
    closed = ("-c", f'exec {sys.executable} -m guide "$@" 2>&-', "sh")
    environ = {variable("content"): str(LILLEBY)}
    with serving(tmp_path / "log.txt", environ=environ, run=closed, python="/bin/sh") as server:
        for _time in range(20):
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            connection.request("GET", "/healthz")
            assert connection.getresponse().read() == b"ok\n"
            connection.close()
    assert server.logged() == ""


def log(handler: PatientHandler, line: str, times: int) -> None:
    """Log a line again and again."""
    for _time in range(times):
        handler.handle(logging.makeLogRecord({"msg": line}))


def test_what_does_not_fit_is_counted_and_told_once_somebody_reads(pipe: tuple[Path, int]) -> None:
    line, read = "a" * 99, bytearray()

    def dropped() -> int:
        with suppress(BlockingIOError):
            read.extend(os.read(pipe[1], LITTLE))
        return sum(int(told) for told in re.findall(rb"(\d+) lines of the log were dropped\n", read))

    with pipe[0].open("wb") as written:
        handler = PatientHandler(written.fileno(), most=10)
        log(handler, line, 200)
        wait_until(lambda: dropped() + read.decode().splitlines().count(line) == 200)
        handler.flush()
    assert dropped() > 100


def test_last_lines_are_written_before_a_process_ends(pipe: tuple[Path, int]) -> None:
    with pipe[0].open("wb") as written:
        handler = PatientHandler(written.fileno())
        log(handler, "a", 20)
        handler.flush()
        assert os.read(pipe[1], LITTLE) == b"a\n" * 20
