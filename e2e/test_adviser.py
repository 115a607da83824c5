"""The adviser's desk in the browser: a visitor from blank page to printed sheet, by keyboard and without scripts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Dialog, Error, Request, Route, expect

from e2e.device import Device, in_known_colours
from e2e.heard import heard
from e2e.page import Visit
from e2e.state import State
from e2e.states import STATES
from e2e.test_print import A4, pages
from testing.people import (
    CANNOT_GO_OUT_ALONE,
    MOTHER_OF_A_SON,
    NOT_KNOWN,
    PARENT_OF_A_SMALL_CHILD,
    WITHOUT_A_HOME,
    Person,
)

DESK = "/helsingoer/raadgiver"
UPDATES = re.compile(r"/raadgiver$")
STANDING = "#standing"
TO_THE_SHEET = "#to-the-sheet"
WITHOUT_SCRIPTS = in_known_colours(javascript=False)

Arrive = Callable[[State, Device], Visit]


@pytest.fixture
def device() -> Device:
    """The desk is the largest of all pages: its colours are measured once, by ``test_every_page``."""
    return in_known_colours()


def state(name: str) -> State:
    return next(one for one in STATES if one.name == name)


def tell(visit: Visit, question: str, *options: str) -> None:
    """Chooses an answer on the desk by mouse, and waits until the outcomes are up to date."""
    before = visit.path
    for option in options:
        visit.find(f"#{question}-{option}").check()
    if visit.device.javascript:
        visit._page.wait_for_function("before => location.pathname !== before", arg=before)


class Keys:
    """Somebody at the keyboard: the keystrokes, and the seconds of waiting for the guide after them."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.pressed, self.waited = visit, 0, 0.0

    def press(self, *keys: str) -> None:
        self.visit.press(*keys)
        self.pressed += len(keys)

    def go(self, key: str) -> None:
        self.visit.press_to_go(key)
        self.pressed += 1
        loading = "() => performance.getEntriesByType('navigation')[0].duration"
        self.waited += self.visit.find("html").evaluate(loading) / 1000

    def tab_to(self, selector: str) -> None:
        for _ in range(40):
            if self.visit.find(f"{selector}:focus").count():
                return
            self.press("Tab")
        raise AssertionError(f"{selector} is not reached by Tab on {self.visit}")

    def choose(self, selector: str, digit: int) -> None:
        """By its digit; what comes after the ninth has none."""
        if digit > 9:
            self.tab_to(selector)
        self.press("Space" if digit > 9 else str(digit))

    def tell_all(self, person: Person) -> list[str]:
        """Answers what the desk leads to until it leads to the sheet; the questions in their order."""
        asked = []
        while not self.visit.find(f"{TO_THE_SHEET}:focus").count():
            group = self.visit.find(".asked:has(:focus)")
            question = (group.get_attribute("id") or "").removeprefix("spg-")
            offered = [one.get_attribute("value") for one in group.locator("input").all()]
            for option in person.to(question):
                self.choose(f"#{question}-{option}", 0 if option == NOT_KNOWN else offered.index(option) + 1)
            self.press("Enter")
            begun = time.monotonic()
            self.visit._page.wait_for_function(
                "id => !document.querySelector(id).matches(':focus-within')", arg=f"#spg-{question}"
            )
            self.waited += time.monotonic() - begun
            asked.append(question)
        return asked


@pytest.mark.parametrize("device", [in_known_colours(width=1280)])
def test_an_adviser_gets_from_a_blank_page_to_a_printed_sheet_by_keyboard(visit: Visit) -> None:
    visit.open(f"{DESK}/slut")
    keys = Keys(visit)
    keys.tab_to("main a.button-primary")
    keys.go("Enter")
    keys.tab_to("#hvem-mig")
    asked = keys.tell_all(CANNOT_GO_OUT_ALONE)
    assert len(asked) < 15
    assert visit.outcomes["ledsagelse"] == "likely"
    keys.go("Enter")
    assert visit.path.endswith("/ark")
    keys.tab_to("#timer-0")
    keys.press("ArrowDown", "ArrowDown")
    keys.go("Enter")
    visit.find("html").evaluate("() => { window.print = () => { window.printed = true; }; }")
    keys.tab_to("#print")
    keys.press("Enter")
    assert visit.find("html").evaluate("() => window.printed")
    told = f"{len(asked)} questions, {keys.pressed} keystrokes, {keys.waited:.1f} s of waiting for the guide"
    print(f"from blank page to printed sheet: {told}")
    assert keys.pressed <= 80
    assert visit.find(".handout .qr svg").count() == 1
    assert 1 <= pages(visit.on_paper()) <= 2


@pytest.mark.full
@pytest.mark.parametrize("person", [MOTHER_OF_A_SON, WITHOUT_A_HOME], ids=["mother", "without a home"])
def test_the_outcomes_beside_the_answers_are_those_of_the_result(visit: Visit, person: Person) -> None:
    visit.open(DESK)
    keys = Keys(visit)
    keys.tab_to("#hvem-mig")
    keys.tell_all(person)
    on_the_desk = visit.outcomes
    beside = {link.get_attribute("href") for link in visit.find("#desk-tally .link-list a").all()}
    visit.open(visit.path.replace("/raadgiver/", "/resultat/"))
    assert visit.outcomes == on_the_desk
    assert beside == {f"#ordning-{slug}" for slug, code in on_the_desk.items() if code != "not_sought"}


def test_outcomes_follow_each_answer_and_focus_and_scroll_stay(visit: Visit) -> None:
    visit.open(DESK)
    before = visit.find(STANDING).inner_text()
    visit.find("#bolig-egen").scroll_into_view_if_needed()
    place = visit.find("html").evaluate("() => scrollY")
    tell(visit, "bolig", "ingen")
    assert visit.find(STANDING).inner_text() != before
    expect(visit.find("#bolig-ingen")).to_be_focused()
    assert visit.find("html").evaluate("() => scrollY") == place
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

    visit._context.route(UPDATES, hold_the_first)
    before = visit.path
    visit.find("#behov-ud-af-huset").check()
    while not held:
        visit._page.wait_for_timeout(20)
    tell(visit, "behov", "bolig")
    expect(visit.find("#desk-tally a[href='#ordning-ledsagelse']")).to_be_visible()
    now = (visit.path, visit.find("#desk-tally").inner_text())
    with suppress(Error):  # the browser has given it up
        held[0].continue_()
    visit._page.wait_for_timeout(400)
    assert (visit.path, visit.find("#desk-tally").inner_text()) == now
    assert visit.path != before


@pytest.mark.full
def test_a_guide_that_cannot_be_reached_is_told_kindly_and_nothing_is_lost(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "ud-af-huset")
    tally = visit.find("#desk-tally").inner_text()
    visit._context.route(UPDATES, lambda route: route.abort())
    visit.find("#alder-26-64").check()
    expect(visit.find(STANDING)).to_have_class(re.compile("standing-failed"))
    visit._console.clear()  # the browser's own note of it
    assert "prøve igen" in visit.find(STANDING).inner_text()
    assert visit.find("#desk-tally").inner_text() == tally
    assert visit.find("#alder-26-64").is_checked()
    visit.check()
    visit._context.unroute(UPDATES)
    visit.find("#update").click()
    expect(visit.find(STANDING)).not_to_have_class(re.compile("standing-failed"))
    expect(visit.find("#update")).to_be_hidden()
    expect(visit.find("#desk-accounts")).to_contain_text("26 til 64")


@pytest.mark.parametrize(
    "device",
    [pytest.param(in_known_colours(width=320, dark=True), marks=pytest.mark.full), in_known_colours(width=1280)],
    ids=str,
)
def test_answers_that_exclude_each_other_are_an_error_at_their_field(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "aarsag", "fysisk")
    visit.find("#aarsag-ingen").check()
    expect(visit.find("#spg-aarsag-error")).to_be_visible()
    visit._console.clear()  # the browser's note of the status 422
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
def test_asking_for_a_child_changes_words_and_answers_and_keeps_the_focus(visit: Visit) -> None:
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
    while visit.find("html").evaluate("() => navigation.canGoBack"):
        visit.back()
        assert "gAAAA" not in visit.path


def test_a_search_answers_on_the_desk_itself_and_leads_to_the_account(visit: Visit) -> None:
    visit.open(DESK)
    tell(visit, "behov", "bolig")
    before = visit.path
    visit.find("#ord").fill("kørestole")
    visit.press("Enter")
    found = visit.find("#found a[href='#ordning-ledsagelse']")
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


@pytest.mark.parametrize(
    "device",
    [in_known_colours(width=1280), pytest.param(in_known_colours(width=1280, dark=True), marks=pytest.mark.full)],
    ids=str,
)
def test_what_changes_nothing_is_faint_but_can_be_read(arrive: Arrive, device: Device) -> None:
    visit = arrive(state("desk"), device)
    idle = visit.find(".asked-idle")
    assert idle.count() > 5
    assert all(one.locator(".asked-note").is_visible() for one in idle.all())
    assert not visit.find("#desk :disabled").count()
    # axe has measured the contrast on arrival; here only that it is fainter than the rest.
    colour = "one => getComputedStyle(one).color"
    busy = visit.find(".asked:not(.asked-idle) legend").first
    assert idle.locator("legend").first.evaluate(colour) != busy.evaluate(colour)


@pytest.mark.parametrize("width", [1280, pytest.param(1024, marks=pytest.mark.full)])
def test_the_outcomes_stay_in_view_beside_the_questions_where_there_is_room(arrive: Arrive, width: int) -> None:
    visit = arrive(state("desk"), in_known_colours(width=width))
    visit.find("#spg-udgifter").scroll_into_view_if_needed()
    expect(visit.find(STANDING)).to_be_in_viewport()


@pytest.mark.parametrize("width", [pytest.param(800, marks=pytest.mark.full), 320])
def test_the_outcomes_come_after_the_questions_on_a_narrow_screen(arrive: Arrive, width: int) -> None:
    visit = arrive(state("desk"), in_known_colours(width=width))
    last, standing = visit.find(".asked").last.bounding_box(), visit.find(".desk-standing").bounding_box()
    assert last is not None
    assert standing is not None
    assert standing["y"] > last["y"] + last["height"]
    assert standing["x"] + standing["width"] <= width


# The sheet on paper


@pytest.mark.parametrize(
    "person",
    [
        MOTHER_OF_A_SON,
        *(
            pytest.param(one, marks=pytest.mark.full)
            for one in (CANNOT_GO_OUT_ALONE, WITHOUT_A_HOME, PARENT_OF_A_SMALL_CHILD)
        ),
    ],
)
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_a_sheet_with_answers_and_a_link_fits_on_two_pages(arrive: Arrive, place: str, person: Person) -> None:
    reader = ("selv",) if person is MOTHER_OF_A_SON else ()
    sheet = State("sheet", f"/{place}/raadgiver/{{token}}/ark", ".qr svg", person, submits=("ja", *reader, "336"))
    visit = arrive(sheet, in_known_colours())
    assert 1 <= pages(visit.on_paper()) <= 2


def test_a_sheet_saved_as_a_pdf_is_tagged_and_says_its_language(arrive: Arrive) -> None:
    visit = arrive(state("sheet with a link"), in_known_colours())
    saved = visit._page.pdf(prefer_css_page_size=True, tagged=True)
    assert b"/StructTreeRoot" in saved
    assert b"/Lang (da)" in saved or b"/Lang(da)" in saved


def test_a_printed_sheet_is_black_on_white_and_holds_no_choice(arrive: Arrive) -> None:
    visit = arrive(state("sheet"), A4)
    expect(visit.find(".sheet-choices, .sheet-ways").locator("visible=true")).to_have_count(0)
    shown = visit.find("main *:not(svg *)").locator("visible=true")
    colours = shown.evaluate_all(
        "all => all.flatMap(one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"
    )
    assert set(colours) <= {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


# The talk


def test_what_is_noted_for_the_talk_never_leaves_the_browser(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    visit._context.on("request", note)
    visit.find("#vigtigst-1").fill("Det går godt med hunden.")
    visit.find("#tema-sind summary").click()
    visit.find("#sind-2").press_sequentially("Jeg glemmer aftaler.")
    visit.find("#open-all").click()
    visit.find("html").evaluate("() => { window.print = () => { window.printed = true; }; }")
    visit.find("#print").click()
    assert visit.find("html").evaluate("() => window.printed")
    visit.on_paper()
    visit._page.wait_for_timeout(500)
    assert not asked
    kept = "() => [localStorage.length, sessionStorage.length, JSON.stringify(history.state), location.href]"
    assert visit.find("html").evaluate(kept) == [0, 0, "null", f"{visit.origin}/helsingoer/forbered"]


def test_notes_are_not_lost_without_a_word_unless_they_were_printed(visit: Visit) -> None:
    asked: list[str] = []

    def stay_or_go(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visit._page.on("dialog", stay_or_go)
    visit.open("/helsingoer/forbered")
    visit.find("#vigtigst-1").fill("Det går godt.")
    visit.follow("Om guiden")
    assert asked == ["beforeunload"]
    visit.open("/helsingoer/forbered")
    visit.find("#vigtigst-1").fill("Det går godt.")
    visit.find("html").evaluate("() => dispatchEvent(new Event('afterprint'))")
    visit.follow("Om guiden")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("device", [in_known_colours(javascript=False, width=688, printed=True)], ids=str)
def test_without_scripts_the_talk_is_a_sheet_with_lines_to_write_on(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    shown = visit.find(".note textarea").locator("visible=true")
    assert shown.count() == 4
    box = shown.first.bounding_box()
    assert box is not None
    assert box["height"] > 80
    assert "gradient" in shown.first.evaluate("one => getComputedStyle(one).backgroundImage")
    expect(visit.find("#print")).to_be_hidden()


def test_only_opened_themes_are_printed_and_notes_are_printed_whole(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    visit.find("#tema-krop summary").click()
    visit.find("#krop-1").fill("\n".join(f"Linje {number}" for number in range(1, 31)))
    visit._page.emulate_media(media="print")
    note = visit.find("#krop-1")
    assert note.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    expect(visit.find("#tema-krop")).to_be_visible()
    expect(visit.find("#tema-sind")).to_be_hidden()
