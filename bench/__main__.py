"""All measurements of speed on one page: ``make bench``, or ``python -m bench`` with the names of some parts.

All parts together write ``results.md``; where some are named, these are only printed. ``pages`` are each kind of page
beside an empty Flask view behind the same server (``empty.py``) and beside a peer's page (``peer/``, which npm installs
at the first run; without Node.js it is left out, with a word on what is missing). ``country`` are many municipalities
(``testing/places.py``) beside two; ``pauses.py`` is the guide with a list of its garbage collections. Both send their
own requests (``measuring.py``). Linux only: CPU and memory are read from ``/proc``.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import country, pages

RESULTS = Path(__file__).parent / "results.md"
PARTS = {"pages": pages, "country": country}


def page(parts: list[str]) -> Iterator[str]:
    """The page of results, line by line, as it is measured."""
    load = f"load {os.getloadavg()[0]:.1f} at the beginning"
    yield "# Measured\n"
    yield f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}, {load}."
    yield "Compare figures of one table only: the machine does other work too. All again: `make bench`."
    for name in parts:
        yield f"\n## {name}\n\n{(PARTS[name].__doc__ or '').strip()}\n\nAgain: `python -m bench {name}`\n"
        yield from PARTS[name].rows()


def main() -> None:
    """Measure the parts, and write all of them down."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, where none is named")
    chosen = parser.parse_args().parts
    lines = []
    for line in page(chosen or list(PARTS)):
        print(line, flush=True)
        lines.append(line)
    if not chosen:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
