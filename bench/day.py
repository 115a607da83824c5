"""A day of citizens in some minutes: ``make day``, or ``python -m bench.day``. Linux only.

An open model: citizens come by chance (Poisson) at a rate that does not heed how the guide is doing, walk a whole
interview from the start page to an account of one standard, think meanwhile (a hundred times faster than people do),
and hold the result against what the engine says. First comes saturation, by citizens who never think; then shares of
it. The client works on the same cores, and whatever else the machine does counts in the times; the CPU of an interview
is the server's own, from ``/proc``, and is what can be compared.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import urlsplit

import brotli

from guide import ROOT
from guide.content import load
from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN
from guide.settings import danish_today
from testing.load.citizens import PATIENCE, Citizen, Lost
from testing.server import Server, cpu, serving

SHARES = (0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1)
SECONDS = 15
AT_ONCE = 12
"""Citizens who saturate the guide."""

SECONDS_BEFORE = 5
"""An interview takes four or so; before that, nobody is at the end."""

THINKING = 0.2
"""Seconds between two pages, on average; people take twenty or more."""

BUSIEST_HOUR = 0.1
"""Share of a day's citizens."""

FULL_ENOUGH = 0.7
"""Share of saturation that is planned with."""

_HEADERS = {"Accept-Encoding": "br"}
_FORM = {**_HEADERS, "Content-Type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Figures:
    """What came of many interviews while it was measured: from some moment on, and until another one."""

    requests: list[tuple[float, float]] = field(default_factory=list)
    """When each was answered, and after how many milliseconds."""
    ended: list[float] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    since: float = 0.0
    until: float = 0.0
    cpu: float = 0.0
    client: float = 0.0
    lock: Lock = field(default_factory=Lock)

    def begin(self, server: Server) -> None:
        """Measure from now on."""
        self.since, self.cpu, self.client = time.monotonic(), cpu(server.workers()), time.process_time()

    def end(self, server: Server) -> None:
        """Measure no longer."""
        self.until = time.monotonic()
        self.cpu, self.client = cpu(server.workers()) - self.cpu, time.process_time() - self.client

    @property
    def seconds(self) -> float:
        return self.until - self.since

    @property
    def milliseconds(self) -> list[float]:
        """Of each request, the slowest last."""
        return sorted(took for answered, took in self.requests if self.since < answered < self.until)

    @property
    def interviews(self) -> int:
        """That came to the right result."""
        return sum(self.since < ended < self.until for ended in self.ended)

    def row(self, name: str, come: float | None) -> str:
        """A line of the table."""
        slow, seconds = self.milliseconds, self.seconds
        shares = " | ".join(f"{slow[min(int(len(slow) * share), len(slow) - 1)]:.0f}" for share in (0.5, 0.95, 0.99, 1))
        rates = f"{self.interviews / seconds:.1f} | {len(slow) / seconds:.0f}"
        cores = f"{self.cpu / seconds:.2f} | {self.client / seconds:.2f} | {self.interviews / self.cpu:.1f}"
        return f"| {name} | {f'{come:.1f}' if come else '–'} | {rates} | {shares} | {len(self.lost)} | {cores} |"


HEAD = (
    "| of saturation | arriving/s | done | requests/s | p50 ms | p95 | p99 | slowest | lost "
    "| cores | client's cores | interviews per core and second |"
)


class Likely(Citizen):
    """A citizen as they come: one need or two, one cause, seldom “Ved ikke”; packed pages, on one connection."""

    def __init__(self, port: int, municipality: Municipality, guide: Guide, seed: int, thinking: float) -> None:
        super().__init__((port,), municipality, guide, seed)
        self.answered: list[tuple[float, float]] = []
        self._thinking = thinking
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def whole(self) -> None:
        """From the start page to an account; raises ``Lost``."""
        self.get(f"/{self._municipality.slug}/")
        self.path = f"/{self._municipality.slug}/spoergsmaal/ny"
        self.walk()
        answers = self.path
        if (outcomes := self.outcomes()) != self.expected():
            raise Lost("the result is not the right one")
        self.get(f"{answers.replace('/svar/', '/resultat/')}/{next(iter(outcomes))}")

    def leave(self) -> None:
        self._line.close()

    def _choose(self, question_id: str, offered: list[str]) -> list[str]:
        question = self._municipality.question(question_id)
        known = [option for option in offered if option != NOT_KNOWN]
        if question is None or not known:
            raise Lost(f"the question {question_id} is not known, or offers nothing")
        first = NOT_KNOWN if self._chance.random() < 0.07 and NOT_KNOWN in offered else self._chance.choice(known)
        others = [option for option in known if not question.excludes_others(option) and option != first]
        if question.excludes_others(first) or not others or self._chance.random() < 0.6:
            return [first]
        return sorted((first, self._chance.choice(others)))

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        began = time.perf_counter()
        self.requests += 1
        try:
            self._line.request(method, path, body, _FORM if body is not None else _HEADERS)
            response = self._line.getresponse()
            status, location, packed = response.status, response.headers.get("Location", ""), response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Lost(f"a request failed: {type(error).__name__}") from None
        self.answered.append((time.monotonic(), (time.perf_counter() - began) * 1000))
        page = brotli.decompress(packed) if response.headers.get("Content-Encoding") == "br" else packed
        if status == 200 and self._thinking:
            time.sleep(self._chance.expovariate(1 / self._thinking))
        return status, urlsplit(location).path, page.decode()


def one_citizen(port: int, guide: Guide, seed: int, thinking: float, figures: Figures) -> None:
    """One citizen comes, walks and leaves."""
    places = tuple(guide.municipalities.values())
    citizen = Likely(port, places[seed % len(places)], guide, seed, thinking)
    failure = None
    try:
        citizen.whole()
    except Lost as error:
        failure = str(error)
    finally:
        citizen.leave()
    with figures.lock:
        figures.requests += citizen.answered
        figures.lost += [failure] if failure else []
        figures.ended += [] if failure else [time.monotonic()]


def saturated(server: Server, guide: Guide, seconds: float, seed: int = 0) -> Figures:
    """So many citizens at once that the workers are never idle; each is followed by the next."""
    figures = Figures()
    end = time.monotonic() + seconds

    def walk(number: int) -> None:
        while time.monotonic() < end:
            one_citizen(server.port, guide, number, 0, figures)
            number += AT_ONCE

    threads = [Thread(target=walk, args=(seed + number,)) for number in range(AT_ONCE)]
    figures.begin(server)
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    figures.end(server)
    for thread in threads:
        thread.join()
    return figures


def open_model(server: Server, guide: Guide, rate: float, seconds: float, seed: int) -> Figures:
    """Citizens come at this rate; measured once the first ones are done, and all are waited for."""
    figures, chance, began = Figures(), random.Random(seed), time.monotonic()
    threads: list[Thread] = []
    due = began
    while (due := due + chance.expovariate(rate)) < began + SECONDS_BEFORE + seconds:
        time.sleep(max(0.0, due - time.monotonic()))
        if not figures.since and due > began + SECONDS_BEFORE:
            figures.begin(server)
        threads.append(Thread(target=one_citizen, args=(server.port, guide, seed + len(threads), THINKING, figures)))
        threads[-1].start()
    figures.end(server)
    for thread in threads:
        thread.join()
    return figures


def main() -> int:
    """Print the table; 1 if any citizen was lost."""
    parser = argparse.ArgumentParser(prog="day", description=__doc__)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each rate")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    guide = load(ROOT / "content", danish_today())
    lost: list[str] = []
    print(f"{HEAD}\n|{'---:|' * HEAD.count(' | ')}---:|")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder) / "log.txt", "--workers", str(asked.workers)) as server,
    ):
        saturated(server, guide, asked.seconds, seed=1_000_000)  # so that the interviews remember what is usual
        full = saturated(server, guide, asked.seconds)
        print(full.row("never thinking", None), flush=True)
        rate = full.interviews / full.seconds
        for number, share in enumerate(SHARES, start=2):
            figures = open_model(server, guide, share * rate, asked.seconds, number * 1_000_000)
            lost += figures.lost
            print(figures.row(f"{share:.0%}", share * rate), flush=True)
    core_seconds = full.cpu / full.interviews
    busiest = FULL_ENOUGH * 3600 / BUSIEST_HOUR
    requests = len(full.milliseconds) / full.interviews
    print(
        f"\nAn interview has {requests:.0f} requests and takes {core_seconds * 1000:.0f} ms of CPU: "
        f"{core_seconds * 1e6 / 3600:.0f} core-hours for a million.\nWith a tenth of a day's citizens in its busiest "
        f"hour, at {FULL_ENOUGH:.0%} of saturation, a core of its own serves {busiest / core_seconds:,.0f} citizens a "
        f"day; this machine, with whatever else it did, {busiest * rate:,.0f}."
    )
    if lost:
        print(f"lost: {sorted(set(lost))}", file=sys.stderr)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
