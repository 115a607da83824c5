"""The guide in a frame on a municipality's own page, on two origins, with third-party cookies blocked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Error, Frame, Playwright, expect
from werkzeug.serving import make_server

from e2e.device import in_known_colours
from e2e.hosts import POLICY, Guest, Site, element, hosting
from guide import ROOT
from guide.municipality import Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.chromium import FLAGS, candidates
from testing.people import CANNOT_GO_OUT_ALONE, Person

PLACE = "helsingoer"
DARK_GROUND = "() => getComputedStyle(document.body).backgroundColor"
FORBIDDEN = re.compile(r"frame-ancestors|ERR_BLOCKED_BY_RESPONSE")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the guide answers, a site that may frame it, and one that may not; all of them apart from each other."""

    guide: str
    host: Site
    stranger: Site


@pytest.fixture(scope="module")
def places(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """The guide with one host that both municipalities allow; it has a second language, if only by name."""
    root = tmp_path_factory.mktemp("root")
    (root / "static").symlink_to(ROOT / "static")
    shutil.copytree(ROOT / "translations", root / "translations")
    shutil.copytree(root / "translations/da", root / "translations/en")
    with hosting("localhost") as host, hosting("127.0.0.1") as stranger:
        may = {slug: replace(one, may_embed=(host.origin,)) for slug, one in guide.municipalities.items()}
        app = create_app(replace(guide, municipalities=may), Settings(keys=(new_key(),)), root=root)
        with make_server("127.0.0.1", 0, app, threaded=True) as server:
            host.guide = stranger.guide = origin = f"http://127.0.0.1:{server.server_port}"
            thread = Thread(target=server.serve_forever)
            thread.start()
            yield Places(origin, host, stranger)
            server.shutdown()
            thread.join()


@pytest.fixture
def visits(browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """Makes visitors of the sites; ends their visits after the test."""
    yield from visiting(browser, places)


@pytest.fixture
def visits_as_people_do(whole_browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """The same with the browser that people have, which blocks the cookies of other sites; the shell does not."""
    yield from visiting(whole_browser, places)


def visiting(browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """Gives what makes visitors, and then ends their visits."""
    guests: list[Guest] = []

    def come(**device: object) -> Guest:
        allowed = (places.guide, places.host.origin, places.stranger.origin)
        guests.append(Guest(browser, in_known_colours(**device), allowed=allowed))  # type: ignore[arg-type]
        return guests[-1]

    yield come
    for guest in guests:
        guest.close()


@pytest.fixture
def line(places: Places) -> str:
    """The address of a page with one guide."""
    return places.host.page("/", element(places.guide, name="Støtteguiden for Helsingør"))


def walk(guest: Guest, person: Person) -> Frame:
    """Walks in the frame from the start page to the result."""
    guest.go(guest.find("a.button-primary"))
    while guest.find("form[data-question]").count():
        asked = guest.find("form[data-question]").get_attribute("data-question") or ""
        for option in person.to(asked):
            guest.find(f"#svar-{option}").check()
        guest.go(guest.find("form button"))
    return guest.go(guest.find("a.button-primary"))


# One line


@pytest.mark.parametrize("width", [320, 1280])
def test_one_line_shows_the_guide_as_high_as_it_is_under_a_strict_policy(
    visits: Callable[..., Guest], line: str, width: int
) -> None:
    guest = visits(width=width).open(line).check()
    assert guest.page.locator("iframe").get_attribute("title") == "Støtteguiden for Helsingør"
    assert not guest.page.get_by_role("link", name="Støtteguiden for Helsingør").count()
    assert guest.find("a.button-primary").is_visible()


@pytest.mark.parametrize("script", ['<script src="{}/embed.js"></script>', '<script src="{}/embed.js" defer></script>'])
def test_it_does_not_matter_when_the_script_comes_or_how_often(
    visits: Callable[..., Guest], places: Places, script: str
) -> None:
    once = script.format(places.guide)
    guest = visits().open(places.host.page("/early", element(places.guide), script=once + once)).check()
    assert guest.page.locator("iframe").count() == 1


def test_a_whole_interview_needs_no_cookies_and_no_storage_and_tells_the_site_only_its_height(
    visits_as_people_do: Callable[..., Guest], places: Places, line: str
) -> None:
    guest = visits_as_people_do().open(line)
    result = walk(guest, CANNOT_GO_OUT_ALONE)
    guest.check()
    assert result.locator('[data-standard="ledsagelse"][data-outcome="likely"]').count() == 1
    # Chromium gives a frame of another site no store at all, and the guide has not missed it.
    with pytest.raises(Error, match="Access is denied"):
        result.evaluate("() => localStorage.length")
    assert result.evaluate("() => document.cookie") == ""
    assert not guest.context.cookies()
    assert len(guest.heard) > 10
    for origin, told in guest.heard:
        assert origin == places.guide
        assert set(told) == {"stoetteguide", "height"}
        assert told["stoetteguide"] in {"page", "height"}
        assert isinstance(told["height"], int)


def test_third_party_cookies_are_in_fact_blocked_here(
    visits_as_people_do: Callable[..., Guest], places: Places, playwright: Playwright, tmp_path: Path
) -> None:
    site = places.stranger
    framed = f'<iframe src="{site.origin}/cookie" title="En anden"></iframe>'
    address = places.host.page("/cookies", framed, script="")
    places.host.policy = "default-src 'none'; frame-src http:"
    try:
        blocked = visits_as_people_do()
        for _ in range(2):
            blocked.page.goto(address)
        assert site.cookies == ["", ""]
        (tmp_path / "Default").mkdir()
        (tmp_path / "Default/Preferences").write_text('{"profile": {"cookie_controls_mode": 0}}')
        lenient = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=next(candidates(playwright, whole=True)), args=FLAGS, chromium_sandbox=False
        )
        for _ in range(2):
            lenient.pages[0].goto(address)
        lenient.close()
        assert site.cookies[2:] == ["", "keks=1"]
    finally:
        places.host.policy = POLICY


# What the page around it hears, and does


def test_a_message_of_another_window_changes_nothing(visits: Callable[..., Guest], places: Places) -> None:
    guides = [element(places.guide, slug, name=slug) for slug in (PLACE, "koebenhavn")]
    guest = visits().open(places.host.page("/two", *guides), guides=2)
    before = heights(guest)
    forged = '{stoetteguide: "page", height: 77}'
    guest.page.evaluate(f"() => postMessage({forged}, '*')")
    guest.frame(1).evaluate(f"() => parent.postMessage({forged}, '*')")
    guest.wait(lambda: heights(guest)[1] == 77)
    assert heights(guest)[0] == before[0]


def test_only_the_page_around_it_can_tell_a_frame_to_take_focus(visits: Callable[..., Guest], places: Places) -> None:
    frame = f'<iframe src="{places.guide}/ramme/{PLACE}/" title="{{}}"></iframe>'
    guest = visits()
    guest.page.goto(places.host.page("/bare", frame.format("En"), frame.format("To"), script=""))
    tell = "() => (window === top ? window : parent).frames[0].postMessage({stoetteguide: 'focus'}, '*')"
    active = "() => document.activeElement.localName"
    guest.frame(1).evaluate(tell)
    guest.page.wait_for_timeout(200)
    assert guest.frame(0).evaluate(active) == "body"
    guest.page.evaluate(tell)
    guest.wait(lambda: guest.frame(0).evaluate(active) == "h1")


def heights(guest: Guest) -> list[float]:
    """How high the frames are, in pixels."""
    boxes = (frame.bounding_box() for frame in guest.page.locator("iframe").all())
    return [box["height"] for box in boxes if box]


def test_opened_details_are_not_cut_off(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320).open(line)
    before = guest.go(guest.find("a.button-primary")).evaluate("() => innerHeight")
    guest.find("summary").click()
    assert guest.shown().evaluate("() => innerHeight") > before
    guest.check()


def test_a_new_page_is_seen_from_its_top_and_heard_from_its_heading(
    visits: Callable[..., Guest], places: Places
) -> None:
    address = places.host.page("/far", element(places.guide), above="Her står meget. " * 200)
    guest = visits(width=320, height=600).open(address)
    assert guest.scrolled == 0
    assert guest.focused() == ""
    guest.scroll_to("a.button-primary").go(guest.find("a.button-primary"))
    guest.find("#svar-mig").check()
    scrolled = guest.scroll_to("form button").scrolled
    guest.go(guest.find("form button"))
    box = guest.page.locator("stoette-guide").bounding_box()
    assert box is not None
    assert abs(box["y"]) < 2
    assert guest.scrolled < scrolled
    expect(guest.find("h1")).to_be_focused()


def test_an_error_takes_focus_in_the_frame_too(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320).open(line)
    guest.go(guest.find("a.button-primary"))
    guest.go(guest.find("form button"))
    expect(guest.find("#error-summary")).to_be_focused()
    guest.find("#error-summary a").click()
    expect(guest.find("#svar-mig")).to_be_focused()
    guest.check()


def test_a_link_to_a_place_in_the_page_scrolls_the_site_there(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320, height=600).open(line)
    walk(guest, CANNOT_GO_OUT_ALONE)
    guest.find(".tally a").first.click()
    guest.wait(lambda: guest.scrolled > 300)
    target = guest.find(":target").bounding_box()
    assert target is not None
    assert -1 < target["y"] < 200


@pytest.mark.full
def test_in_firefox_the_frame_grows_and_a_new_page_is_heard_from_its_heading(
    firefox: Browser, places: Places, line: str
) -> None:
    guest = Guest(firefox, in_known_colours(width=320, height=600), allowed=(places.guide, places.host.origin)).open(
        line
    )
    assert guest.page.locator("iframe").get_attribute("title") == "Støtteguiden for Helsingør"
    guest.page.locator("iframe").focus()
    guest.go(guest.find("a.button-primary"))
    expect(guest.find("h1")).to_be_focused()
    guest.go(guest.find("form button"))
    expect(guest.find("#error-summary")).to_be_focused()
    assert guest.find("form[data-question]").count()
    guest.close()


# The keyboard


def test_the_keyboard_gets_into_the_frame_and_out_again_both_ways(visits: Callable[..., Guest], line: str) -> None:
    guest = visits().open(line)
    keys = guest.page.keyboard
    guest.page.locator("#before").focus()
    keys.press("Tab")
    expect(guest.find(".skipnav")).to_be_focused()
    for _ in range(60):
        if guest.page.locator("#after:focus").count():
            break
        keys.press("Tab")
    expect(guest.page.locator("#after")).to_be_focused()
    keys.press("Shift+Tab")
    expect(guest.find("footer a").last).to_be_focused()
    guest.page.locator("#before").focus()
    keys.press("Tab")
    keys.press("Shift+Tab")
    expect(guest.page.locator("#before")).to_be_focused()


# Two guides, languages, colours


def test_two_guides_on_one_page_do_not_disturb_each_other(visits: Callable[..., Guest], places: Places) -> None:
    guides = [element(places.guide, slug, name=f"Guiden for {slug}") for slug in (PLACE, "koebenhavn")]
    guest = visits(width=768).open(places.host.page("/two", *guides), guides=2).check()
    guest.go(guest.find("a.button-primary", 1), 1)
    guest.find("#svar-barn", 1).check()
    guest.go(guest.find("form button", 1), 1)
    assert guest.frame(0).url.endswith(f"/{PLACE}/")
    assert "/koebenhavn/spoergsmaal/" in guest.frame(1).url
    guest.shown(0)
    guest.check()


@pytest.mark.parametrize(
    ("language", "attributes", "shown"),
    [
        ("en-GB", "", "en"),
        ("de", "", "da"),
        ("da", 'language="en"', "en"),
        ("en", 'language="da"', "da"),
    ],
)
def test_the_guide_speaks_the_language_of_the_page_if_it_can(
    visits: Callable[..., Guest], places: Places, language: str, attributes: str, shown: str
) -> None:
    address = places.host.page("/language", element(places.guide, attributes=attributes), language=language)
    assert visits().open(address).frame().evaluate("() => document.documentElement.lang") == shown


def test_the_guide_can_begin_easy_to_read_and_with_a_topic(visits: Callable[..., Guest], places: Places) -> None:
    attributes = 'easy topic="ledsagelse"'
    guest = visits().open(places.host.page("/easy", element(places.guide, attributes=attributes)))
    assert guest.frame().url.endswith("/let/helsingoer/?emne=ledsagelse")
    guest.go(guest.find(".reading-switch a"))
    assert guest.frame().url.endswith("/ramme/helsingoer/?emne=ledsagelse")
    guest.go(guest.find("main form button"))
    assert "/spoergsmaal/gAAAA" in guest.frame().url


@pytest.mark.parametrize(
    ("scheme", "system", "shown"),
    [
        ("dark", "light", "dark"),
        ("light dark", "dark", "dark"),
        ("light dark", "light", "light"),
        ("light", "dark", "light"),
        ("normal", "dark", "light"),
    ],
)
def test_the_guide_is_as_dark_as_the_page_around_it(
    visits: Callable[..., Guest], places: Places, scheme: str, system: str, shown: str
) -> None:
    guest = visits(dark=system == "dark").open(places.host.page("/colours", element(places.guide), scheme=scheme))
    guest.go(guest.find("a.button-primary"))
    ground = [int(part) for part in re.findall(r"\d+", guest.frame().evaluate(DARK_GROUND))]
    assert ("dark" if sum(ground[:3]) < 384 else "light") == shown
    guest.check(host=False)


# The API from the same sites

FETCH = """async ([address, body]) => {
  const answer = await fetch(address, {method: "POST", body, headers: {"Content-Type": "application/json"}});
  return (await answer.json()).next_question;
}"""


def test_a_script_of_an_allowed_site_can_use_the_api_and_one_of_another_cannot(
    visits: Callable[..., Guest], places: Places
) -> None:
    asked = [f"{places.guide}/api/v1/{PLACE}/outcomes", '{"answers": {"hvem": "mig"}}']
    for site in (places.host, places.stranger):
        site.policy = "default-src 'none'; connect-src {guide}"
        guest = visits()
        guest.page.goto(site.page("/script", script=""))
        if site is places.host:
            assert guest.page.evaluate(FETCH, asked) == "alder"
        else:
            with pytest.raises(Error, match="Failed to fetch"):
                guest.page.evaluate(FETCH, asked)
            assert any("CORS policy" in fault for fault in guest.forgive())
        site.policy = POLICY


# Where it cannot be


def test_a_site_that_is_not_allowed_keeps_the_link_and_gets_no_frame(
    visits: Callable[..., Guest], places: Places
) -> None:
    guest = visits()
    guest.page.goto(places.stranger.page("/", element(places.guide)))
    guest.wait(lambda: any(map(FORBIDDEN.search, guest.forgive())))
    assert not guest.page.main_frame.child_frames[0].url.startswith(places.guide)
    expect(guest.page.get_by_role("link", name="Støtteguiden")).to_be_visible()
    expect(guest.page.locator("iframe")).to_be_hidden()
    guest.page.locator("#before").focus()
    guest.page.keyboard.press("Tab")
    expect(guest.page.get_by_role("link", name="Støtteguiden")).to_be_focused()
    guest.page.keyboard.press("Tab")
    expect(guest.page.locator("#after")).to_be_focused()


def test_without_scripts_the_link_stands_there(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(javascript=False)
    guest.page.goto(line)
    link = guest.page.get_by_role("link", name="Støtteguiden for Helsingør")
    expect(link).to_be_visible()
    link.click()
    expect(guest.page.locator(".authority-name")).to_be_visible()


def test_without_scripts_a_bare_frame_is_a_whole_guide(visits: Callable[..., Guest], places: Places) -> None:
    frame = f'<iframe src="{places.guide}/{PLACE}/" title="Støtteguiden" width="100%" height="600"></iframe>'
    guest = visits(javascript=False)
    guest.page.goto(places.host.page("/bare", frame, script=""))
    expect(guest.find("a.button-primary")).to_be_visible()
    assert not guest.find(".authority-name").count()
    result = walk(guest, CANNOT_GO_OUT_ALONE)
    assert f"/ramme/{PLACE}/resultat/" in result.url
    assert result.locator('[data-standard="ledsagelse"][data-outcome="likely"]').count() == 1


def test_a_site_without_the_script_still_shows_errors_first(visits: Callable[..., Guest], places: Places) -> None:
    frame = f'<iframe src="{places.guide}/ramme/{PLACE}/" title="Støtteguiden" width="100%" height="600"></iframe>'
    guest = visits()
    guest.page.goto(places.host.page("/bare", frame, script=""))
    guest.find("a.button-primary").click()
    guest.find("form button").click()
    expect(guest.find("#error-summary")).to_be_focused()
    guest.check()


def test_what_leaves_the_frame_opens_beside_it_as_the_whole_guide(visits: Callable[..., Guest], line: str) -> None:
    guest = visits().open(line)
    guest.go(guest.find("a.button-primary"))
    with guest.context.expect_page() as opened:
        guest.find("footer a").last.click()
    beside = opened.value
    expect(beside.locator("form[data-question]")).to_be_visible()
    expect(beside.locator(".authority-name")).to_be_visible()
    assert "/ramme" not in beside.url
    assert beside.evaluate("() => opener") is None
    assert "/spoergsmaal/" in guest.frame().url
