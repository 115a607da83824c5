"""The guide in a frame on a municipality's own page, on two origins, with third-party cookies blocked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Error, Playwright

from e2e.visitor.embedding_site import POLICY, Guest, Places, element
from testing.chromium import FLAGS, candidates
from testing.people import CANNOT_GO_OUT_ALONE

PLACE = "helsingoer"
DARK_GROUND = "() => getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize("width", [320, 1280])
def test_one_line_shows_the_guide_as_high_as_it_is(visits: Callable[..., Guest], line: str, width: int) -> None:
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


@pytest.mark.full
def test_an_interview_stores_nothing_and_tells_the_site_its_height(
    visits_as_people_do: Callable[..., Guest], places: Places, line: str
) -> None:
    guest = visits_as_people_do().open(line)
    result = guest.walk(CANNOT_GO_OUT_ALONE)
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
        preferences = '{"profile": {"cookie_controls_mode": 0}}'
        (tmp_path / "Default/Preferences").write_text(preferences, encoding="utf-8")
        lenient = playwright.chromium.launch_persistent_context(
            tmp_path, executable_path=next(candidates(playwright, whole=True)), args=FLAGS, chromium_sandbox=False
        )
        for _ in range(2):
            lenient.pages[0].goto(address)
        lenient.close()
        assert site.cookies[2:] == ["", "keks=1"]
    finally:
        places.host.policy = POLICY


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
    [("en-GB", "", "en"), ("de", "", "da"), ("da", 'language="en"', "en"), ("en", 'language="da"', "da")],
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


FETCH = """async ([address, body]) => {
  const answer = await fetch(address, {method: "POST", body, headers: {"Content-Type": "application/json"}});
  return (await answer.json()).next_question;
}"""


def test_only_scripts_of_an_allowed_site_can_use_the_api(visits: Callable[..., Guest], places: Places) -> None:
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
