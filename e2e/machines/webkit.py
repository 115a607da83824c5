"""WebKit, the engine of Safari, as Debian has it: a small client of WebDriver, the W3C's protocol.

Playwright's own WebKit is a download of its own; Debian's driver speaks the standard protocol over HTTP.
"""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key under which the protocol names an element."""

ENTER, TAB, SPACE = "\ue007", "\ue004", " "
SECONDS_TO_START = 60


class DriverFault(AssertionError):
    """The browser refused what it was told to do; the message is its own."""


class WebKit:
    """One window of WebKit."""

    def __init__(self, port: int, browser: Path) -> None:
        self._port = port
        options = {"binary": str(browser), "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options, "timeouts": {"pageLoad": 60_000}}}
        self._session = ""
        self._session = f"/session/{self._do('POST', '/session', {'capabilities': wanted})['sessionId']}"

    def open(self, address: str) -> None:
        """Opens a page, and waits until it is there."""
        self._do("POST", "/url", {"url": address})

    def press(self, keys: str) -> None:
        """Presses keys, one after the other, wherever the focus is."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._do("POST", "/actions", {"actions": [{"type": "key", "id": "keyboard", "actions": strokes}]})

    def click(self, selector: str) -> None:
        """Clicks the first element that matches."""
        found = self._do("POST", "/element", {"using": "css selector", "value": selector})
        self._do("POST", f"/element/{found[ELEMENT]}/click", {})

    def follow(self, selector: str) -> None:
        """Clicks what leads to a page, and waits until that is there: the driver does not always wait by itself."""
        before = self.run("() => performance.timeOrigin")
        self.click(selector)
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            with suppress(DriverFault):
                if self.run("() => document.readyState === 'complete' && performance.timeOrigin") not in (
                    before,
                    False,
                ):
                    return
            time.sleep(0.05)
        raise DriverFault(f"{selector} leads to no page within {SECONDS_TO_START} seconds")

    def run(self, script: str, *arguments: object) -> Any:  # noqa: ANN401  (JSON)
        """What a function returns that is run in the page; it may be asynchronous."""
        body = (
            "const done = arguments[arguments.length - 1];"
            f"Promise.resolve(({script})(...[...arguments].slice(0, -1))).then(done, error => done(String(error)));"
        )
        return self._do("POST", "/execute/async", {"script": body, "args": list(arguments)})

    def close(self) -> None:
        """Ends the window."""
        self._do("DELETE", "")

    @property
    def address(self) -> str:
        """Where the window is."""
        return str(self._do("GET", "/url"))

    @property
    def title(self) -> str:
        """The title of the page."""
        return str(self._do("GET", "/title"))

    def _do(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401  (JSON)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        try:
            connection.request(method, self._session + path, None if body is None else json.dumps(body))
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
        finally:
            connection.close()
        if answer.status != 200:
            raise DriverFault(f"{path}: {value['error']}: {value['message']}")
        return value


@contextmanager
def webkit(log: Path, browser: Path) -> Iterator[WebKit]:
    """A window on a screen of its own that nobody sees; what driver and browser print goes to ``log``."""
    port = _free_port()
    driver = ["xvfb-run", "--auto-servernum", "WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
    # As root WebKit starts without its sandbox only if told so; it opens nothing but our own pages.
    settings = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
    with log.open("wb") as out:
        process = subprocess.Popen(
            driver, stdout=out, stderr=subprocess.STDOUT, env=os.environ | settings, start_new_session=True
        )
    try:
        _await(port)
        window = WebKit(port, browser)
        yield window
        window.close()
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, 15)
        process.wait(60)


def minibrowser() -> Path:
    """WebKit's own small browser."""
    return next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _await(port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise DriverFault(f"after {SECONDS_TO_START} seconds WebKitWebDriver does not answer")
