"""The page object of the browser tests: a visitor who arrives nowhere without the page being checked (``tab.py``).

Playwright's own page is kept out of reach, and a page reached past this object (by a click on what ``find`` gave) is a
fault at the next step.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Error, Locator, Route

from e2e.visitor.tab import PATIENCE, PageFault, Tab

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


class Visit(Tab):
    """One visitor with one device and a clean browser."""

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
        self._step = "ending"
        self._arrive()
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

    def click_button(self, name: str) -> Self:
        """Presses a button that leads nowhere."""
        self._settle()
        self._page.get_by_role("button", name=name).click()
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
        self.run(script)
        return self.run(call, argument)

    def on_paper(self, *, tagged: bool = False) -> bytes:
        """The page as a PDF, on the paper that its stylesheet asks for."""
        self._settle()
        return self._page.pdf(prefer_css_page_size=True, tagged=tagged)

    @property
    def history(self) -> list[bool]:
        """Of each entry of the tab's history whether it holds answers."""
        entries: list[bool] = self.run("() => navigation.entries().map(entry => entry.getState()?.answers)")
        return entries

    @property
    def clipboard(self) -> str:
        """The text that was copied last."""
        return str(self.run("() => navigator.clipboard.readText()")).replace("\r\n", "\n")

    # What happens around the page

    def run(self, script: str, argument: object = None) -> Any:  # noqa: ANN401  (JSON)
        """What a function returns that is run in the page."""
        self._settle()
        return self._page.evaluate(script, argument)

    def run_first(self, script: str) -> Self:
        """Has every page from now on run this before its own scripts."""
        self._context.add_init_script(script)
        return self

    def wait(self, until: str, argument: object = None) -> Self:
        """Waits until this function of the page says yes."""
        self._page.wait_for_function(until, arg=argument)
        return self

    def pause(self, milliseconds: int) -> Self:
        """Waits for what should not happen."""
        self._page.wait_for_timeout(milliseconds)
        return self

    def allow_copying(self) -> Self:
        """Lets the pages write to the clipboard."""
        self._context.grant_permissions(["clipboard-read", "clipboard-write"])
        return self

    @contextmanager
    def intercepted(self, addresses: re.Pattern[str], by: Callable[[Route], None]) -> Iterator[None]:
        """Requests to these addresses go astray in the block."""
        self._context.route(addresses, by)
        yield
        self._context.unroute(addresses)

    def requests(self) -> list[str]:
        """A list that will hold every address that is asked for from now on."""
        addresses: list[str] = []
        self._context.on("request", lambda request: addresses.append(request.url))
        return addresses

    def dialogs(self) -> list[str]:
        """A list that will hold the kind of every dialog from now on; each is answered with yes."""
        kinds: list[str] = []

        def answer(dialog: Dialog) -> None:
            kinds.append(dialog.type)
            dialog.accept()

        self._page.on("dialog", answer)
        return kinds

    def download(self, selector: str) -> tuple[str, bytes]:
        """Presses what brings a file; its name and what it holds."""
        with self._page.expect_download() as fetched:
            self.find(selector).click()
        return fetched.value.suggested_filename, fetched.value.path().read_bytes()

    def unfold(self) -> bool:
        """Opens all that is folded, and goes to the top of the page again; whether anything was."""
        self._settle()
        # What stays in sight while the page scrolls lies over what is below it, as it should.
        return bool(self._page.evaluate(UNFOLD))

    def _at_rest(self) -> bool:
        try:
            return bool(self._page.evaluate(AT_REST))
        except Error:  # between two pages
            return False
