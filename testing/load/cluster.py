"""Several instances of the guide behind nginx, with one key and ``deploy/cluster.conf``; and what goes wrong with them.

Linux only, and nginx must be installed.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Self

from guide import ROOT
from guide.municipality import Guide
from guide.settings import variable
from guide.web.sealed.tokens import new_key
from testing.load.citizens import Citizen, Walks, citizens, walk_all
from testing.load.faults import NEWER, Place, half_way, together
from testing.nginx import configure, nginx
from testing.server import GUIDE, Server, children, free_port, serving, wait_until

INSTANCES = 3
_SERVERS = re.compile(r"(?:^ +server [\w-]+:8000;\n)+", re.MULTILINE)


class Cluster:
    """Instances behind one nginx."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.key = new_key()
        self.running: list[Server] = []
        self._started = 0
        self._stack = ExitStack()
        self._nginx: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._stack.close()

    def start(self, environ: Mapping[str, str], run: Sequence[str] = GUIDE) -> Server:
        """One more instance, which nginx does not ask yet."""
        self._started += 1
        log = self.folder / f"guide{self._started}.txt"
        given = {variable("keys"): self.key, variable("proxies"): "1", **environ}
        given.setdefault(variable("address"), f"http://127.0.0.1:{self.port}")
        server = self._stack.enter_context(serving(log, environ=given, run=run))
        self.running.append(server)
        return server

    def ask_all(self) -> None:
        """Have nginx ask the instances that run, each by chance, and no others."""
        servers = "".join(f"    server 127.0.0.1:{server.port};\n" for server in self.running)
        upstream, replaced = _SERVERS.subn(servers, (ROOT / "deploy" / "cluster.conf").read_text(encoding="utf-8"))
        assert replaced == 1
        headers = "proxy_set_header Connection ''; proxy_set_header Host $host; proxy_http_version 1.1;"
        configure(
            self.folder,
            f"access_log off;\n{upstream}\nserver {{ listen 127.0.0.1:{self.port}; location / {{"
            f" proxy_pass http://stoetteguiden; {headers} proxy_set_header X-Forwarded-Proto $scheme; }} }}",
        )
        if front := self._nginx:
            before = children(front)
            front.send_signal(signal.SIGHUP)
            # Only then does nobody ask by the old list any more.
            wait_until(lambda: children(front) and not {*before} & {*children(front)}, "nginx never read it anew")
        else:
            self._nginx = self._stack.enter_context(nginx(self.folder, self.port))

    def kill(self, server: Server) -> None:
        """End an instance with all its workers, in the middle of whatever they do."""
        os.killpg(server.process.pid, signal.SIGKILL)
        server.process.wait(60)
        self.running.remove(server)

    def retire(self, server: Server) -> None:
        """Let nginx ask it no more, and then tell it to end."""
        self.running.remove(server)
        self.ask_all()
        server.process.terminate()
        server.process.wait(60)


@contextmanager
def walking(port: int, guide: Guide, count: int) -> Iterator[list[Walks]]:
    """So many citizens walk at a time, again and again while the block runs; the list of their walks grows."""
    all_walks: list[Walks] = []
    enough = Event()

    def walk() -> None:
        while not enough.is_set():
            all_walks.append(walk_all(citizens((port,), guide, count)))

    walker = Thread(target=walk)
    walker.start()
    try:
        yield all_walks
    finally:
        enough.set()
        walker.join()


def upgraded(cluster: Cluster, place: Place, count: int, change: Callable[[], None]) -> Walks:
    """An instance is killed and all are replaced by a newer version, under citizens who walk.

    ``count`` are in the middle of their interviews all the while, and as many begin and end meanwhile. ``change`` makes
    the content another one, with the same rules.
    """
    guide = place.guide()
    for _time in range(INSTANCES):
        cluster.start(place.environ)
    cluster.ask_all()
    begun = half_way(citizens((cluster.port,), guide, count))
    with walking(cluster.port, guide, count) as meanwhile:
        cluster.kill(cluster.running[0])
        wait_until(lambda: len(meanwhile) > 1, "nobody came to an end after an instance was killed")
        change()
        for _time in range(INSTANCES):
            cluster.start(place.environ, run=(str(NEWER),))
            cluster.ask_all()
            if len(cluster.running) > INSTANCES:
                cluster.retire(cluster.running[0])
        wait_until(lambda: len(meanwhile) > 2, "nobody came to an end during the upgrade")
    return together([*meanwhile, walk_all(begun)])


def beside_an_older(cluster: Cluster, older: Place, newer: Place, count: int) -> list[Citizen]:
    """Citizens walk where an older instance answers beside a newer one; all at the answers to check."""
    cluster.start(older.environ)
    cluster.start(newer.environ, run=(str(NEWER),))
    cluster.ask_all()
    everybody = citizens((cluster.port,), newer.guide(), count)
    for citizen in everybody:
        citizen.walk()
    return everybody
