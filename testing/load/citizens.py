"""Citizens who walk the interview as a browser does, and try again when a connection breaks.

Each citizen answers by a chance of their own seed, remembers what was answered, and holds the result page against what
the engine says of those answers: whoever ends elsewhere, or never, is lost.
"""

from __future__ import annotations

import http.client
import random
import re
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlencode

from guide.municipality import Guide, Municipality
from guide.rules.answers import Answers
from guide.rules.outcome import evaluate

PATIENCE = 60.0
"""Seconds for which a citizen reloads a page that does not come."""

_QUESTION = re.compile(r'data-question="([^"]+)"')
_OPTION = re.compile(r'name="svar" value="([^"]+)"')
_RESULT = re.compile(r'href="([^"]*/resultat/[^"]+)"')
_OUTCOME = re.compile(r"<[^>]*\bdata-outcome=\"[^>]*>")
_ATTRIBUTE = re.compile(r'\bdata-(standard|outcome)="([^"]*)"')
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Lost(AssertionError):
    """A citizen did not come to the right result; the message says where, without an answer or a token."""


@dataclass(slots=True)
class Walks:
    """What became of many citizens."""

    ended: int = 0
    lost: list[str] = field(default_factory=list)
    requests: int = 0
    reloads: int = 0
    resent: int = 0
    """By the browser itself, as browsers do where a connection that they have used before turns out to be closed."""
    slowest: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.ended} citizens ended with the right result, {len(self.lost)} were lost; {self.requests} requests, "
            f"{self.reloads} of them sent again after a broken connection, {self.resent} by the browser itself; "
            f"the slowest took {self.slowest:.1f} s"
        )


class Citizen:
    """One visitor of a municipality, on a connection of their own.

    Each request goes to one of the ports by chance, as a proxy would send it; ``seed`` decides all answers.
    """

    def __init__(self, ports: Iterable[int], municipality: Municipality, guide: Guide, seed: int) -> None:
        self._ports = tuple(ports)
        self._municipality = municipality
        self._guide = guide
        self._chance = random.Random(seed)
        self._connections: dict[int, http.client.HTTPConnection] = {}
        self._told: dict[str, list[str]] = {}
        self.requests = self.reloads = self.resent = 0
        self.slowest = 0.0
        self.path = f"/{municipality.slug}/spoergsmaal/ny"

    @property
    def answers(self) -> Answers:
        """What has been told so far."""
        return Answers(self._told)

    def walk(self, *, most: int = 1_000) -> None:
        """Answer until the guide asks nothing more, or until so many questions have been answered.

        Raises:
            Lost: the guide answered as it never should.
        """
        page = self.get(self.path)
        while (asked := _QUESTION.search(page)) and len(self._told) < most:
            chosen = self._choose(asked[1], _OPTION.findall(page))
            self._told[asked[1]] = chosen
            page = self._fetch("POST", self.path, urlencode({"svar": chosen}, doseq=True))
        if asked is None and "/svar/" not in self.path:
            raise Lost(f"neither a question nor the answers after {len(self._told)} answers")

    def outcomes(self) -> dict[str, str]:
        """The outcomes of the result page, which the page of answers leads to."""
        found = _RESULT.search(self.get(self.path))
        if not found:
            raise Lost("the page of answers leads to no result")
        shown = (dict(_ATTRIBUTE.findall(tag)) for tag in _OUTCOME.findall(self.get(found[1])))
        return {one["standard"]: one["outcome"] for one in shown}

    def expected(self, guide: Guide | None = None) -> dict[str, str]:
        """What the engine says of the answers."""
        municipality = (guide or self._guide).municipalities[self._municipality.slug]
        return {standard.slug: evaluate(standard, self.answers).state.value for standard in municipality.with_outcome}

    def get(self, path: str) -> str:
        """The page at this address, wherever it leads."""
        return self._fetch("GET", path)

    def status(self, path: str) -> int:
        """The status of this address, once it is answered at all."""
        return self._exchange("GET", path, None)[0]

    def leave(self) -> None:
        for connection in self._connections.values():
            connection.close()

    def _choose(self, question_id: str, offered: list[str]) -> list[str]:
        question = self._municipality.question(question_id)
        if question is None or not offered:
            raise Lost(f"the question {question_id} is not known, or offers nothing")
        chosen = [self._chance.choice(offered)]
        if not question.excludes_others(chosen[0]):
            others = [option for option in offered if not question.excludes_others(option)]
            chosen = sorted({*chosen, *self._chance.sample(others, self._chance.randrange(min(3, len(others))))})
        return chosen

    def _fetch(self, method: str, path: str, body: str | None = None) -> str:
        status, location, page = self._exchange(method, path, body)
        while status in (302, 303, 308):
            path = location
            status, location, page = self._exchange("GET", path, None)
        if status != 200:
            raise Lost(f"a page was answered with {status} after {len(self._told)} answers")
        self.path = path
        return page

    def _exchange(self, method: str, path: str, body: str | None) -> tuple[int, str, str]:
        """Status, location and body; a broken connection is tried again, as by the reload of a browser."""
        began = time.monotonic()
        while True:
            port = self._chance.choice(self._ports)
            connection = self._connections.setdefault(
                port, http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            )
            self.requests += 1
            is_used = connection.sock is not None
            try:
                connection.request(method, path, body, _FORM if body is not None else {})
                response = connection.getresponse()
                answered = response.status, response.headers.get("Location", ""), response.read().decode()
            except (OSError, http.client.HTTPException):
                connection.close()
                if time.monotonic() - began > PATIENCE:
                    raise Lost(f"nothing answered for {PATIENCE:.0f} seconds") from None
                if is_used:
                    self.resent += 1
                    continue
                self.reloads += 1
                time.sleep(self._chance.uniform(0.05, 0.3))
            else:
                self.slowest = max(self.slowest, time.monotonic() - began)
                return answered


def citizens(ports: Iterable[int], guide: Guide, count: int) -> list[Citizen]:
    """So many citizens of all municipalities."""
    places = tuple(guide.municipalities.values())
    return [Citizen(ports, places[seed % len(places)], guide, seed) for seed in range(count)]


def walk_all(walking: Iterable[Citizen], at_end: Guide | None = None) -> Walks:
    """Let them walk to their results, all at once.

    ``at_end`` is the guide whose results are the right ones, where it is another one than they began with.
    """
    everybody, walks = tuple(walking), Walks()

    def to_the_end(citizen: Citizen) -> str | None:
        try:
            citizen.walk()
            return None if citizen.outcomes() == citizen.expected(at_end) else "the result is not the right one"
        except Lost as error:
            return str(error)
        finally:
            citizen.leave()

    with ThreadPoolExecutor(len(everybody)) as at_once:
        walks.lost.extend(filter(None, at_once.map(to_the_end, everybody)))
    walks.ended = len(everybody) - len(walks.lost)
    walks.requests = sum(citizen.requests for citizen in everybody)
    walks.reloads = sum(citizen.reloads for citizen in everybody)
    walks.resent = sum(citizen.resent for citizen in everybody)
    walks.slowest = max(citizen.slowest for citizen in everybody)
    return walks
