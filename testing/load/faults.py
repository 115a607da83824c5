"""What the guide survives: the real server, real citizens, and something that goes wrong under their hands.

Each function starts the guide, lets something go wrong, and returns the figures; it raises ``AssertionError`` where the
guide did not bear it. Linux only: workers are found in ``/proc``.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event, Thread
from types import MappingProxyType

from guide.content import load
from guide.municipality import Guide
from guide.settings import danish_today, variable
from guide.web.sealed.tokens import new_key
from testing.load.citizens import Citizen, Walks, citizens, walk_all
from testing.server import GUIDE, Server, serving, wait_until

PROGRAMS = Path(__file__).parent / "programs"
NEWER, UNWRITABLE = PROGRAMS / "newer.py", PROGRAMS / "unwritable.py"


@dataclass(frozen=True, slots=True)
class Change:
    """Other words in a file of the content."""

    file: str
    old: str
    new: str


OTHER_RULE = Change("da/lilleby/ledsagelse.md", "    måske: [på-gode-dage]\n", "")
BROKEN = Change("da/lilleby/ledsagelse.md", "trin: 2", "trin: to")
"""Of Lilleby."""


class Place:
    """A folder of one fault: a copy of the content, a file with keys, and the server's logs."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        shutil.copytree(content, self.content)
        self.keys = folder / "keys"
        self._key = new_key()
        self._logs = 0

    def guide(self, today: date | None = None) -> Guide:
        """The guide of the content as it is now."""
        return load(self.content, today or danish_today())

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a server of this content."""
        return {variable("content"): str(self.content)}

    def serving(
        self,
        *arguments: str,
        program: Path | None = None,
        log: Path | None = None,
        environ: Mapping[str, str] = MappingProxyType({}),
    ) -> AbstractContextManager[Server]:
        """A server of this content; all of them have one key."""
        self._logs += 1
        given = {variable("keys"): self._key, **self.environ, **environ}
        run = (str(program),) if program else GUIDE
        return serving(log or self.folder / f"log{self._logs}.txt", *arguments, environ=given, run=run)

    def make(self, change: Change) -> None:
        """Make a change of the content on disk."""
        file = self.content / change.file
        text = file.read_text(encoding="utf-8")
        assert change.old in text, f"{change.file} does not hold {change.old!r}"
        file.write_text(text.replace(change.old, change.new, 1), encoding="utf-8")


@contextmanager
def killing(server: Server, every: float) -> Iterator[list[int]]:
    """Kills a worker by chance every so many seconds, while the block runs; the list of those killed grows."""
    killed: list[int] = []
    enough, chance = Event(), random.Random(1)

    def kill() -> None:
        while not enough.wait(every):
            if workers := server.workers():
                killed.append(chance.choice(workers))
                with suppress(ProcessLookupError):
                    os.kill(killed[-1], signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    try:
        yield killed
    finally:
        enough.set()
        killer.join()


def killed_workers(place: Place, count: int, every: float, at_least: int) -> tuple[Walks, int]:
    """Workers are killed while citizens walk; the walks, and the workers killed.

    A worker is killed every so many seconds. ``count`` citizens walk at a time, again until ``at_least`` were killed.
    """
    guide, all_walks = place.guide(), []
    with place.serving() as server, killing(server, every) as killed:
        while len(killed) < at_least:
            all_walks.append(walk_all(citizens((server.port,), guide, count)))
        assert server.process.poll() is None, f"the server gave up:\n{server.last_lines()}"
    return together(all_walks), len(killed)


def reload(server: Server, said: str = "Reloaded") -> None:
    """Tell the server to read everything anew, and wait until it says so and has replaced its workers."""
    before, old = server.logged().count(said), set(server.workers())
    server.process.send_signal(signal.SIGHUP)
    wait_until(lambda: server.logged().count(said) > before, f"the server never said “{said}”")
    wait_until(lambda: not old & set(server.workers()), "the old workers never ended")


def replaced_workers(place: Place, count: int) -> Walks:
    """All workers are replaced, again and again, while so many citizens walk."""
    guide, enough = place.guide(), Event()
    with place.serving() as server:

        def replace() -> None:
            while not enough.is_set():
                reload(server)

        replacer = Thread(target=replace)
        replacer.start()
        try:
            return walk_all(citizens((server.port,), guide, count))
        finally:
            enough.set()
            replacer.join()


def changed_content(place: Place, count: int, change: Change) -> Walks:
    """The content changes on disk and is read anew while citizens are in the middle of their interviews."""
    before = place.guide()
    with place.serving() as server:
        begun = half_way(citizens((server.port,), before, count))
        place.make(change)
        reload(server)
        return walk_all(begun, at_end=place.guide())


def broken_content(place: Place, count: int, change: Change) -> Walks:
    """A file of the content is broken while the guide runs; workers die, and it is told to read anew, all the same."""
    guide = place.guide()
    with place.serving() as server:
        begun = half_way(citizens((server.port,), guide, count))
        place.make(change)
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        reload(server, said="Reload refused")
        walks = walk_all(begun)
        assert server.process.poll() is None, f"the server gave up:\n{server.last_lines()}"
    return walks


def changed_key(place: Place, count: int) -> Walks:
    """A new key is put before the old one, and the old one is taken away once all have moved on."""
    guide, old, new = place.guide(), new_key(), new_key()
    place.keys.write_text(f"{old}\n", encoding="ascii")
    with place.serving(environ={variable("keys"): "", variable("keys_file"): str(place.keys)}) as server:
        begun = half_way(citizens((server.port,), guide, count))
        first = begun[0].path
        place.keys.write_text(f"{new}\n{old}\n", encoding="ascii")
        reload(server)
        walks = walk_all(begun)
        place.keys.write_text(f"{new}\n", encoding="ascii")
        reload(server)
        assert begun[0].status(first) == 404, "a link of the key that was taken away still opens"
        assert begun[0].outcomes() == begun[0].expected(), "a link of the new key does not open"
        begun[0].leave()
    return walks


def changed_version(place: Place, count: int) -> Walks:
    """Two versions with one key answer side by side, and then the older one is gone."""
    with place.serving() as old, place.serving(program=NEWER) as new:
        both = half_way(citizens((old.port, new.port), place.guide(), count))
        old.process.terminate()
        old.process.wait(60)
        return walk_all(both)


def restarted(place: Place, count: int) -> Walks:
    """The whole server is stopped and started anew on its port while citizens walk; the key stays."""
    with place.serving() as server:
        begun = half_way(citizens((server.port,), place.guide(), count))
    with place.serving("--port", str(server.port)):
        return walk_all(begun)


def clock_set_forward(place: Place, count: int) -> Walks:
    """The clock jumps forward: links that have run out say so in a page, and a new interview goes well."""
    guide = place.guide()
    with place.serving() as server:
        begun = half_way(citizens((server.port,), guide, count))
    with place.serving("--port", str(server.port), program=PROGRAMS / "later.py") as ahead:
        for citizen in begun:
            assert citizen.status(citizen.path) == 410, "a link that has run out is not told to be so"
            citizen.leave()
        walks = walk_all(citizens((ahead.port,), guide, count))
        assert "Traceback" not in ahead.logged()
    return walks


def nothing_can_be_written(place: Place, count: int) -> Walks:
    """The disk is full and read-only: the log goes to a full device, no file may grow, no folder can be written in."""
    guide, full = place.guide(), Path("/dev/full")
    environ = {"TMPDIR": "/proc", "HOME": "/proc", "PYTHONDONTWRITEBYTECODE": "1"}
    with place.serving(program=UNWRITABLE, log=full, environ=environ) as server:
        walks = walk_all(citizens((server.port,), guide, count))
        for worker in server.workers():
            os.kill(worker, signal.SIGKILL)
        again = walk_all(citizens((server.port,), guide, count))
    return together([walks, again])


def half_way(walking: list[Citizen]) -> list[Citizen]:
    """The citizens, each in the middle of the interview."""
    for number, citizen in enumerate(walking):
        citizen.walk(most=1 + number % 5)
    return walking


def together(several: list[Walks]) -> Walks:
    return Walks(
        ended=sum(walks.ended for walks in several),
        lost=[lost for walks in several for lost in walks.lost],
        requests=sum(walks.requests for walks in several),
        reloads=sum(walks.reloads for walks in several),
        resent=sum(walks.resent for walks in several),
        slowest=max(walks.slowest for walks in several),
    )
