"""The adviser's desk in the browser: outcomes that follow each answer, the search, and the same without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route, expect

from e2e.states.all import BY_NAME
from e2e.states.state import Arrive
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.heard import heard
from e2e.visitor.visit import Visit
from guide.rules.answers import NOT_KNOWN
from testing.people import CANNOT_GO_OUT_ALONE

DESK = "/helsingoer/raadgiver"
UPDATES = re.compile(r"/raadgiver$")
STANDING = "#standing"
TO_THE_SHEET = "#to-the-sheet"
WITHOUT_SCRIPTS = in_known_colours(javascript=False)


@pytest.fixture
def device() -> Device:
    """The desk is the largest of all pages: its colours are measured once, by ``test_every_page``."""
    return in_known_colours()


def tell(visit: Visit, question: str, *options: str) -> None:
    """Chooses an answer on the desk by mouse, and waits until the outcomes are up to date."""
    before = visit.path
    for option in options:
        visit.find(f"#{question}-{option}").check()
    if visit.device.javascript:
        visit.wait("before => location.pathname !== before", before)


def test_outcomes_follow_each_answer_and_focus_and_scroll_stay(visit: Visit) -> None:
    visit.open(DESK)
    before = visit.find(STANDING).inner_text()
    visit.find("#bolig-egen").scroll_into_view_if_needed()
    place = visit.run("() => scrollY")
    tell(visit, "bolig", "ingen")
    assert visit.find(STANDING).inner_text() != before
    expect(visit.find("#bolig-ingen")).to_be_focused()
    assert visit.run("() => scrollY") == place
    expect(visit.find("#update")).to_be_hidden()
    visit.check()


def test_how_it_stands_is_announced_politely_in_one_place(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "ud-af-huset")
    tell(visit, "alder", "26-64")
    live = visit.find("main [role=status], main [aria-live], main [role=alert]")
    assert [one.get_attribute("id") for one in live.all()] == ["found-status", "standing"]
    assert visit.find(STANDING).inner_text()
    assert len(heard(visit, "status")) == 2


@pytest.mark.full
def test_a_late_answer_to_an_earlier_question_is_dropped(visit: Visit) -> None:
    visit.open(DESK)
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.continue_()
        else:
            held.append(route)

    with visit.intercepted(UPDATES, hold_the_first):
        before = visit.path
        visit.find("#behov-ud-af-huset").check()
        while not held:
            visit.pause(20)
        tell(visit, "behov", "bolig")
        expect(visit.find("#desk-tally [data-outcome] a[data-account=ledsagelse]")).to_be_visible()
        now = (visit.path, visit.find("#desk-tally").inner_text())
        with suppress(Error):  # the browser has given it up
            held[0].continue_()
        visit.pause(400)
        assert (visit.path, visit.find("#desk-tally").inner_text()) == now
        assert visit.path != before


@pytest.mark.full
def test_nothing_is_lost_where_the_guide_cannot_be_reached(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "ud-af-huset")
    tally = visit.find("#desk-tally").inner_text()
    standing = visit.find(STANDING)
    with visit.intercepted(UPDATES, lambda route: route.abort()):
        visit.find("#alder-26-64").check()
        expect(standing).to_have_class(re.compile("standing-failed"))
        assert len(visit.forgive()) == 1  # the browser's own note of it
        assert "prøve igen" in standing.inner_text()
        assert visit.find("#desk-tally").inner_text() == tally
        assert visit.find("#alder-26-64").is_checked()
        visit.check()
    visit.find("#update").click()
    expect(visit.find(STANDING)).not_to_have_class(re.compile("standing-failed"))
    expect(visit.find("#update")).to_be_hidden()
    assert visit.outcomes["ledsagelse"] == "unknown"


@pytest.mark.parametrize(
    "device",
    [pytest.param(in_known_colours(width=320, dark=True), marks=pytest.mark.full), in_known_colours(width=1280)],
    ids=str,
)
def test_answers_that_exclude_each_other_are_an_error_at_their_field(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "aarsag", "fysisk")
    error = visit.find("#spg-aarsag-error")
    visit.find("#aarsag-ingen").check()
    expect(error).to_be_visible()
    assert len(visit.forgive()) == 1  # the browser's note of the status 422
    assert visit.title.startswith("Fejl:")
    assert visit.find("#aarsag-fysisk").is_checked()
    assert visit.find("#aarsag-ingen").is_checked()
    expect(visit.find("#aarsag-ingen")).to_be_focused()
    assert "spg-aarsag-error" in (visit.find("#spg-aarsag fieldset").get_attribute("aria-describedby") or "")
    visit.check()
    visit.find("#aarsag-ingen").uncheck()
    expect(visit.find("#spg-aarsag-error")).to_have_count(0)
    assert not visit.title.startswith("Fejl:")


@pytest.mark.full
def test_asking_for_a_child_changes_words_and_answers(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "alder", "26-64")
    tell(visit, "hvem", "barn")
    expect(visit.find("#spg-alder legend")).to_contain_text("barnet")
    assert visit.find("#spg-alder input").count() == 3
    assert not visit.find("#spg-alder :checked").count()
    expect(visit.find("#hvem-barn")).to_be_focused()
    visit.check()


@pytest.mark.parametrize("device", [WITHOUT_SCRIPTS], ids=str)
def test_without_scripts_a_button_brings_the_outcomes_up_to_date(visit: Visit) -> None:
    visit.open(DESK)
    for question, options in CANNOT_GO_OUT_ALONE.answers.items():
        tell(visit, question, *options)
    visit.submit("Opdatér udfald")
    assert visit.outcomes["ledsagelse"] == "likely"
    assert re.fullmatch(rf"{DESK}/gAAAA[\w-]+", visit.path)
    for question, options in CANNOT_GO_OUT_ALONE.answers.items():
        for option in options:
            assert visit.find(f"#{question}-{option}").is_checked()
    tell(visit, "faerdes", "ja")
    visit.submit("Opdatér udfald")
    assert visit.outcomes["ledsagelse"] == "unlikely"
    visit.back()
    assert visit.outcomes["ledsagelse"] == "likely"


@pytest.mark.full
@pytest.mark.parametrize("device", [WITHOUT_SCRIPTS], ids=str)
def test_without_scripts_the_sheet_holds_what_was_chosen_last(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "bolig", "bofaellesskab")
    visit.submit("Ark til borgeren")
    expect(visit.find(".answered")).to_contain_text("I et bofællesskab")
    expect(visit.find("#print")).to_be_hidden()
    visit.choose("ja", "4").submit()
    assert visit.find(".qr svg").count() == 1


@pytest.mark.full
@pytest.mark.parametrize("device", [WITHOUT_SCRIPTS], ids=str)
def test_without_scripts_a_wrong_answer_is_told_above_too(visit: Visit) -> None:
    visit.open(DESK)
    visit.find("#behov-raad").check()
    visit.find(f"#behov-{NOT_KNOWN}").check()
    visit.submit("Opdatér udfald", status=422)
    expect(visit.find("#error-summary")).to_be_focused()
    visit.follow(visit.find("#error-summary a").inner_text())
    expect(visit.find("#behov-raad")).to_be_focused()
    assert visit.find(f"#behov-{NOT_KNOWN}").is_checked()


@pytest.mark.full
def test_back_from_the_sheet_shows_the_desk_as_it_was_left(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("For rådgivere")
    tell(visit, "behov", "ud-af-huset")
    tell(visit, "alder", "26-64")
    visit.submit("Ark til borgeren").back()
    assert visit.find("#alder-26-64").is_checked()
    assert visit.find("#behov-ud-af-huset").is_checked()
    visit.back()
    assert visit.path == "/helsingoer/"


@pytest.mark.full
def test_two_tabs_do_not_disturb_each_other(new_visit: Callable[[Device], Visit]) -> None:
    first, second = new_visit(in_known_colours()).open(DESK), new_visit(in_known_colours()).open(DESK)
    tell(first, "alder", "26-64")
    tell(second, "alder", "18-25")
    tell(first, "bolig", "egen")
    tell(second, "bolig", "ingen")
    first.submit("Ark til borgeren")
    second.submit("Ark til borgeren")
    assert "26 til 64" in first.find(".answered").inner_text()
    assert "18 til 25" in second.find(".answered").inner_text()


def test_a_new_citizen_finds_nothing_of_the_one_before(visit: Visit) -> None:
    visit.open("/helsingoer/").follow("For rådgivere")
    tell(visit, "bolig", "ingen")
    visit.submit("Ark til borgeren").follow("Tilbage").end()
    assert visit.path == f"{DESK}/slut"
    visit.follow("Begynd med en ny borger")
    assert not visit.find("#desk :checked").count()
    while visit.run("() => navigation.canGoBack"):
        visit.back()
        assert "gAAAA" not in visit.path


def test_a_search_answers_on_the_desk_itself(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "bolig")
    before = visit.path
    visit.find("#ord").fill("kørestole")
    visit.press("Enter")
    found = visit.find("#found a[data-account=ledsagelse]")
    expect(found).to_be_visible()
    assert visit.path == before
    assert visit.find("#found-status").inner_text() == visit.find("#found-count").inner_text()
    expect(visit.find("#ord")).to_be_focused()
    visit.check()
    found.click()
    expect(visit.find("#ordning-ledsagelse")).to_be_in_viewport()
    assert visit.find("#behov-bolig").is_checked()
    visit.find("#ord").fill("xyzzy")
    visit.press("Enter")
    expect(visit.find("#found a")).to_have_count(0)
    assert visit.find("#found-status").inner_text()


@pytest.mark.full
@pytest.mark.parametrize("device", [WITHOUT_SCRIPTS], ids=str)
def test_a_search_works_without_scripts(visit: Visit) -> None:
    visit.open(DESK)
    visit.find("#ord").fill("dyr medicin")
    visit.submit("Søg")
    visit.follow("Penge til ekstra udgifter", within="#found")
    expect(visit.find("#ordning-merudgifter")).to_be_in_viewport()


def test_one_account_is_shown_beside_the_questions_and_follows_the_answers(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "ud-af-huset")
    before = visit.path
    visit.find("#desk-tally a[data-account=ledsagelse]").click()
    visit.wait("before => location.pathname !== before", before)
    expect(visit.find("#ordning-ledsagelse")).to_be_focused()
    expect(visit.find("#desk-account [data-standard]")).to_have_count(1)
    visit.check()
    tell(visit, "alder", "26-64")
    expect(visit.find("#desk-account [data-standard=ledsagelse]")).to_contain_text("26 til 64")
    assert visit.path.endswith("/ledsagelse")


@pytest.mark.parametrize(
    "device",
    [in_known_colours(width=1280), pytest.param(in_known_colours(width=1280, dark=True), marks=pytest.mark.full)],
    ids=str,
)
def test_what_changes_nothing_is_faint_but_can_be_read(come_again: Arrive, device: Device) -> None:
    visit = come_again(BY_NAME["desk"], device)
    idle = visit.find(".asked-idle")
    assert idle.count() > 5
    assert all(one.locator(".asked-note").is_visible() for one in idle.all())
    assert not visit.find("#desk :disabled").count()
    # axe has measured the contrast on arrival; here only that it is fainter than the rest.
    colour = "one => getComputedStyle(one).color"
    busy = visit.find(".asked:not(.asked-idle) legend").first
    assert idle.locator("legend").first.evaluate(colour) != busy.evaluate(colour)


@pytest.mark.parametrize("width", [1280, pytest.param(1024, marks=pytest.mark.full)])
def test_the_outcomes_stay_in_view_where_there_is_room(come_again: Arrive, width: int) -> None:
    visit = come_again(BY_NAME["desk"], in_known_colours(width=width))
    visit.find("#spg-udgifter").scroll_into_view_if_needed()
    expect(visit.find(STANDING)).to_be_in_viewport()


@pytest.mark.parametrize("width", [pytest.param(800, marks=pytest.mark.full), 320])
def test_the_outcomes_come_last_on_a_narrow_screen(come_again: Arrive, width: int) -> None:
    visit = come_again(BY_NAME["desk"], in_known_colours(width=width))
    last, standing = visit.find(".asked").last.bounding_box(), visit.find(".desk-standing").bounding_box()
    assert last is not None
    assert standing is not None
    assert standing["y"] > last["y"] + last["height"]
    assert standing["x"] + standing["width"] <= width


def test_a_link_to_a_question_and_the_first_digit_lead_into_a_question(visit: Visit) -> None:
    visit.open(DESK)
    visit.press("2")
    expect(visit.find("#hvem-voksen")).to_be_focused()
    tell(visit, "behov", "ud-af-huset")
    visit.find("#desk-tally a[data-account=ledsagelse]").click()
    expect(visit.find("#ordning-ledsagelse")).to_be_focused()
    expect(visit.find("#desk-account .state")).to_be_in_viewport()
    visit.find("#desk-account a[href='#spg-faerdes']").click()
    expect(visit.find("#faerdes-ja")).to_be_focused()
    before = visit.path
    visit.press("2")
    visit.wait("before => location.pathname !== before", before)
    assert visit.find("#faerdes-nej").is_checked()
