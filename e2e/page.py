"""The page object of the browser tests: a visitor who arrives nowhere without the page being checked.

Every arrival (an address opened, a link followed, a form submitted, the browser's back) is checked for what
no page may have: a finding of axe, a sideways scroll, an error in the console, a request to another origin, a
cookie; and for what every page must have: a language, one ``h1``, a title. Playwright's own page is kept out
of reach, and a page reached past this object (by a click on what ``find`` gave) is a fault at the next step.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Request, Response, Route

from e2e.axe import SEALED, found
from e2e.device import Device
from e2e.looks import LOOKS, faults

LAID_OVER = "/laid-over"
"""Where the stylesheet of the visitor's own answers; the guide knows nothing of it."""

LAY_OVER = """async href => {
  const link = document.createElement("link");
  const loaded = new Promise((done, failed) => { link.onload = done; link.onerror = failed; });
  document.head.append(Object.assign(link, {rel: "stylesheet", id: "laid-over", href}));
  await loaded;
  await document.fonts.ready;
}"""

CHOICES = "main form input:is([type=radio], [type=checkbox])"
OFFERED = """choices => Object.fromEntries([...document.querySelectorAll(choices)].map(
  input => [input.value, [input.type === "checkbox", input.checked]]))"""
ASKED = "() => document.querySelector('form[data-question]')?.dataset.question ?? null"

AT_REST = """() => document.readyState === "complete" && location.pathname.endsWith("/slut")
  && !window.navigation?.entries().some(entry => entry.getState()?.answers)"""
"""The neutral page, once no entry of the tab’s history calls itself a page with answers any more."""

UNFOLD = """() => {
  const folded = [...document.querySelectorAll("details:not([open])")].filter(one => one.checkVisibility());
  folded.forEach(one => { one.open = true; });
  scrollTo(0, 0);
  return folded.length > 0;
}"""

PATIENCE = 60_000
"""How long the visitor waits for a thing to appear or to happen, in milliseconds."""


class PageFault(AssertionError):
    """A page has what no page may have; the message lists everything at once."""


class Visit:
    """One visitor with one device and a clean browser; ``origin`` is where the guide answers."""

    def __init__(self, browser: Browser, origin: str, device: Device | None = None) -> None:
        self.origin = origin.rstrip("/")
        self.device = device or Device()
        # Not java_script_enabled=False: in such a context axe never comes to an end. See _scripts.
        self._chromium = browser.browser_type.name == "chromium"
        self._context = browser.new_context(base_url=self.origin, **self.device.context(media=self._chromium))
        self._context.set_default_timeout(PATIENCE)
        self._faults: list[str] = []
        self._console: list[ConsoleMessage] = []
        self._moves = 0
        self._step = "the start"
        self._page = self._context.new_page()
        if self._chromium:
            self._devtools = self._context.new_cdp_session(self._page)
        self._scripts(run=self.device.javascript)
        self._laid_over = bool(self.device.laid_over)
        if self._laid_over:
            self._context.route(f"{self.origin}{LAID_OVER}/**", self._serve_laid_over)
        self._context.on("request", self._note_request)
        self._context.on("page", lambda page: self._faults.append(f"a new window, which nobody checks: {page.url}"))
        self._page.on("console", self._note_console)
        self._page.on("pageerror", lambda error: self._faults.append(f"error in a script: {error}"))
        self._page.on("request", self._note_move)

    # What the visitor does

    def open(self, path: str, *, status: int = 200) -> Self:
        """Opens an address of the guide, which must answer with ``status``."""
        with self._arriving(f"opening {path}", status):
            self._page.goto(path)
        return self

    def follow(self, text: str, *, exact: bool = False, within: str = "body", status: int = 200) -> Self:
        """Clicks the one link whose accessible name holds ``text`` (``exact``: is ``text``)."""
        link = self._page.locator(within).get_by_role("link", name=text, exact=exact)
        with self._arriving(f"following “{text}”", status):
            link.click()
        return self

    def press_on(self, selector: str, *, status: int = 200) -> Self:
        """Clicks the one element that matches, which must lead to a page."""
        with self._arriving(f"pressing {selector}", status):
            self._page.locator(selector).click()
        return self

    def choose(self, *option_ids: str) -> Self:
        """Chooses these options of the form on the page, and no others where many can be chosen."""
        self._settle()
        self._leave_paper()
        offered: dict[str, list[bool]] = self._page.evaluate(OFFERED, CHOICES)
        if strangers := [option for option in option_ids if option not in offered]:
            raise PageFault(f"{self} offers {', '.join(offered) or 'no answers'}; not {', '.join(strangers)}")
        for option, (may_be_unchosen, chosen) in offered.items():
            if chosen and may_be_unchosen and option not in option_ids:
                self._page.locator(f'{CHOICES}[value="{option}"]').uncheck()
        for option in option_ids:
            self._page.locator(f'{CHOICES}[value="{option}"]').check()
        return self

    def submit(self, button: str | None = None, *, status: int = 200) -> Self:
        """Presses the primary button, or the one that is called ``button``, which must lead to a page."""
        if button is None:
            target = self._page.locator("main form button.button-primary")
        else:
            target = self._page.get_by_role("button", name=button)
        self._leave_paper()
        with self._arriving(f"submitting {self.question or button or 'the form'}", status):
            target.click()
        return self

    def write(self, written: Mapping[str, str]) -> Self:
        """Writes into the fields of these names; where there is something to choose, chooses what has this value."""
        self._settle()
        self._leave_paper()
        for name, text in written.items():
            field = self._page.locator(f'main form [name="{name}"]:not([type=hidden])')
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                self._page.locator(f'main form [name="{name}"][value="{text}"]').check()
            else:
                field.fill(text)
        return self

    def answer(self, *option_ids: str, status: int = 200) -> Self:
        """Chooses these options and submits them."""
        return self.choose(*option_ids).submit(status=status)

    def end(self) -> Self:
        """Presses “Afslut og ryd”: the one way on which pages may lead on by themselves, back through the history."""
        self._settle()
        self._page.locator('main a[href$="/slut"]').click()
        deadline = time.monotonic() + PATIENCE / 1000
        while not self._at_rest():
            if time.monotonic() > deadline:
                raise PageFault(f"{self} has not come to rest on the neutral page")
            time.sleep(0.05)
        self._step, self._moves = "ending", 0
        self._page.evaluate("() => { window.arrived = true; }")
        return self.check()

    def back(self) -> Self:
        """The browser's own back button."""
        with self._arriving("going back", None):
            self._page.go_back()
        return self

    def press(self, *keys: str) -> Self:
        """Presses keys that lead nowhere: Tab, Space, arrows."""
        self._settle()
        for key in keys:
            self._page.keyboard.press(key)
        return self

    def press_to_go(self, key: str, *, status: int = 200) -> Self:
        """Presses a key that leads to a page: Enter on a link or in a form."""
        with self._arriving(f"pressing {key}", status):
            self._page.keyboard.press(key)
        return self

    # What the visitor sees

    def find(self, selector: str) -> Locator:
        """What matches on this page, for ``expect``, for opening details, for reading. Not for leaving."""
        self._settle()
        return self._page.locator(selector)

    @property
    def path(self) -> str:
        """Where the visitor is: path and query."""
        parts = urlsplit(self._page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    @property
    def title(self) -> str:
        """The title of the page."""
        return self._page.title()

    @property
    def heading(self) -> str:
        """The text of the one h1."""
        return self.find("h1").inner_text()

    @property
    def question(self) -> str | None:
        """The id of the question on the page, None if it asks none."""
        asked: str | None = self._page.evaluate(ASKED)
        return asked

    @property
    def chosen(self) -> tuple[str, ...]:
        """The options that are chosen in the form now, in their order."""
        inputs = self.find(f"{CHOICES}:checked").all()
        return tuple(entry.get_attribute("value") or "" for entry in inputs)

    @property
    def outcomes(self) -> dict[str, str]:
        """The outcomes on the page: standard to code, in their order."""
        shown = self.find("[data-standard][data-outcome]").all()
        return {e.get_attribute("data-standard") or "": e.get_attribute("data-outcome") or "" for e in shown}

    def picture(self, file: Path) -> Path:
        """The whole page as a PNG, for a person to look at."""
        self._page.screenshot(path=file, full_page=True)
        return file

    def examined(self, script: str, call: str, argument: object = None) -> Any:  # noqa: ANN401  (JSON)
        """What another checker finds on this page: the JavaScript that brings it, and the function that runs it."""
        self._settle()
        self._page.evaluate(script)
        return self._page.evaluate(call, argument)

    def on_paper(self) -> bytes:
        """The page as a PDF, on the paper that its stylesheet asks for."""
        self._settle()
        return self._page.pdf(prefer_css_page_size=True)

    def through(self, device: Device, *, axe: bool = True) -> Self:
        """The same page through another window and in other colours, without a new arrival; checked.

        Without ``axe`` for what is measured alone, where axe has seen the same page or is about to.
        """
        self.take(device)
        self._page.evaluate("() => Promise.allSettled(document.getAnimations().map(change => change.finished))")
        return self.check(axe=axe)

    def take(self, device: Device) -> Self:
        """Goes on with this device, for the next page; what the browser itself was started with must be the same."""
        self._settle()
        seen = device.context(media=True)
        self._page.set_viewport_size(seen["viewport"])
        self._page.emulate_media(media="screen", color_scheme=seen["color_scheme"], forced_colors=seen["forced_colors"])
        self.device = device
        return self

    def unfold(self) -> bool:
        """Opens all that is folded, and stands at the top of the page again; whether anything was."""
        self._settle()
        # What stays in sight while the page scrolls lies over what is below it, as it should.
        return bool(self._page.evaluate(UNFOLD))

    def check(self, *, axe: bool = True) -> Self:
        """Checks the page as it now stands; for after a change that is no arrival, such as opened details."""
        try:
            self._lay_over()
            if self.device.printed:  # Chromium forgets it on the way to another page
                self._page.emulate_media(media="print")
            seen = self._page.evaluate(LOOKS) | ({"small": []} if self.device.printed else {})
            self._scripts(run=True)
            complaints = found(self._page, self.device) if axe else []
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
            self._context.close()

    def __str__(self) -> str:
        return f"{SEALED.sub('…', self._page.url)} ({self.device}, after {self._step})"

    # How an arrival is watched

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
        with suppress(Error):  # between two pages
            self._page.evaluate("() => { window.arrived = true; }")
        moves, self._moves = self._moves, 0
        if moves > 1:
            self._faults.append(f"the page went on by itself: {moves} pages where one was asked for")
        self.check()

    def _leave_paper(self) -> None:
        """Nothing is pressed or written on paper; the check after the arrival prints again."""
        if self.device.printed:
            self._page.emulate_media(media="screen")

    def _at_rest(self) -> bool:
        try:
            return bool(self._page.evaluate(AT_REST))
        except Error:  # between two pages
            return False

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
            self._devtools.send("Emulation.setScriptExecutionDisabled", {"value": not run})

    def _lay_over(self) -> None:
        """Puts the stylesheet of the visitor's own after the page's, and waits for it and for its type."""
        sheet = self.device.laid_over
        if not (sheet or self._laid_over):
            return
        self._scripts(run=True)
        if sheet and not self._page.locator("#laid-over").count():
            self._page.evaluate(LAY_OVER, f"{LAID_OVER}/{sheet.parent.name}/{sheet.name}")
        elif not sheet:
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
