"""Lighthouse, as a phone: the four scores of the pages that matter, and an error if one is below 100.

``make lighthouse`` runs it. A page that carries answers must not be found by search engines, so there Lighthouse's
one audit for that is left out: with it, the score for search could not be 100. Performance is measured on this
machine and with what else it does, so a page that falls short is measured again, twice at the most.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from e2e.checkers.others import PACKAGES
from e2e.states.all import BY_NAME
from e2e.states.state import Addresses
from guide.content import load
from guide.settings import Settings, danish_today
from testing.chromium import FLAGS, candidates
from testing.server import serving

LIGHTHOUSE = PACKAGES / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
MEASURED = (
    "start",
    "question with many answers",
    "check of all answers",
    "result",
    "standard",
    "standards",
    "complaint",
)
WITH_ANSWERS = {"spoergsmaal", "svar", "resultat"}
TRIES = 3


def measured(address: str, chromium: Path, folder: Path) -> dict[str, Any]:
    """Lighthouse's report of one page."""
    private = not WITH_ANSWERS.isdisjoint(address.split("/"))
    report = folder / "report.json"
    flags = " ".join(["--headless=new", "--no-sandbox", *FLAGS])
    command = [
        "node",
        str(LIGHTHOUSE),
        address,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
        f"--chrome-flags={flags}",
    ]
    subprocess.run(
        [*command, *(["--skip-audits=is-crawlable"] if private else [])],
        check=True,
        env=os.environ | {"CHROME_PATH": str(chromium)},
    )
    found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return found


def scores(report: Mapping[str, Any]) -> dict[str, int]:
    """The four scores, from 0 to 100; what could not be measured counts as 0."""
    return {name: round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES}


def best(address: str, chromium: Path, folder: Path) -> dict[str, Any]:
    """The report of a page that is measured until all its scores are 100, but not for ever."""
    report = measured(address, chromium, folder)
    for _ in range(TRIES - 1):
        if min(scores(report).values()) == 100:
            break
        report = measured(address, chromium, folder)
    return report


def shortcomings(report: Mapping[str, Any]) -> Iterator[str]:
    """What keeps a score below 100."""
    for name in CATEGORIES:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{name}: {audit['title']} {audit.get('displayValue', '')}".strip()


def main() -> int:
    """Exit code 0 when every score is 100."""
    if not LIGHTHOUSE.exists():
        print("Lighthouse is not here: it needs Node.js, and .venv/bin/python -m e2e.checkers.install installs it")
        return 0
    failed = False
    with sync_playwright() as playwright:
        chromium = next(candidates(playwright))
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "log.txt") as server:
        addresses = Addresses(load(Settings.from_environ().content, danish_today()), server.key)
        print(f"{'':28}" + "".join(f"{category:>16}" for category in CATEGORIES), flush=True)
        for state in (BY_NAME[name] for name in MEASURED):
            report = best(server.origin + addresses.of(state), chromium, Path(name))
            found = scores(report)
            print(f"{state.name:28}" + "".join(f"{score:>16}" for score in found.values()), flush=True)
            if min(found.values()) < 100:
                failed = True
                print(*(f"    {one}" for one in shortcomings(report)), sep="\n", flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
