"""What a visit weighs on the wire: every answer that the browser fetched, with its bytes, as Chromium counts them.

``python -m e2e.states.weight`` prints it for the first question and for a whole interview. Bytes are those of whole
answers over HTTP/1.1, headers and redirects with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from e2e.visitor.interview import interview
from e2e.visitor.visit import Visit
from testing.chromium import launch
from testing.people import CANNOT_GO_OUT_ALONE, Person
from testing.server import serving

KINDS = {"stylesheet": ".css", "script": ".js", "redirects": "(leads on)"}


@dataclass(slots=True)
class Weight:
    """The answers in the order of coming: what was asked for, and its bytes, headers and all, as they were sent."""

    answers: list[tuple[str, int]] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        """All of them together."""
        return sum(size for _path, size in self.answers)

    def of(self, ending: str) -> int:
        """The bytes of the answers whose path ends so."""
        return sum(size for path, size in self.answers if path.endswith(ending))

    def __str__(self) -> str:
        return f"{self.bytes / 1000:.1f} kB in {len(self.answers)} requests"


@contextmanager
def weighed(visit: Visit) -> Iterator[Weight]:
    """Weighs what the visit fetches in the block; what the browser has kept weighs nothing, and is not counted."""
    weight = Weight()
    paths: dict[str, str] = {}
    kept: set[str] = set()

    def asked(event: dict[str, Any]) -> None:
        if redirect := event.get("redirectResponse"):
            weight.answers.append((f"{paths[event['requestId']]} (leads on)", int(redirect["encodedDataLength"])))
        paths[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in paths and event["requestId"] not in kept:
            weight.answers.append((paths[event["requestId"]], int(event["encodedDataLength"])))

    devtools = visit.devtools
    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    devtools.on("Network.loadingFinished", came)
    devtools.send("Network.enable")
    yield weight
    devtools.send("Network.disable")


def first_question(visit: Visit) -> Weight:
    """The weight of the first question with all that it needs, for somebody who has not been here before."""
    with weighed(visit) as weight:
        visit.open("/helsingoer/spoergsmaal/ny/hvem")
    return weight


def whole_interview(visit: Visit, person: Person) -> Weight:
    """The weight of a visit from the start page to the result."""
    with weighed(visit) as weight:
        interview(visit, person)
        visit.press_on("a.button-primary")
        assert "/resultat/" in visit.path
    return weight


def show(name: str, weight: Weight) -> None:
    """Print the whole, and what it is made of."""
    print(f"{name}: {weight}")
    for kind, ending in KINDS.items():
        print(f"  {kind:12} {weight.of(ending):6} B")
    print(f"  {'pages':12} {weight.bytes - sum(map(weight.of, KINDS.values())):6} B")


def main() -> None:
    """Print both."""
    with TemporaryDirectory() as folder, serving(Path(folder) / "log.txt") as server, sync_playwright() as playwright:
        browser = launch(playwright)
        first, whole = Visit(browser, server.origin), Visit(browser, server.origin)
        show("First question, with all that it needs", first_question(first))
        show("Interview, from the start page to the result", whole_interview(whole, CANNOT_GO_OUT_ALONE))
        browser.close()


if __name__ == "__main__":
    main()
