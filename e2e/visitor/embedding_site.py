"""Pages of other sites that the guide is in, and a visitor of theirs: what ``visit.py`` is for the guide's own.

A site has an origin of its own and a strict policy: scripts and frames from the guide alone, no styles, nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Frame, Locator
from werkzeug import Request, Response

from e2e.visitor.axe import found
from e2e.visitor.device import Device
from e2e.visitor.looks import LOOKS, faults
from e2e.visitor.tab import PATIENCE, PageFault
from testing.people import Person
from testing.server import answering

POLICY = (
    "default-src 'none'; img-src 'self'; script-src {guide}; frame-src {guide}; base-uri 'none'; form-action 'none'"
)

PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{scheme}">
<title>Få hjælp – Kommunen</title>
{script}
</head>
<body>
<header><p><a href="#before" id="before">Til forsiden</a></p></header>
<main>
<h1>Få hjælp</h1>
<p>{above}</p>
{guides}
</main>
<footer><p><a href="#after" id="after">Kontakt kommunen</a></p></footer>
</body>
</html>
"""

AS_HIGH = """() => document.readyState === "complete" && location.protocol !== "about:"
  && Math.abs(innerHeight - Math.ceil(document.documentElement.getBoundingClientRect().height)) < 2
  && document.documentElement.scrollHeight <= innerHeight"""

SCROLL_TO = """top => {
  const frame = document.querySelector("stoette-guide").getBoundingClientRect();
  scrollTo(0, scrollY + frame.top + top - 99);
}"""

LISTEN = """addEventListener("message", ({ data, origin }) => (window.heard ??= []).push([origin, data]));"""


def element(guide: str, municipality: str = "helsingoer", attributes: str = "", name: str = "Støtteguiden") -> str:
    """The lines that put the guide into a page."""
    link = f'<a href="{guide}/{municipality}/">{name}</a>'
    return f'<stoette-guide municipality="{municipality}" {attributes}>{link}</stoette-guide>'


def iframe(address: str) -> str:
    """A frame without the guide's script."""
    return f'<iframe src="{address}" title="Støtteguiden" width="100%" height="600"></iframe>'


@dataclass(slots=True)
class Site:
    """Another site; ``pages`` are its pages by path, ``guide`` is the one origin that its policy lets in."""

    origin: str
    guide: str = ""
    policy: str = POLICY
    headers: Mapping[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    cookies: list[str] = field(default_factory=list)

    def page(self, path: str, *guides: str, script: str | None = None, **words: str) -> str:
        """Put up a page with these guides in it; its address."""
        given = {"language": "da", "scheme": "light dark", "above": "Her kan du se, hvad der findes."} | words
        line = f'<script src="{self.guide}/embed.js" async></script>' if script is None else script
        self.pages[path] = PAGE.format(guides="\n".join(guides), script=line, **given)
        return self.origin + path

    def __call__(self, environ: Any, start_response: Any) -> Any:  # noqa: ANN401  (WSGI)
        request = Request(environ)
        if request.path == "/cookie":
            self.cookies.append(request.headers.get("Cookie", ""))
            response = Response("<!doctype html><title>En keks</title>", mimetype="text/html")
            response.set_cookie("keks", "1", secure=True, samesite="None")
            return response(environ, start_response)
        if request.path == "/favicon.ico":  # the whole browser asks for it unbidden
            return Response(status=204)(environ, start_response)
        text = self.pages.get(request.path)
        response = Response(text or "", 200 if text else 404, self.headers, mimetype="text/html")
        response.headers["Content-Security-Policy"] = self.policy.format(guide=self.guide)
        return response(environ, start_response)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the guide answers, a site that may frame all of it, and one that may frame København's alone."""

    guide: str
    host: Site
    stranger: Site


@contextmanager
def hosting(name: str) -> Iterator[Site]:
    """A site under this name of this machine (``localhost``, ``127.0.0.1``), on a port of its own."""
    site = Site("")
    with answering(site) as origin:
        site.origin = origin.replace("127.0.0.1", name)
        yield site


class Guest:
    """A visitor of another site, with one device and a clean browser that blocks third-party cookies."""

    def __init__(self, browser: Browser, device: Device, *, allowed: tuple[str, ...]) -> None:
        self.device = device
        self._chromium = browser.browser_type.name == "chromium"
        self.context: BrowserContext = browser.new_context(
            **device.context(media=self._chromium), java_script_enabled=device.javascript
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(LISTEN)
        self._faults: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self._faults.append(f"error in a script: {error}"))
        self.context.on("request", lambda request: self._note_request(request.url, allowed))

    def open(self, address: str, *, guides: int = 1) -> Self:
        """Opens a page of the site; ``guides`` is how many guides are then shown on it."""
        self.page.goto(address)
        for number in range(guides):
            self.shown(number)
        return self

    def bare(self, address: str) -> Self:
        """Opens a page of the site whose guides do not tell their height."""
        self.page.goto(address)
        return self

    def frame(self, number: int = 0) -> Frame:
        """The frame of a guide, as it is now."""
        return self.page.main_frame.child_frames[number]

    def shown(self, number: int = 0) -> Frame:
        """The frame of a guide, when it has become as high as its page."""
        self.wait(lambda: len(self.page.main_frame.child_frames) > number and self.frame(number).evaluate(AS_HIGH))
        return self.frame(number)

    def wait(self, until: Callable[[], bool]) -> None:
        """Waits until this holds; not Playwright's own waiting, which is an ``eval`` and so against the policy."""
        deadline = time.monotonic() + PATIENCE / 1000
        while True:
            with suppress(Error):  # while one page gives way to the next
                if until():
                    return
            if time.monotonic() > deadline:
                raise PageFault(f"{self.page.url} ({self.device}) did not become what was waited for")
            self.page.wait_for_timeout(20)

    def find(self, selector: str, number: int = 0) -> Locator:
        """What matches in the frame of a guide."""
        return self.frame(number).locator(selector)

    def go(self, target: Locator, number: int = 0) -> Frame:
        """Presses something in a frame that leads to another page in it."""
        if not self.device.javascript:
            with self.page.expect_event("framenavigated"):
                target.click()
            self.frame(number).wait_for_load_state()
            return self.frame(number)
        self.frame(number).evaluate("() => { window.left = true; }")
        # Firefox's driver hits nothing in a frame of another site, and tells nothing of where the frame goes.
        target.click() if self._chromium else target.evaluate("element => element.click()")
        self.wait(lambda: not self.frame(number).evaluate("() => window.left"))
        return self.shown(number)

    def walk(self, person: Person) -> Frame:
        """Walks in the frame from the start page to the result."""
        self.go(self.find("a.button-primary"))
        while self.find("form[data-question]").count():
            asked = self.find("form[data-question]").get_attribute("data-question") or ""
            for option in person.to(asked):
                self.find(f"#svar-{option}").check()
            self.go(self.find("form button"))
        return self.go(self.find("a.button-primary"))

    def scroll_to(self, selector: str) -> Self:
        """Scrolls the site's page to something in the frame; out of sight, Chromium draws nothing in a frame."""
        top = self.find(selector).evaluate("element => element.getBoundingClientRect().top")
        self.page.evaluate(SCROLL_TO, top)
        return self

    def check(self, *, host: bool = True) -> Self:
        """Looks at the site's page and at each guide in it as ``Visit`` looks at pages of the guide."""
        for frame in self.page.frames if host else self.page.frames[1:]:
            seen = frame.evaluate(LOOKS)
            where = "the site" if frame == self.page.main_frame else "the frame"
            self._faults.extend(f"{where}: {fault}" for fault in (*faults(seen), *found(frame, self.device)))
        if cookies := [cookie.get("name") for cookie in self.context.cookies()]:
            self._faults.append(f"cookies: {cookies}")
        self.complain()
        return self

    @property
    def heard(self) -> list[tuple[str, Any]]:
        """Every message that the site's page has got: the origin, and what it says."""
        return [(origin, data) for origin, data in self.page.evaluate("() => window.heard ?? []")]

    @property
    def scrolled(self) -> int:
        """How far down the site's page is scrolled, in pixels."""
        down: int = self.page.evaluate("() => Math.round(scrollY)")
        return down

    def focused(self, number: int = 0) -> str:
        """What has focus in a frame, as its tag and id; empty if the frame has none."""
        script = "() => document.hasFocus() ? `${document.activeElement.localName}#${document.activeElement.id}` : ''"
        found: str = self.frame(number).evaluate(script)
        return found

    def complain(self) -> None:
        """Tells all that has gone wrong so far."""
        told, self._faults = self._faults, []
        if told:
            raise PageFault("\n  - ".join([f"{self.page.url} ({self.device})", *told]))

    def close(self) -> None:
        """Ends the visit; what went wrong and was not told is a fault still."""
        try:
            self.complain()
        finally:
            self.context.close()

    def forgive(self) -> list[str]:
        """What has gone wrong so far, for a test that looks for it."""
        told, self._faults = self._faults, []
        return told

    def _note_console(self, message: ConsoleMessage) -> None:
        expected = message.text.startswith("Failed to load resource") and " 422 " in message.text
        if message.type == "error" and not expected:
            self._faults.append(f"console error: {message.text}")

    def _note_request(self, address: str, allowed: tuple[str, ...]) -> None:
        scheme, place, *_ = urlsplit(address)
        if scheme in ("http", "https") and f"{scheme}://{place}" not in allowed:
            self._faults.append(f"a request to another origin: {address}")
