"""A log that nobody has to wait for.

Whatever reads the standard error may stop reading: a log service that hangs, a terminal that is held. A worker that
waited for it would answer nobody.
"""

from __future__ import annotations

import logging
import os
import time
from contextlib import suppress
from multiprocessing.util import Finalize
from queue import Full, Queue
from threading import Thread

MOST_LINES = 2_000
"""That wait to be written, in each process; further ones are dropped and counted."""

SECONDS_AT_END = 0.5
"""How long a process that ends waits for its last lines."""


class PatientHandler(logging.Handler):
    """Writes in a thread of its own.

    Args:
        descriptor: of an open file.
        most: lines that may wait.
    """

    def __init__(self, descriptor: int = 2, most: int = MOST_LINES) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._most = most
        self._process = 0
        self._dropped = 0
        self._lines: Queue[str] = Queue()

    def emit(self, record: logging.LogRecord) -> None:
        """Let a line wait, or drop it."""
        if self._process != os.getpid():
            self._begin()
        try:
            self._lines.put_nowait(self.format(record))
        except Full:
            self._dropped += 1

    def flush(self) -> None:
        """Wait a moment for what is not yet written."""
        deadline = time.monotonic() + SECONDS_AT_END
        while self._process == os.getpid() and self._lines.unfinished_tasks and time.monotonic() < deadline:
            time.sleep(0.005)

    def _begin(self) -> None:
        # A fork takes no thread along, but perhaps a lock that was held.
        self._process, self._dropped, self._lines = os.getpid(), 0, Queue(self._most)
        Thread(target=self._write, daemon=True).start()
        # Forked processes end without the functions of atexit.
        Finalize(None, self.flush, exitpriority=0)

    def _write(self) -> None:
        told = 0
        while True:
            self._write_line(self._lines.get())
            self._lines.task_done()
            if (dropped := self._dropped) > told:
                said = f"{dropped - told} lines of the log were dropped"
                line = logging.LogRecord("stoetteguiden", logging.WARNING, "", 0, said, None, None)
                self._write_line(self.format(line))
                told = dropped

    def _write_line(self, line: str) -> None:
        # Not by way of sys.stderr, whose lock would be held while this waits. A full disk stops nothing.
        with suppress(OSError):
            os.write(self._descriptor, f"{line}\n".encode(errors="backslashreplace"))
