"""The page object must fail where a page is wrong: each check is shown a page that has just that fault."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
from playwright.sync_api import Browser

from e2e.device import Device
from e2e.page import PageFault, Visit

SOUND = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Prøve</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">{head}</head>
<body><main>{main}</main></body></html>"""

QUESTION = """<form data-question="bolig" method="post" action="/sound">
<fieldset><legend><h1>Hvor bor du?</h1></legend>
<input type="checkbox" name="svar" id="a" value="egen"><label for="a">Egen bolig</label>
<input type="checkbox" name="svar" id="b" value="familie" checked><label for="b">Hos familie</label>
</fieldset><button class="button button-primary">Fortsæt</button></form>"""


def sound(main: str = "<h1>Prøve</h1>", head: str = "") -> str:
    """A page with nothing wrong but what is put into it."""
    return SOUND.format(main=main, head=head)


PAGES = {
    "/sound": sound('<h1>Prøve</h1><a href="/next">Videre</a> <a href="/image">Galt</a>'),
    "/next": sound("<h1>Næste</h1>"),
    "/question": sound(QUESTION),
    "/image": sound('<h1>Prøve</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "/pale": sound('<h1 style="color: #ccc; background: #fff">Prøve</h1>'),
    "/pale-in-the-dark": sound(
        "<h1>Prøve</h1>",
        "<style>@media (prefers-color-scheme: dark) {h1 {color: #333; background: #000}}</style>",
    ),
    "/wide": sound('<h1>Prøve</h1><div style="width: 600px">bred</div>'),
    "/console": sound(head="<script>console.error('noget gik galt')</script>"),
    "/script": sound(head="<script>throw new Error('knækket')</script>"),
    "/missing-part": sound(head='<link rel="stylesheet" href="/nowhere.css">'),
    "/foreign": sound(head='<link rel="stylesheet" href="http://127.0.0.1:9/guide.css">'),
    "/cookie": sound(),
    "/no-language": sound().replace(' lang="da"', ""),
    "/no-heading": sound("<p>Prøve</p>"),
    "/two-headings": sound("<h1>Prøve</h1><h1>Igen</h1>"),
    "/no-title": sound().replace("<title>Prøve</title>", ""),
    "/restless": sound(head='<meta http-equiv="refresh" content="0; url=/next">'),
    "/worn": sound(
        head="<script>if (performance.getEntriesByType('navigation')[0].type === 'back_forward')"
        " document.title = ''</script>"
    ),
    "/window": sound('<h1>Prøve</h1><a href="/next" target="_blank">Videre</a>'),
    "/noscript": sound('<h1 id="who">Uden</h1><noscript><p id="told">Uden</p></noscript>')
    + "<script>document.getElementById('who').textContent = 'Med'</script>",
}


class Pages(BaseHTTPRequestHandler):
    """Serves PAGES, and a sound page with status 404 for anything else."""

    protocol_version = "HTTP/1.1"
    cookies: ClassVar[dict[str, str]] = {"/cookie": "spor=1"}

    def do_GET(self) -> None:
        page = PAGES.get(self.path, sound()).encode()
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        if self.path in self.cookies:
            self.send_header("Set-Cookie", self.cookies[self.path])
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing: pytest shows enough."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as pages:
        thread = Thread(target=pages.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{pages.server_port}"
        pages.shutdown()
        thread.join()


Start = Callable[..., Visit]


@pytest.fixture
def start(browser: Browser, origin: str) -> Iterator[Start]:
    """Makes a visitor of these pages; unlike that of the real tests, it forgives what is left at the end."""
    visits: list[Visit] = []

    def begin(**device: object) -> Visit:
        visits.append(Visit(browser, origin, Device(**device)))  # type: ignore[arg-type]
        return visits[-1]

    yield begin
    for visit in visits:
        visit._context.close()


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/image", "axe image-alt"),
        ("/pale", "axe color-contrast"),
        ("/console", "console error: noget gik galt"),
        ("/script", "error in a script: knækket"),
        ("/missing-part", "console error: Failed to load resource"),
        ("/foreign", "another origin: http://127.0.0.1:9/guide.css"),
        ("/cookie", "cookies: ['spor']"),
        ("/no-language", "no lang"),
        ("/no-heading", "must be one h1, here are 0"),
        ("/two-headings", "must be one h1, here are 2"),
        ("/no-title", "no title"),
        ("/nowhere", "the answer is 404, not 200"),
    ],
)
def test_a_page_with_a_fault_is_not_arrived_at(start: Start, path: str, complaint: str) -> None:
    with pytest.raises(PageFault, match=re.escape(complaint)):
        start().open(path)


@pytest.mark.parametrize("device", [{}, {"width": 320}, {"javascript": False}, {"dark": True}, {"forced_colors": True}])
def test_a_sound_page_passes_on_every_device(start: Start, device: dict[str, object]) -> None:
    assert start(**device).open("/sound").follow("Videre").heading == "Næste"


def test_a_page_wider_than_the_window_fails_only_where_it_is(start: Start) -> None:
    start(width=700).open("/wide")
    with pytest.raises(PageFault, match=r"sideways scroll: 608 px in 320 px.*bred"):
        start(width=320).open("/wide")


def test_a_fault_of_the_dark_looks_is_found_in_the_dark(start: Start) -> None:
    start().open("/pale-in-the-dark")
    with pytest.raises(PageFault, match="color-contrast"):
        start(dark=True).open("/pale-in-the-dark")


def test_forced_colors_reach_the_page(start: Start) -> None:
    visit = start(forced_colors=True).open("/sound")
    assert visit.find("body").evaluate("() => matchMedia('(forced-colors: active)').matches")


def test_scripts_of_the_page_do_not_run_where_there_are_none_but_axe_does(start: Start) -> None:
    assert start().open("/noscript").heading == "Med"
    without = start(javascript=False).open("/noscript")
    assert without.heading == "Uden"
    assert without.find("#told").is_visible()
    with pytest.raises(PageFault, match="axe image-alt"):
        without.open("/image")
    assert without.open("/noscript").heading == "Uden", "axe must not leave scripts switched on"


def test_a_fault_is_found_after_a_link_and_after_going_back(start: Start) -> None:
    with pytest.raises(PageFault, match="after following “Galt”"):
        start().open("/sound").follow("Galt")
    visit = start().open("/worn").open("/next")
    with pytest.raises(PageFault, match="after going back"):
        visit.back()


def test_an_expected_error_page_passes_but_is_checked(start: Start) -> None:
    assert start().open("/nowhere", status=404).heading == "Prøve"
    with pytest.raises(PageFault, match="the answer is 200, not 404"):
        start().open("/sound", status=404)


def test_the_options_named_are_chosen_and_no_others(start: Start) -> None:
    visit = start().open("/question")
    assert (visit.question, visit.chosen) == ("bolig", ("familie",))
    assert visit.choose("egen").chosen == ("egen",)
    with pytest.raises(PageFault, match="offers egen, familie; not slot"):
        visit.choose("slot")
    assert visit.submit().path == "/sound"


def test_the_keyboard_leads_on_and_is_checked(start: Start) -> None:
    assert start().open("/sound").press("Tab").press_to_go("Enter").heading == "Næste"
    with pytest.raises(PageFault, match="after pressing Enter"):
        start().open("/sound").press("Tab", "Tab").press_to_go("Enter")


def test_a_page_reached_past_the_page_object_is_a_fault(start: Start) -> None:
    visit = start().open("/sound")
    link = visit.find("a").first
    link.click()
    link.wait_for(state="detached")
    with pytest.raises(PageFault, match="past the page object"):
        visit.find("h1")


def test_a_page_that_goes_on_by_itself_is_a_fault(start: Start) -> None:
    with pytest.raises(PageFault, match=r"did not stay|by itself|past the page object"):  # noqa: PT012 (any step may see it)
        visit = start().open("/restless")
        visit._page.wait_for_url("**/next")
        visit.find("h1")


def test_a_new_window_is_a_fault(start: Start) -> None:
    visit = start().open("/window")
    with visit._context.expect_page():
        visit.find("a").click()
    with pytest.raises(PageFault, match="a new window"):
        visit.find("h1")


def test_what_goes_wrong_after_the_last_arrival_is_a_fault_at_the_end(browser: Browser, origin: str) -> None:
    with pytest.raises(PageFault, match="sent"), closing(Visit(browser, origin).open("/sound")) as visit:
        visit.find("h1").evaluate("() => console.error('sent')")
