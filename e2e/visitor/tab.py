"""One tab of a browser, watched: every arrival in it is checked for what no page may have.

That is a finding of axe, a sideways scroll, an error in the console, a request to another origin, a cookie; and a page
must have a language, one ``h1``, a title. A page reached in another way than by ``_arriving`` is a fault at the next
step.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Self
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Error, Request, Response, Route, ViewportSize

from e2e.visitor.axe import SEALED, found
from e2e.visitor.device import Device
from e2e.visitor.looks import LOOKS, faults

LAID_OVER = "/laid-over"
"""Where the stylesheet of the visitor's own answers; the guide knows nothing of it."""

LAY_OVER = """async href => {
  const link = document.createElement("link");
  const loaded = new Promise((done, failed) => { link.onload = done; link.onerror = failed; });
  document.head.append(Object.assign(link, {rel: "stylesheet", id: "laid-over", href}));
  await loaded;
  await document.fonts.ready;
}"""

PATIENCE = 60_000
"""How long the visitor waits for a thing to appear or to happen, in milliseconds."""


class PageFault(AssertionError):
    """A page has what no page may have; the message lists everything at once."""


class Tab:
    """A tab in a clean browser, on one device; ``origin`` is where the guide answers."""

    def __init__(self, browser: Browser, origin: str, device: Device | None = None) -> None:
        self.origin = origin.rstrip("/")
        self.device = device or Device()
        # Not java_script_enabled=False: in such a context axe never comes to an end. See _scripts.
        self._chromium = browser.browser_type.name == "chromium"
        self._context = browser.new_context(base_url=self.origin, **self.device.context(media=self._chromium))
        self._context.set_default_timeout(PATIENCE)
        self._context.add_init_script(AXE_SCRIPT)  # so brought, it costs less than half
        self._faults: list[str] = []
        self._console: list[ConsoleMessage] = []
        self._moves = 0
        self._step = "the start"
        self._page = self._context.new_page()
        if self._chromium:
            self.devtools = self._context.new_cdp_session(self._page)
        self._scripts(run=self.device.javascript)
        self._laid_over = False
        self._context.on("request", self._note_request)
        self._context.on("page", lambda page: self._faults.append(f"a new window, which nobody checks: {page.url}"))
        self._page.on("console", self._note_console)
        self._page.on("pageerror", lambda error: self._faults.append(f"error in a script: {error}"))
        self._page.on("request", self._note_move)

    def through(self, device: Device) -> Self:
        """The same page through another window and in other colours, without a new arrival; checked."""
        return self.take(device).check()

    def take(self, device: Device) -> Self:
        """Goes on with this device, for the next page; what the browser itself was started with must be the same."""
        self._settle()
        self._resize(device)
        if self.device.printed or device.colours != self.device.colours:
            self._page.emulate_media(media="screen", **device.colours)
        self.device = device
        return self

    def _resize(self, device: Device) -> None:
        """Playwright knows no zoom but that of the start, so another one goes past it."""
        window: ViewportSize = {"width": device.width, "height": device.height}
        if device.zoom > 1:
            # Chromium asks no media query anew for a zoom alone.
            assert device.zoom == self.device.zoom or device.height != self.device.height
            zoomed = {**window, "deviceScaleFactor": device.zoom, "mobile": False}
            self.devtools.send("Emulation.setDeviceMetricsOverride", zoomed)
            return
        if self.device.zoom > 1:
            # What stays set past Playwright wins at the next page; and Playwright sets no size that it has set last.
            self.devtools.send("Emulation.clearDeviceMetricsOverride")
            self._page.set_viewport_size({**window, "width": device.width + 1})
        self._page.set_viewport_size(window)

    def check(self) -> Self:
        """Checks the page as it is now; for after a change that is no arrival, such as opened details."""
        try:
            self._lay_over()
            if self.device.printed:  # Chromium forgets it on the way to another page
                self._page.emulate_media(media="print")
            seen = self._page.evaluate(LOOKS) | ({"small": []} if self.device.printed else {})
            self._scripts(run=True)
            complaints = found(self._page, self.device)
            self._scripts(run=self.device.javascript)
        except Error as error:
            raise PageFault(f"{self}\n  - the page did not stay to be checked: {error.message}") from error
        self._faults.extend(faults(seen))
        if cookies := [cookie.get("name") for cookie in self._context.cookies()]:
            self._faults.append(f"cookies: {cookies}")
        self._faults.extend(complaints)
        self._sort_console(None, None)
        self._complain()
        return self

    def rest(self) -> None:
        """Stays for another test; what went wrong since the last arrival is a fault still."""
        self._settle()

    def close(self) -> None:
        """Ends the visit; what went wrong since the last arrival is a fault still."""
        try:
            self._settle()
        finally:
            self.break_off()

    def break_off(self) -> None:
        """Ends the visit, whatever went wrong."""
        self._context.close()

    def forgive(self) -> list[str]:
        """Forgets what has gone wrong since the last check; for a test that looks for it."""
        self._sort_console(None, None)
        forgiven, self._faults = self._faults, []
        return forgiven

    def __str__(self) -> str:
        return f"{SEALED.sub('…', self._page.url)} ({self.device}, after {self._step})"

    @contextmanager
    def _arriving(self, step: str, status: int | None) -> Iterator[None]:
        """The only way to another page: waits for it and checks it. ``status`` None takes any."""
        self._settle()
        self._leave_paper()
        with self._page.expect_navigation(wait_until="load") as navigation:
            yield
        response: Response | None = navigation.value  # None where only the fragment changed
        self._step = step
        if response and status and response.status != status:
            self._faults.append(f"the answer is {response.status}, not {status}")
        self._sort_console(response, status)
        moves = self._arrive()
        if moves > 1:
            self._faults.append(f"the page went on by itself: {moves} pages where one was asked for")
        self.check()

    def _arrive(self) -> int:
        """Marks the page as one that is checked; how many pages were asked for on the way to it."""
        with suppress(Error):  # between two pages
            self._page.evaluate("() => { window.arrived = true; }")
        moves, self._moves = self._moves, 0
        return moves

    def _leave_paper(self) -> None:
        """Nothing is pressed or written on paper; the check after the arrival prints again."""
        if self.device.printed:
            self._page.emulate_media(media="screen")

    def _settle(self) -> None:
        """Complains of what has happened since the last check, before anything else is done."""
        # A script that writes a new address into the history stays on the page that was checked.
        if self._moves and not self._page.evaluate("() => window.arrived"):
            self._faults.append("reached past the page object: use open, follow, submit, back or press_to_go")
        self._moves = 0
        self._sort_console(None, None)
        self._complain()

    def _sort_console(self, response: Response | None, status: int | None) -> None:
        """Turns errors in the console into faults, but for the browser's note of an expected error."""
        for message in self._console:
            expected = response and status and status >= 400 and message.location["url"] == response.url
            if not (expected and message.text.startswith("Failed to load resource")):
                self._faults.append(f"console error: {message.text} ({message.location['url']})")
        self._console.clear()

    def _complain(self) -> None:
        faults, self._faults = self._faults, []
        if faults:
            raise PageFault("\n  - ".join([str(self), *faults]))

    def _scripts(self, *, run: bool) -> None:
        """Lets scripts run or not: those of the page must not where the device has none, but axe must."""
        if self._chromium and not self.device.javascript:
            self.devtools.send("Emulation.setScriptExecutionDisabled", {"value": not run})

    def _lay_over(self) -> None:
        """Puts the stylesheet of the visitor's own after the page's, and waits for it and for its type."""
        sheet = self.device.laid_over
        if not (sheet or self._laid_over):
            return
        self._scripts(run=True)
        if sheet:
            if not self._laid_over:
                self._context.route(f"{self.origin}{LAID_OVER}/**", self._serve_laid_over)
            if not self._page.locator("#laid-over").count():
                self._page.evaluate(LAY_OVER, f"{LAID_OVER}/{sheet.parent.name}/{sheet.name}")
            self._laid_over = True
        else:
            self._page.evaluate("() => document.querySelector('#laid-over')?.remove()")
        self._scripts(run=self.device.javascript)

    def _serve_laid_over(self, route: Route) -> None:
        assert self.device.laid_over is not None
        name = urlsplit(route.request.url).path.removeprefix(f"{LAID_OVER}/")
        route.fulfill(path=self.device.laid_over.parents[1] / name)

    def _note_request(self, request: Request) -> None:
        scheme, host, *_ = urlsplit(request.url)
        if scheme in ("http", "https", "ws", "wss") and f"{scheme}://{host}" != self.origin:
            self._faults.append(f"a request to another origin: {request.url}")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._console.append(message)

    def _note_move(self, request: Request) -> None:
        """Counts the documents that are asked for; a script that writes into the history asks for none."""
        asked = request.is_navigation_request() and not request.redirected_from
        if asked and request.frame == self._page.main_frame:
            self._moves += 1
