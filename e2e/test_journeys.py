"""Four people walk the guide from the first page to the reasons, each on a device of their own."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from e2e.states.state import Addresses, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.interview import interview
from e2e.visitor.tab_order import tab_to
from e2e.visitor.visit import Visit
from testing.people import CANNOT_GO_OUT_ALONE, KNOWS_NOTHING, MOTHER_OF_A_SON, WITHOUT_A_HOME
from testing.server import Server

GUIDANCE = ".guidance"
RESULT = "/resultat/"


def to_the_result(visit: Visit) -> None:
    visit.press_on("a.button-primary")


@pytest.mark.parametrize("device", [Device(width=320)])
def test_somebody_on_a_phone_finds_a_companion_and_why(visit: Visit) -> None:
    visit.open("/").follow("Helsingør Kommune")
    asked = interview(visit, CANNOT_GO_OUT_ALONE)
    assert asked[:5] == ["hvem", "alder", "behov", "aarsag", "bolig"]
    to_the_result(visit)
    assert visit.outcomes["ledsagelse"] == "likely"
    assert visit.outcomes["beskyttet-beskaeftigelse"] == "not_sought"
    guidance = visit.find(GUIDANCE).first
    first = visit.find("[data-outcome]").first
    box, card_box = guidance.bounding_box(), first.bounding_box()
    assert box is not None
    assert card_box is not None
    assert box["y"] < card_box["y"]
    visit.follow("En ledsager", within="main")
    expect(visit.find(".reason-yes")).to_have_count(len(CANNOT_GO_OUT_ALONE.answers) - 1)
    assert visit.find(".reason:has-text('færdes alene') .told a").count() == 1
    visit.follow("Dit resultat", within="main")
    assert visit.outcomes["ledsagelse"] == "likely"


@pytest.mark.parametrize("device", [in_known_colours(width=1280)])
def test_a_mother_gets_through_by_keyboard_alone(visit: Visit) -> None:
    visit.open("/helsingoer/")
    tab_to(visit, "a.button-primary")
    visit.press_to_go("Enter")
    while (question := visit.question) is not None:
        if question != "hvem":
            assert not re.search(r"\b(du|dig|din|dit|dine)\b", visit.heading), visit.heading
        for option in MOTHER_OF_A_SON.to(question):
            tab_to(visit, f"#svar-{option}", in_group=True)
            visit.press("Space")
        assert set(visit.chosen) == set(MOTHER_OF_A_SON.to(question))
        tab_to(visit, "button[type=submit]")
        visit.press_to_go("Enter")
    tab_to(visit, "a.button-primary")
    visit.press_to_go("Enter")
    assert visit.outcomes["midlertidigt-botilbud"] == "likely"
    assert visit.outcomes["beskyttet-beskaeftigelse"] == "likely"


@pytest.mark.parametrize("device", [in_known_colours(width=768, javascript=False)])
def test_without_a_home_or_scripts_one_sees_first_where_to_turn(visit: Visit) -> None:
    interview(visit, WITHOUT_A_HOME)
    to_the_result(visit)
    assert visit.outcomes["boformer-hjemloese"] in ("likely", "individual")
    urgent, first = visit.find(".now").first.bounding_box(), visit.find("[data-outcome]").first.bounding_box()
    assert urgent is not None
    assert first is not None
    assert urgent["y"] < first["y"]


@pytest.mark.parametrize("device", [in_known_colours(width=1280, dark=True)])
def test_whoever_knows_nothing_is_never_told_no(visit: Visit) -> None:
    asked = interview(visit, KNOWS_NOTHING)
    assert len(asked) > 5
    to_the_result(visit)
    assert set(visit.outcomes.values()) <= {"unknown", "individual"}
    visit.follow("Se og ret mine svar")
    expect(visit.find("table.structured-list tbody tr")).to_have_count(len(asked))


def test_back_shows_each_answer_as_it_was_left(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("Begynd")
    asked = ("hvem", "alder", "behov")
    for question in asked:
        assert visit.question == question
        visit.answer(*CANNOT_GO_OUT_ALONE.to(question))
    for question in reversed(asked):
        visit.follow("Tilbage")
        assert visit.question == question
        assert visit.chosen == CANNOT_GO_OUT_ALONE.to(question)
    assert visit.back().question == asked[1]


def test_two_presses_are_one_answer(page: Page) -> None:
    page.goto("/helsingoer/spoergsmaal/ny/hvem")
    page.locator("#svar-mig").check()
    page.locator("main form button.button-primary").dblclick()
    expect(page.locator("form[data-question]")).to_have_attribute("data-question", "alder")
    page.locator("main a", has_text="Tilbage").first.click()
    expect(page.locator("#svar-mig")).to_be_checked()


def test_an_error_takes_focus_and_leads_to_the_field(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("Begynd").submit(status=422)
    assert visit.title.startswith("Fejl:")
    expect(visit.find("#error-summary")).to_be_focused()
    expect(visit.find("#error-summary [role=alert]")).to_be_visible()
    link = visit.find("#error-summary a")
    target = link.get_attribute("href") or ""
    assert visit.find("#svar-error").inner_text().endswith(link.inner_text())
    assert "svar-error" in (visit.find("fieldset").get_attribute("aria-describedby") or "")
    visit.follow(link.inner_text())
    expect(visit.find(target)).to_be_focused()


def test_two_tabs_do_not_disturb_each_other(new_visit: Callable[[Device], Visit]) -> None:
    first, second = new_visit(in_known_colours()), new_visit(in_known_colours())
    first.open("/helsingoer/").follow("Begynd").answer("mig")
    second.open(first.path).answer("18-25")
    first.answer("26-64")
    first.follow("Se og ret mine svar")
    second.follow("Se og ret mine svar")
    assert "26 til 64" in first.find("table").inner_text()
    assert "18 til 25" in second.find("table").inner_text()


def test_a_topic_of_a_link_is_told_by_pressing_and_never_logged(visit: Visit, server: Server) -> None:
    visit.open("/helsingoer/?emne=uden-bolig").submit()
    assert visit.question == "hvem"
    visit.answer("mig").follow("Se og ret mine svar")
    expect(visit.find("table.structured-list tbody tr")).to_have_count(3)
    assert "uden-bolig" not in server.logged()


def test_no_answer_is_in_the_log_of_the_server(visit: Visit, server: Server, addresses: Addresses) -> None:
    path = "/helsingoer/spoergsmaal/{token}/aarsag"
    addresses.open(visit, State("cause", path, "h1", WITHOUT_A_HOME, until="aarsag", submits=("misbrug", "sociale")))
    sealed = visit.path.split("/")[3]
    visit.open(f"/helsingoer/resultat/{sealed}").open("/helsingoer/resultat/" + "x" * 60, status=404)
    log = server.logged()
    assert log.count("/resultat/") >= 2
    for trace in ("misbrug", "sociale", sealed[:40], "x" * 60):
        assert trace not in log
