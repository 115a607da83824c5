"""What the guide weighs on the wire, as Chromium counts it: the first question, and a whole interview.

Run from the repository: ``.venv/bin/python -m bench.vaegt``. The guide is served as it always is; bytes are those of
whole answers over HTTP/1.1, headers and redirects with them.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from e2e.page import Visit
from e2e.wire import Weight, first_question, whole_interview
from testing.chromium import launch
from testing.people import CANNOT_GO_OUT_ALONE
from testing.server import serving

KINDS = {"stylesheet": ".css", "script": ".js", "redirects": "(leads on)"}


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
