"""The pictures of ``docs/redigering.md``: a municipality that comes into being, and a rule changed in the browser.

Run from the repository: ``make pictures``. It lays the folder, fills it with ``testing/havnoe``, and writes
over the pictures that are there. What a terminal says is what the commands say, drawn as a page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler

from bench.billeder import FOLDER, ROOT
from guide.edit import EditedGuide
from guide.settings import Settings, danish_today, variable
from guide.web.sealed.tokens import new_key
from testing.chromium import launch
from testing.havnoe_content import SINGS_ON_THE_MAINLAND, SLUG, created
from testing.server import answering

WIDTH, HEIGHT = 640, 480
WIDE, TALL = 1200, 560
LOW = 390
"""Pixels: the height of a picture that is full of text."""

LARGEST = 80_000
"""Bytes of one picture."""

LAST_LINES = 14
"""Of what a terminal says."""

TERMINAL = (
    "<body style='margin:0;padding:20px;background:#1c1c1c;color:#eee;font:15px/1.5 monospace'>"
    "<pre style='margin:0;white-space:pre-wrap'>{}</pre>"
)


class _Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  # werkzeug calls it so
        """What was asked for interests nobody here."""


@contextmanager
def edited(content: Path) -> Iterator[str]:
    """Where the edit server of this content answers."""
    guide = EditedGuide(Settings(keys=(new_key(),), content=content), ROOT, danish_today)
    with answering(guide, _Silent) as origin:
        yield origin


def take(page: Page, name: str, height: int = HEIGHT, width: int = WIDTH) -> int:
    """Write what is seen of the page, so many pixels of it; returns the bytes."""
    page.set_viewport_size({"width": width, "height": height})
    return (FOLDER / f"{name}.png").write_bytes(page.screenshot())


def said(page: Page, name: str, folder: Path, *words: str) -> int:
    """Take a picture of what the command says that is run in a folder which holds ``content``."""
    run = subprocess.run(
        [sys.executable, "-m", "guide", *words],
        cwd=folder,
        env=os.environ | {variable("content"): "content", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (run.stdout + run.stderr).rstrip().split("\n")
    prompt = f"$ .venv/bin/python -m guide {' '.join(words)}"
    page.goto("about:blank")  # whose policy forbids no style
    page.set_content(TERMINAL.format(escape("\n".join([prompt, *lines[-LAST_LINES:]]))))
    return take(page, name, 24 * (min(len(lines), LAST_LINES) + 2) + 20)


def empty(page: Page, folder: Path) -> dict[str, int]:
    """The steps before anything is filled in."""
    taken = {"ny-1-mappen": said(page, "ny-1-mappen", folder, "new", SLUG)}
    with edited(folder / "content") as origin:
        page.goto(f"{origin}/{SLUG}/")
        return taken | {"ny-2-mangler": take(page, "ny-2-mangler", LOW)}


def filled(page: Page, folder: Path) -> dict[str, int]:
    """The steps from the filled files to the last check."""
    content = created(folder)
    with edited(content) as origin:
        taken = {
            "ny-3-kommunen": _at(page, f"{origin}/{SLUG}/", "ny-3-kommunen"),
            "ny-4-standarden": _at(page, f"{origin}/{SLUG}/standarder/ledsagelse", "ny-4-standarden"),
            "ny-5-spoergsmaal": _at(page, f"{origin}/{SLUG}/spoergsmaal/ny/paa-havnoe", "ny-5-spoergsmaal"),
            "ny-7-forhaandsvisning": _at(
                page, f"{origin}/{SLUG}/forhaandsvisning", "ny-7-forhaandsvisning", _scroll_to("#buttons")
            ),
            "ny-8-resultat": _at(page, f"{origin}/{SLUG}/spoergsmaal/ny", "ny-8-resultat", _interview),
        }
        page.goto("about:blank")  # or the page would be shown anew in the middle of the next step
        file = content / "da" / SLUG / "kommune.md"
        written = file.read_text(encoding="utf-8")
        file.write_text(written.replace("#1c4f8a", "#5b8fc9"), encoding="utf-8")
        page.goto(f"{origin}/{SLUG}/")
        taken["ny-6-kontrast"] = take(page, "ny-6-kontrast", LOW)
        file.write_text(written, encoding="utf-8")
    return taken | {"ny-9-i-orden": said(page, "ny-9-i-orden", folder, "check")}


def in_forms(page: Page, folder: Path) -> dict[str, int]:
    """A rule is changed in the browser, looked at, and shown to a colleague."""
    with edited(created(folder)) as origin:
        page.set_viewport_size({"width": WIDE, "height": HEIGHT})
        page.goto(f"{origin}/_redigering/{SLUG}/ledsagelse")
        page.locator("#krav-1 > summary").click()
        with page.expect_response(re.compile("/vis$")):
            page.locator("#krav-1-spørgsmål-virkning-moderat").select_option("måske")
        page.get_by_text("Ventet:").first.wait_for()
        page.get_by_text("Hvad gør hvert svar?").nth(1).evaluate("element => element.scrollIntoView()")
        taken = {"rediger-1-formularen": take(page, "rediger-1-formularen", width=WIDE)}
        page.get_by_role("button", name="Se ændringerne, og gem").click()
        taken["rediger-2-aendringerne"] = take(page, "rediger-2-aendringerne")
        page.get_by_role("button", name="Til godkendelse").evaluate("button => button.removeAttribute('formtarget')")
        page.get_by_role("button", name="Til godkendelse").click()
        return taken | {"rediger-3-godkendelse": take(page, "rediger-3-godkendelse", TALL)}


def _at(page: Page, address: str, name: str, then: Callable[[Page], None] = lambda _page: None) -> int:
    page.goto(address)
    then(page)
    return take(page, name)


def _scroll_to(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).evaluate("element => element.scrollIntoView()")


def _interview(page: Page) -> None:
    while (form := page.locator("form[data-question]")).count():
        for option in SINGS_ON_THE_MAINLAND[form.get_attribute("data-question") or ""]:
            form.locator(f"#svar-{option}").check()
        form.locator("button[type=submit]").click()
    page.locator("a.button-primary").click()
    _scroll_to(".guidance")(page)


def main() -> int:
    """Exit code 1 when a picture has become too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        taken: dict[str, int] = {}
        for step in (empty, filled, in_forms):
            own = Path(folder) / step.__name__
            own.mkdir()
            taken |= step(page, own)
        browser.close()
    for name, size in sorted(taken.items()):
        print(f"{size:7d}  docs/billeder/{name}.png{'  (too large)' if size > LARGEST else ''}")
    return int(max(taken.values()) > LARGEST)


if __name__ == "__main__":
    sys.exit(main())
