"""The server's workers: forked, restarted, and replaced one by one."""

from __future__ import annotations

import ctypes
import gc
import logging
import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import partial

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from guide.serve.buffering import BufferedWsgi
from guide.web.http.door import LONGEST_HEAD

MILLISECONDS_FOR_HEAD = 10_000
"""How long a request's line and headers may take, and how long an unused connection is kept."""

MOST_CONNECTIONS = 4_000
"""Of one worker at a time; further ones wait. Those that send nothing whole cost little and end by themselves."""

OTHER_FILES = 100
"""That a worker may have open beside its connections."""

SECONDS_BETWEEN = 0.5
"""How long a new worker runs before the old one in its place is told to end, when all are replaced."""

_DUMPABLE, _SIGNAL_OF_PARENTS_DEATH = 4, 1
"""``PR_SET_DUMPABLE`` and ``PR_SET_PDEATHSIG`` of Linux."""

_log = logging.getLogger("stoetteguiden")


class Workers(MPServer):
    """Granian's workers, with two ways of its own changed.

    They serve what was read before they were forked: a worker that is started anew reads nothing, so neither a broken
    content file nor a half-copied new version can stop it. And a worker that dies again is started again: granian would
    end itself, and the guide with it, when one dies twice within a few seconds.

    Args:
        host: the IP address to answer on.
        port: the port to answer on.
        workers: how many; each needs a core of its own to be of use.
        running: what the workers serve.
        read: reads it anew, at every reload (SIGHUP). It may raise what it likes: the guide then stays as it was.
    """

    def __init__(
        self, host: str, port: int, workers: int, *, running: BufferedWsgi, read: Callable[[], BufferedWsgi]
    ) -> None:
        self._running = running
        self._read = read
        super().__init__(
            "guide",
            address=host,
            port=port,
            workers=workers,
            interface=Interfaces.RSGI,
            http=HTTPModes.http1,
            # It refuses heads by itself from twice as many bytes on, and without our headers.
            http1_settings=HTTP1Settings(header_read_timeout=MILLISECONDS_FOR_HEAD, max_buffer_size=LONGEST_HEAD),
            websockets=False,
            backpressure=_allow_connections(MOST_CONNECTIONS),
            # Its lines hold paths, and paths hold the sealed answers; the guide writes its own.
            log_access=False,
            log_level=LogLevels.warning,
            # Its other lines go where the guide's go: its own handlers wait until somebody reads.
            log_dictconfig={"handlers": {}, "loggers": {"_granian": {}}},
            respawn_failed_workers=True,
            respawn_interval=SECONDS_BETWEEN,
            # Without a limit, an interrupt from the terminal can leave a worker and so the server hanging.
            workers_kill_timeout=2,
        )
        self.on_reload(self._read_again)

    def run(self) -> None:
        """Serve until told to stop."""
        leave_no_memory_behind()
        spare_from_collections()
        multiprocessing.set_start_method("fork", force=True)
        self.serve(target_loader=partial(self._in_worker, os.getpid()), wrap_loader=False)

    def _in_worker(self, main: int) -> BufferedWsgi:
        """What a new worker serves.

        It ends with the main process: nobody would mind it any more, and it would hold the port.
        """
        signal.signal(
            signal.SIGTERM, signal.SIG_DFL
        )  # until granian takes it: the main process's handler is no use here
        _control_process(_SIGNAL_OF_PARENTS_DEATH, signal.SIGKILL)
        if os.getppid() != main:
            sys.exit(1)
        return self._running

    def _read_again(self) -> None:
        try:
            self._running = self._read()
            spare_from_collections()
        except Exception as error:  # noqa: BLE001  # whatever it is, the guide that runs is better than none
            _log.error("Reload refused, the guide stays as it was: %s: %s", type(error).__name__, error)
        else:
            _log.info("Reloaded")

    def _respawn_workers(
        self, workers: list[int], spawn_target: object, target_loader: object, delay: float = 0
    ) -> None:
        super()._respawn_workers(workers, spawn_target, target_loader, delay)
        self.respawned_wrks.clear()


def spare_from_collections() -> None:
    """Let no collection of garbage go through what was read.

    It is there as long as the workers are; each full collection would hold a request up and copy the memory they share.
    """
    gc.unfreeze()  # what was read before a reload can go
    gc.collect()
    gc.freeze()


def leave_no_memory_behind() -> None:
    """Let no crash write this memory: keys, tokens, letters.

    Workers inherit it. It also shuts out other processes of the same user.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _control_process(_DUMPABLE, 0)


def _control_process(option: int, value: int) -> None:
    """Call ``prctl``, where the system has it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _allow_connections(most: int) -> int:
    """Raise the limit of open files, for these connections.

    Returns:
        How many it allows.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    limit = most + OTHER_FILES if hard == resource.RLIM_INFINITY else min(most + OTHER_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, hard))
    # Where files run out, accepting fails at once, again and again, and nobody else is answered.
    return max(limit - OTHER_FILES, limit // 2)
