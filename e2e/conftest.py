"""What every browser test gets: the real guide on a port of its own, one Chromium, and a visitor."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from e2e.checkers.others import program
from e2e.machines.faulty_pages import served
from e2e.states.state import Addresses, Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.tab import PATIENCE
from e2e.visitor.unwatched import a_tab
from e2e.visitor.visit import Visit
from guide.content import load
from guide.municipality import Guide
from guide.settings import Settings, danish_today
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.chromium import NARROW, has_font, in_font, launch
from testing.server import Server, answering, serving


@pytest.fixture(scope="session", autouse=True)
def _wide_font() -> Iterator[None]:
    """Every browser sets everything in the wide font, unless it is told otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in in_font().items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The guide, started once for all tests."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as running:
        yield running


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide that the server shows."""
    return load(Settings.from_environ().content, danish_today())


@pytest.fixture(scope="session")
def broken(guide: Guide) -> Iterator[str]:
    """The origin of a guide in which a view fails: the glossary's, for it needs nothing."""
    app = create_app(guide, Settings(keys=(new_key(),)))
    app.view_functions["pages.glossary"] = _fail
    with answering(app) as origin:
        yield origin


@pytest.fixture(scope="session")
def addresses(guide: Guide, server: Server) -> Addresses:
    """Where the states of ``all.py`` are found on this server."""
    return Addresses(guide, server.key)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers; there can be only one at a time."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests; each visit has a clean context of its own in it."""
    chromium = launch(playwright)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium as people have it, with what belongs to a profile and to windows."""
    chromium = launch(playwright, whole=True)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def narrow_browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium with the narrow font."""
    if not has_font(NARROW):
        pytest.skip(f"no {NARROW} here: .venv/bin/python -m testing.chromium installs it, or says what to do")
    chromium = launch(playwright, font=NARROW)
    yield chromium
    chromium.close()


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Firefox."""
    installed = program("firefox-esr", "firefox-esr")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=installed)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A tab that nobody looks at."""
    with a_tab(browser, server.origin) as opened:
        yield opened


@pytest.fixture
def page_with_memory(playwright: Playwright, server: Server) -> Iterator[Page]:
    """A tab that keeps whole pages for the way back; ``window.fromMemory`` tells whether one came from there."""
    with launch(playwright, whole=True, memory=True) as chromium, a_tab(chromium, server.origin) as opened:
        opened.add_init_script("addEventListener('pageshow', event => { window.fromMemory = event.persisted })")
        yield opened


@pytest.fixture
def device() -> Device:
    """The device of ``visit``; ``pytest.mark.parametrize("device", [Device(width=320)])`` takes another."""
    return in_known_colours()


@pytest.fixture
def visit(new_visit: Callable[[Device], Visit], device: Device) -> Visit:
    """A visitor who has opened nothing yet."""
    return new_visit(device)


@pytest.fixture
def new_visit(browser: Browser, server: Server) -> Iterator[Callable[[Device], Visit]]:
    """Makes visitors, for tests with more than one; ends their visits after the test."""
    visits: list[Visit] = []

    def start(device: Device) -> Visit:
        visits.append(Visit(browser, server.origin, device))
        return visits[-1]

    yield start
    for visited in visits:
        visited.close()


@pytest.fixture(scope="session")
def acquainted(browser: Browser) -> Iterator[dict[tuple[str, Device], Visit]]:
    """Visitors who stay from test to test: by where the guide answers, and by the device that they began with."""
    visits: dict[tuple[str, Device], Visit] = {}
    yield visits
    for visited in visits.values():
        visited.close()


@pytest.fixture
def come_again(
    browser: Browser,
    server: Server,
    addresses: Addresses,
    acquainted: dict[tuple[str, Device], Visit],
    request: pytest.FixtureRequest,
) -> Iterator[Arrive]:
    """Brings a visitor into a state, who may have been in other states before: a clean browser takes longer to make.

    Whoever was there when a test failed does not come again, and whoever comes to the end has no history, for it leads
    back through it. Within one test, one device is one visitor.
    """
    used: set[tuple[str, Device]] = set()
    failed_before = request.session.testsfailed

    def come(state: State, device: Device) -> Visit:
        origin = request.getfixturevalue("broken") if state.broken else server.origin
        used.add((origin, device))
        if state.is_end and (origin, device) in acquainted:
            acquainted.pop((origin, device)).close()
        if (origin, device) not in acquainted:
            acquainted[origin, device] = Visit(browser, origin, device)
        return addresses.open(acquainted[origin, device].take(device), state)

    yield come
    for who in used & acquainted.keys():
        if request.session.testsfailed > failed_before:
            acquainted.pop(who).break_off()
        else:
            acquainted[who].rest()


@pytest.fixture(scope="session")
def faulty_origin() -> Iterator[str]:
    """Where the pages of ``faulty_pages.py`` answer."""
    with served() as origin:
        yield origin


@pytest.fixture
def faulty(browser: Browser, faulty_origin: str) -> Iterator[Callable[..., Visit]]:
    """Makes visitors of pages with faults; unlike the real tests', they are forgiven what is left at the end."""
    visits: list[Visit] = []

    def begin(**device: object) -> Visit:
        visits.append(Visit(browser, faulty_origin, Device(**device)))  # type: ignore[arg-type]
        return visits[-1]

    yield begin
    for visited in visits:
        visited.break_off()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Shows the end of the server's log with every failure of a test that used it."""
    report = yield
    running = getattr(item, "funcargs", {}).get("server")
    if report.failed and isinstance(running, Server):
        report.sections.append(("server log", running.last_lines()))
    return report


def _fail() -> str:
    raise RuntimeError("broken on purpose")
