"""The long run: ``make soak``, or ``python -m bench.soak`` with the names of some parts. Prints each part's figures.

Ends with 1 if any part found what must not be; every part is run all the same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bench.soak import coverage
from guide import ROOT
from guide.content import load
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.load import faults
from testing.load.citizens import Walks
from testing.load.sending import send
from testing.load.slow_senders import slow_bodies
from testing.server import serving

REQUESTS = 100_000
CITIZENS = 200
SENDERS = 1_000
GROWTH = 1_000
"""Objects by which the memory may grow in three quarters of the requests."""

OTHER_RULE = faults.Change("da/helsingoer/aktivitets-og-samvaerstilbud.md", "        måske: [misbrug]\n", "")
BROKEN = faults.Change("da/helsingoer/ledsagelse.md", "trin: 3", "trin: tre")


def odd_requests(_folder: Path) -> Iterator[str]:
    """A hundred thousand odd requests."""
    guide = load(ROOT / "content", date(2026, 11, 22))
    app = create_app(guide, Settings(keys=(new_key(),), security_contact="mailto:sikkerhed@kommune.example"))
    figures = send(app, guide, REQUESTS)
    yield str(figures)
    assert figures.objects_at_end - figures.objects_warm < GROWTH, "the memory grows"
    assert not figures.unanswered, f"routes that no request reached: {figures.unanswered}"


def fuzzing(_folder: Path, seconds: int = 120) -> Iterator[str]:
    """Inputs that grow towards code not yet reached."""
    yield from coverage.run_all(seconds)


def slow_senders(folder: Path) -> Iterator[str]:
    """Bodies that never come."""
    with serving(folder / "log.txt") as server:
        served = slow_bodies(server.port, "/helsingoer/spoergsmaal/ny/hvem", "/helsingoer/", SENDERS, 15)
    yield str(served)
    assert served.sent_away == SENDERS, "a body that never comes is waited for"
    assert max(served.seconds) < 1, "others had to wait"


def killed_workers(folder: Path) -> Iterator[str]:
    """A worker killed every second under citizens."""
    walks, killed = faults.killed_workers(_place(folder), CITIZENS, every=1, at_least=3)
    yield f"{killed} workers killed; {walks}"
    assert not walks.lost, walks.lost


def other_faults(folder: Path) -> Iterator[str]:
    """All else that goes wrong under citizens."""
    count = CITIZENS // 4
    rows: dict[str, Callable[[faults.Place], Walks]] = {
        "all workers replaced again and again": lambda place: faults.replaced_workers(place, count),
        "content changed": lambda place: faults.changed_content(place, count, OTHER_RULE),
        "content broken": lambda place: faults.broken_content(place, count, BROKEN),
        "key changed": lambda place: faults.changed_key(place, count),
        "version changed": lambda place: faults.changed_version(place, count),
        "restarted": lambda place: faults.restarted(place, count),
        "clock set forward": lambda place: faults.clock_set_forward(place, count),
        "nothing can be written": lambda place: faults.nothing_can_be_written(place, count),
    }
    for number, (name, run) in enumerate(rows.items()):
        walks = run(_place(folder / str(number)))
        yield f"{name}: {walks}"
        assert not walks.lost, walks.lost


PARTS: dict[str, Callable[[Path], Iterator[str]]] = {
    "odd_requests": odd_requests,
    "fuzzing": fuzzing,
    "slow_senders": slow_senders,
    "killed_workers": killed_workers,
    "other_faults": other_faults,
}


def main() -> int:
    """Run the parts; the exit code."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, where none is named")
    failed = []
    for name in parser.parse_args().parts or PARTS:
        print(f"== {name}: {PARTS[name].__doc__}", flush=True)
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                for line in PARTS[name](Path(folder)):
                    print(f"   {line}", flush=True)
            except Exception:  # noqa: BLE001  # the other parts are to run all the same
                traceback.print_exc()
                failed.append(name)
        print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _place(folder: Path) -> faults.Place:
    folder.mkdir(exist_ok=True)
    return faults.Place(folder, ROOT / "content")


if __name__ == "__main__":
    sys.exit(main())
