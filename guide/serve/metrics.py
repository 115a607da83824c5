"""What Prometheus is told, and that is nothing of anybody.

Workers write a line per answer into a pipe; a thread of the main process counts, and another one answers Prometheus.
So nothing is written to a disk, and the sums outlive each worker, however it ends. A line is written whole or, where
the pipe is full, not at all: no worker ever waits.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from socket import AF_INET, AF_INET6
from threading import Thread
from typing import TypeVar
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics
from prometheus_client.exposition import ThreadingWSGIServer, make_wsgi_app

from guide import __version__
from guide.content.cache import hash_of
from guide.web import Answered, Progress, counters

AT_ONCE = 10
"""Answers that are counted together: a figure that rises says only that there were ten since it rose last."""

SECONDS_BETWEEN = 0.2
"""To wake for each answer would cost more than to count it."""

PIPE = 1024 * 1024
"""Bytes that may wait to be counted, where the system allows it: some 25,000 answers."""

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
QUESTIONS = (4, 6, 8, 10, 12, 15, 20)
"""Upper ends of what is counted as one."""

T = TypeVar("T")

_log = logging.getLogger("stoetteguiden")


class Metrics:
    """The figures of one instance.

    Args:
        workers: how many answer readers.
    """

    def __init__(self, workers: int) -> None:
        self._read_end, self._write_end = os.pipe()
        if sys.platform == "linux":
            with suppress(OSError):  # where this user has too many already, it stays as it is
                fcntl.fcntl(self._write_end, fcntl.F_SETPIPE_SZ, PIPE)
        os.set_blocking(self._write_end, False)
        self._waiting: dict[tuple[str, str], list[float]] = {}
        self._begun = 0
        self._ended: list[int] = []
        # The moment of the first of a kind is nobody's business.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "stoetteguiden_requests", "Requests answered.", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "stoetteguiden_request_seconds", "Time to answer.", ["route"], registry=self.registry, buckets=SECONDS
        )
        self._interviews = Counter("stoetteguiden_interviews_begun", "First answers given.", registry=self.registry)
        self._questions = Histogram(
            "stoetteguiden_interview_questions",
            "Questions answered, once nothing is left to ask.",
            registry=self.registry,
            buckets=QUESTIONS,
        )
        self._content = Gauge(
            "stoetteguiden_content_info",
            "The content and program shown.",
            ["content", "program"],
            registry=self.registry,
        )
        self._read = Gauge(
            "stoetteguiden_content_read_timestamp_seconds", "When the content was read.", registry=self.registry
        )
        self._refused = Gauge("stoetteguiden_reload_refused", "1: the last reload failed.", registry=self.registry)
        Gauge("stoetteguiden_workers", "Workers that should answer readers.", registry=self.registry).set(workers)

    def count(self, answered: Answered) -> None:
        """Have an answer counted, from any worker."""
        endpoint, status, seconds, (begun, questions) = answered
        with suppress(BlockingIOError):
            os.write(self._write_end, f"{endpoint} {status} {seconds:.6f} {begun:d} {questions}\n".encode())

    def of_reading(self, read: Callable[[], T], *contents: Path) -> Callable[[], T]:
        """The same function; it sets the figures of the content."""

        def told() -> T:
            try:
                made = read()
            except Exception:
                self._refused.set(1)
                raise
            self._refused.set(0)
            self._content.clear()
            self._content.labels(fingerprint(*contents), __version__).set(1)
            self._read.set_to_current_time()
            return made

        return told

    def serve(self, host: str, port: int) -> None:
        """Count and answer, from now on and in threads.

        Where that cannot be, the log says so, and readers are served all the same.
        """
        _Server.address_family = AF_INET6 if ":" in host else AF_INET
        try:
            server = make_server(host, port, make_wsgi_app(self.registry), _Server, _Handler)
        except OSError as error:
            _log.error("No metrics: cannot answer on %s, port %d: %s. Readers are served.", host, port, error.strerror)
            return
        counters.append(self.count)
        Thread(target=self._take_all, daemon=True).start()
        Thread(target=server.serve_forever, daemon=True).start()
        _log.info("Metrics at http://%s:%d", f"[{host}]" if ":" in host else host, port)

    def _take_all(self) -> None:
        rest = b""
        while True:
            *lines, rest = (rest + os.read(self._read_end, PIPE)).split(b"\n")
            for line in lines:
                endpoint, status, seconds, begun, questions = line.decode().split()
                progress = Progress(begun == "1", int(questions))
                self.take(Answered(endpoint, int(status), float(seconds), progress))
            time.sleep(SECONDS_BETWEEN)

    def take(self, answered: Answered) -> None:
        """Count an answer, once there are enough of its kind.

        Failures of the program are counted at once: they are nobody's doing.
        """
        status = f"{answered.status // 100}xx"
        waiting = self._waiting.setdefault((answered.endpoint, status), [])
        waiting.append(answered.seconds)
        if len(waiting) >= AT_ONCE or status == "5xx":
            self._requests.labels(answered.endpoint, status).inc(len(waiting))
            for seconds in waiting:
                self._seconds.labels(answered.endpoint).observe(seconds)
            waiting.clear()
        self._begun += answered.progress.begun
        if self._begun >= AT_ONCE:
            self._interviews.inc(self._begun)
            self._begun = 0
        if answered.progress.questions:
            self._ended.append(answered.progress.questions)
        if len(self._ended) >= AT_ONCE:
            for questions in self._ended:
                self._questions.observe(questions)
            self._ended.clear()


class _Server(ThreadingWSGIServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Let whoever asked ask again."""


class _Handler(WSGIRequestHandler):
    timeout = 5

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name in the class above
        pass


def fingerprint(*contents: Path) -> str:
    """Twelve characters that change with any file of these folders."""
    found = ""
    try:
        for content in contents:
            found = hash_of(sorted(path for path in content.rglob("*") if path.is_file()), content, found)
    except OSError:  # replaced in this moment, after it was read
        return "unknown"
    return found[:12]
