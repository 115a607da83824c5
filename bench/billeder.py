"""The pictures in ``docs/billeder``: the first screen of three pages, as somebody with a tablet sees them.

Run from the repository: ``make pictures``. It starts the guide, answers as the first person of the journeys, and
writes over the pictures that are there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from testing.chromium import launch
from testing.people import CANNOT_GO_OUT_ALONE
from testing.server import serving

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "billeder"
WIDTH, HEIGHT = 768, 900
LARGEST = 120_000
"""Bytes of one picture: a README must not take long to load."""

SHOWN_QUESTION = "stoettebehov"


def take(page: Page, name: str) -> int:
    """Write the first screen of the page; returns the bytes."""
    file = FOLDER / f"{name}.png"
    page.evaluate("() => { window.scrollTo(0, 0); document.activeElement?.blur(); }")
    return file.write_bytes(page.screenshot())


def walk(page: Page) -> dict[str, int]:
    """Take the three pictures on the way from the start to the result; bytes by name."""
    page.goto("/helsingoer/")
    taken = {"start": take(page, "start")}
    page.locator("a.button-primary").click()
    while (form := page.locator("form[data-question]")).count():
        question = form.get_attribute("data-question") or ""
        for option in CANNOT_GO_OUT_ALONE.to(question):
            form.locator(f"#svar-{option}").check()
        if question == SHOWN_QUESTION:
            taken["spoergsmaal"] = take(page, "spoergsmaal")
        form.locator("button[type=submit]").click()
    page.locator("a.button-primary").click()
    return taken | {"resultat": take(page, "resultat")}


def main() -> int:
    """Exit code 1 when a picture has become too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        serving(Path(folder) / "log.txt") as server,
    ):
        browser = launch(playwright)
        page = browser.new_page(base_url=server.origin, viewport={"width": WIDTH, "height": HEIGHT})
        taken = walk(page)
        browser.close()
    for name, size in taken.items():
        print(f"{size:7d}  docs/billeder/{name}.png{'  (too large)' if size > LARGEST else ''}")
    return int(max(taken.values()) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
