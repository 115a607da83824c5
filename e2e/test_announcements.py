"""What is announced, and in which order: titles, headings, groups and errors as a screen reader gets them; focus."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from e2e.states.all import BY_NAME
from e2e.states.interviews import QUESTIONS
from e2e.states.state import Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.heard import heard
from e2e.visitor.tab_order import stops, walked
from e2e.visitor.visit import Visit
from guide.municipality import Guide
from guide.rules.answers import Perspective, QuestionKind
from guide.web.templating import by_heading
from testing.long_run import first_now
from testing.people import MOTHER_OF_A_SON

ERRORS = [state for state in QUESTIONS if state.submits is not None]
OF_EACH_KIND = [
    BY_NAME[name]
    for name in (
        "start",
        "question with many answers",
        "question as it was answered",
        "check of all answers",
        "result",
        "deadline of a complaint, reckoned",
        "sum of respite, reckoned",
        "letter of complaint",
    )
]
DEVICES = first_now(
    [
        in_known_colours(width=1280),
        in_known_colours(width=320, dark=True),
        in_known_colours(width=1280, forced_colors=True),
    ]
)

of_each_kind = pytest.mark.parametrize("state", OF_EACH_KIND, ids=str)


@pytest.mark.parametrize("state", first_now(ERRORS), ids=str)
def test_an_error_is_announced_and_leads_to_the_first_answer(come_again: Arrive, state: State) -> None:
    visit = come_again(state, in_known_colours())
    assert visit.title.startswith("Fejl: ")
    (alert,) = heard(visit, "alert")
    assert not alert.focused
    summary = visit.find("#error-summary:has([role=alert])")
    expect(summary).to_be_focused()
    (problem,) = summary.locator("a").all_inner_texts()
    (group,) = (one for one in heard(visit, "group") if one.name == visit.heading)
    answers = [one for one in heard(visit, "radio") + heard(visit, "checkbox") if one.name]
    assert answers
    for one in (group, *answers):
        assert one.description.endswith(f"Fejl: {problem}")
    headings = [one.name for one in heard(visit, "heading")]
    assert headings[:2] == ["Der er et problem", visit.heading]
    visit.press("Tab").press_to_go("Enter")
    expect(visit.find("input").first).to_be_focused()
    visit.press("Space")
    assert visit.chosen


def test_a_mended_error_is_no_longer_announced(come_again: Arrive) -> None:
    visit = come_again(ERRORS[0], in_known_colours()).answer("mig")
    assert not visit.title.startswith("Fejl")
    assert not heard(visit, "alert")


@pytest.mark.full
def test_each_step_has_its_own_title_and_heading(visit: Visit, guide: Guide) -> None:
    visit.open("/helsingoer/")
    titles = [visit.title]
    visit.follow("Begynd")
    while (asked := visit.question) is not None:
        titles.append(visit.title)
        question = guide.municipalities["helsingoer"].question(asked)
        assert question is not None
        assert visit.title.startswith(f"{question.name} – ")
        seen_by = Perspective.ADULT if asked != "hvem" else Perspective.SELF
        headings = [name for name, _ in by_heading(question.offered(seen_by)) if name]
        levels = [(question.text.for_(seen_by), 1), *((name, 2) for name in headings)]
        assert [(one.name, one.level) for one in heard(visit, "heading")] == levels
        visit.answer(*MOTHER_OF_A_SON.to(asked))
    titles.append(visit.title)
    visit.press_on("a.button-primary")
    titles.append(visit.title)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("state", QUESTIONS, ids=str)
def test_a_question_is_heard_as_a_group_with_its_answers(come_again: Arrive, guide: Guide, state: State) -> None:
    visit = come_again(state, in_known_colours())
    question = guide.municipalities["helsingoer"].question(visit.question or "")
    assert question is not None
    child = "child" in state.name
    seen_by = Perspective.CHILD if child else Perspective.ADULT if state.person is MOTHER_OF_A_SON else Perspective.SELF
    group = next(one for one in heard(visit, "group") if one.name)
    many = question.kind is QuestionKind.MANY
    hints = [question.help.for_(seen_by) if question.help else "", "Du kan vælge flere." if many else ""]
    assert group.name == question.text.for_(seen_by)
    assert group.description.startswith(" ".join(" ".join(hints).split()))
    answers = heard(visit, "checkbox" if many else "radio")
    error = " ".join(visit.find("#svar-error").all_text_contents()).strip()
    assert [(one.name, one.description) for one in answers] == [
        (option.label.for_(seen_by), " ".join(filter(None, (option.help.for_(seen_by) if option.help else "", error))))
        for option in question.offered(seen_by)
    ]
    why = heard(visit, "DisclosureTriangle")[0]  # what goes with the quick exit comes last
    assert (why.name, why.expanded) == ("Hvorfor spørger vi?", False)


@of_each_kind
@pytest.mark.parametrize("device", DEVICES, ids=str)
def test_the_keyboard_goes_through_the_page_in_its_order(come_again: Arrive, state: State, device: Device) -> None:
    visit = come_again(state, device)
    expected = stops(visit)
    reached = list(walked(visit, len(expected)))
    assert [stop.what for stop in reached] == expected
    for stop in reached:
        assert stop.ring >= 2, f"no focus ring: {stop}"
        assert stop.contrast >= 3 or device.forced_colors, f"a focus ring that is hard to see: {stop}"
        assert stop.on_top, f"covered, or out of the window: {stop}"
    assert not [f"{one} before {other}" for one, other in pairwise(reached) if other.bottom <= one.top]


@of_each_kind
def test_the_skip_link_leads_past_the_head(come_again: Arrive, state: State) -> None:
    visit = come_again(state, in_known_colours(width=320)).press("Tab")
    skip = visit.find(".skipnav")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    visit.press_to_go("Enter").press("Tab")
    assert visit.find("main :focus").count()
