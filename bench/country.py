"""What the whole country costs on one machine: 98 municipalities beside two, with 20 standards each on the average.

The content is copies of the real one under invented names (`testing/places.py`). Seconds are of CPU, with those of the
clock in brackets: other work on the machine makes only the latter longer. Memory is the proportional share of each of
two workers.
"""

from __future__ import annotations

import http.client
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

from bench.measuring import answered, megabytes, request
from guide.rules.answers import Answers
from guide.settings import variable
from guide.web.sealed.tokens import Seals
from testing.people import CANNOT_GO_OUT_ALONE
from testing.places import COUNTRY, names, write_country
from testing.server import Server, cpu, serving, wait_until

FEW = 2
ROUNDS, SECONDS = 5, 1.0
PATIENCE = 900
VISITS = 600
"""Of municipalities in turn, before the memory is read again."""

PLACE = next(names(FEW))[0]
CHANGED = ("raad-og-vejledning.md", "## Hvad er det?", "## Hvad er det her?")

_STYLE = re.compile(r'rel="stylesheet" href="([^"]+)"')


class Country:
    """A content folder of so many municipalities, and what was measured with it."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count
        self.slugs = [slug for slug, _name in names(count)]
        self.figures: dict[str, str] = {}
        self._pauses = folder / "pauses"
        # Its own place for what is kept of what was read.
        self._environ = {variable("content"): str(folder / "content"), variable("cache"): str(folder / "cache")}
        write_country(folder / "content", count)

    @contextmanager
    def serving(self, what: str, *, cached: bool = True) -> Iterator[Server]:
        """Its guide, with two workers; the start is measured."""
        began, run = time.monotonic(), ("-m", "bench.pauses", str(self._pauses))
        environ = self._environ if cached else self._environ | {variable("cache"): "off"}
        with serving(self.folder / "log", run=run, environ=environ, patience=PATIENCE) as server:
            self._note(what, cpu([server.process.pid], ended=True), began)
            yield server

    def check(self, what: str) -> None:
        """``guide check``, which must find nothing wrong."""
        began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        run = (sys.executable, "-m", "guide", "check")
        subprocess.run(run, env=os.environ | self._environ, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self._note(what, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, began)

    def change(self) -> None:
        """Change one file."""
        name, old, new = CHANGED
        path = self.folder / "content" / "da" / PLACE / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{path} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def reload(self, server: Server) -> None:
        """Have the server read everything again."""
        began, before = time.monotonic(), cpu([server.process.pid], ended=True)
        old = set(server.workers())
        server.process.send_signal(signal.SIGHUP)
        wait_until(lambda: "Reloaded" in server.logged(), "the server never said “Reloaded”", PATIENCE)
        self._note("reload", cpu([server.process.pid], ended=True) - before, began)
        wait_until(lambda: not old & set(server.workers()), "the old workers never ended")
        self.figures["memory of a worker after a reload"] = f"{mean(map(megabytes, server.workers())):.0f} MB"

    def fill(self, server: Server) -> None:
        """Memory, before and after many visits everywhere."""
        self.figures["memory of a worker (PSS)"] = f"{mean(map(megabytes, server.workers())):.0f} MB"
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for number in range(VISITS):
            for page in ("", "spoergsmaal/ny/hvem", "standarder", "klage"):
                body(connection, f"/{self.slugs[number % self.count]}/{page}")
        visited = f"the same after {4 * VISITS:,} requests everywhere"
        self.figures[visited] = f"{mean(map(megabytes, server.workers())):.0f} MB"
        pauses = [line.split() for line in self._pauses.read_text(encoding="ascii").splitlines()]
        of_workers = [float(taken) for process, taken in pauses if int(process) in server.workers()]
        longest = f"{max(of_workers):.0f} ms" if of_workers else "under 1 ms"
        self.figures["longest pause of a worker’s collections"] = longest

    def weigh(self, server: Server) -> None:
        """Bytes of pages and stylesheets, raw and as sent."""
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        start = f"/{PLACE}/"
        styles = _STYLE.findall(body(connection, start).decode())
        paths = {"`/`": ["/"], "`/om`": ["/om"], "start page": [start], "stylesheets of the start page": styles}
        for name, fetched in paths.items():
            raw, packed = (sum(len(body(connection, path, how)) for path in fetched) for how in ("identity", "br"))
            self.figures[f"bytes of {name}"] = f"{raw:,} ({packed:,} in brotli)"

    def _note(self, what: str, used: float, began: float) -> None:
        self.figures[what] = f"{used:.1f} s ({time.monotonic() - began:.1f})"


def body(connection: http.client.HTTPConnection, path: str, packing: str = "identity") -> bytes:
    """What a path is answered with."""
    connection.request("GET", path, headers={"Accept-Encoding": packing})
    answer = connection.getresponse()
    came = answer.read()
    assert answer.status == 200, f"{path} answered {answer.status}"
    return came


def compare_requests(servers: Mapping[Country, Server]) -> None:
    """CPU of requests to each server in turn."""
    costs: dict[str, dict[Country, list[float]]] = {}
    for number in range(ROUNDS + 1):
        for country, server in servers.items():
            token = Seals((server.key,), timedelta(hours=24)).seal(PLACE, Answers(CANNOT_GO_OUT_ALONE.answers))
            paths = {
                "start page": f"/{PLACE}/",
                "a question": f"/{PLACE}/spoergsmaal/{token}/stoettebehov",
                "a result": f"/{PLACE}/resultat/{token}",
                "a standard": f"/{PLACE}/standarder/bpa",
                "`/`": "/",
                "`/om`": "/om",
            }
            for name, path in paths.items():
                one = answered(server.port, [request(path)], SECONDS, (server.process.pid, *server.workers()))
                # The first round is warming up.
                costs.setdefault(name, {}).setdefault(country, []).extend([one.microseconds] if number else [])
    for name, by_country in costs.items():
        for country, rounds in by_country.items():
            country.figures[f"CPU of {name}"] = f"{median(rounds):,.0f} µs"


def rows() -> Iterator[str]:
    """The table, line by line."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        servers = {}
        for country in (Country(Path(folder) / str(count), count) for count in (FEW, COUNTRY)):
            with country.serving("start from nothing", cached=False):
                pass
            country.check("`guide check` from nothing")
            country.check("`guide check` again")
            country.change()
            country.check("`guide check` with one file changed")
            with country.serving("start after a check") as server:
                country.fill(server)
            servers[country] = server = stack.enter_context(country.serving("start again"))
            country.reload(server)
            country.weigh(server)
        compare_requests(servers)
        few, many = (country.figures for country in servers)
    yield f"| | {FEW} municipalities | {COUNTRY} |"
    yield "|---|---|---|"
    for name, figure in few.items():
        yield f"| {name} | {figure} | {many[name]} |"
