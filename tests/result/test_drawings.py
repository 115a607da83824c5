"""The ladder and the time line say what the rules and the dates say, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from guide.municipality import Guide
from guide.next_steps.deadlines import complaint_due, decision_due
from guide.result.ladder import LADDER_PAGE, PlacedStandard, RungWithStandards, ladder_of, marked_ladder
from guide.result.timeline import timelines
from guide.rules.answers import Answers
from guide.rules.outcome import State, evaluate
from guide.sources import ProcessingTime
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.random_people import ADVISED, MOTHER, PERSON
from tests.conftest import TODAY, Seal, everywhere, standard_of


@everywhere
def test_every_sought_standard_has_one_place_at_the_ladder(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        outcomes = [evaluate(standard, Answers(ADVISED)) for standard in municipality.with_outcome]
        ladder = marked_ladder(municipality, outcomes)
        drawn = [
            *(one for rung in (*ladder.rungs, *ladder.beside_ladder) for one in rung.placed),
            *ladder.not_on_ladder,
        ]
        states = {outcome.standard.slug: outcome.state for outcome in outcomes}
        sought = {slug for slug, state in states.items() if state is not State.NOT_SOUGHT}
        assert {placed.standard.slug for placed in drawn} == sought
        assert all(placed.state is states[placed.standard.slug] for placed in drawn)


@everywhere
def test_the_ladder_without_a_person_has_every_rung_unmarked(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        ladder = ladder_of(municipality)
        steps = sorted(rung.step for rung in municipality.ladder if rung.step is not None)
        assert sorted(rung.step for rung in ladder.rungs if rung.step is not None) == steps
        assert all(placed.state is None for rung in ladder.rungs for placed in rung.placed)


def test_the_time_line_goes_from_today_to_the_complaint(guide: Guide) -> None:
    standards = guide.municipalities["helsingoer"].with_outcome
    drawn = timelines(standards, TODAY, guide.rates["klagefrist"])
    assert sorted(one.slug for line in drawn for one in line.standards) == sorted(one.slug for one in standards)
    for line in drawn:
        assert line.decision == decision_due(line.standards[0].processing, TODAY)
        assert len({one.processing for one in line.standards}) == 1
    days = [(line.complaint, line.decision and complaint_due(line.decision, 4)) for line in drawn if line.complaint]
    assert days
    assert all(told == due for told, due in days)


def test_no_day_is_made_up_where_there_is_no_number_or_no_complaint(guide: Guide) -> None:
    places, deadline = guide.municipalities.values(), guide.rates["klagefrist"]
    drawn = [line for place in places for line in timelines(place.with_outcome, TODAY, deadline)]
    undated = [line for line in drawn if not line.processing.is_known]
    assert undated
    assert [line for line in drawn if line.decision is None] == undated
    assert [line for line in undated if line.complaint is not None] == []


def test_a_standard_on_two_rungs_names_the_other_on_each(guide: Guide) -> None:
    ladder = ladder_of(guide.municipalities["koebenhavn"])
    assert {rung.step: one.also for rung in ladder.rungs for one in rung.placed if one.also} == {5: (6,), 6: (5,)}


def test_rungs_without_a_standard_stay_in_the_picture(guide: Guide) -> None:
    koebenhavn = guide.municipalities["koebenhavn"]
    assert [rung.step for rung in ladder_of(koebenhavn).rungs if not rung.placed] == [8, 2, 1]
    assert [rung.step for rung in marked_ladder(koebenhavn, []).rungs] == list(range(8, 0, -1))


def test_a_rung_takes_the_mark_that_comes_first(guide: Guide) -> None:
    (standard, *_) = guide.municipalities["helsingoer"].standards
    both = tuple(PlacedStandard(standard, state) for state in (State.UNLIKELY, State.INDIVIDUAL))
    assert RungWithStandards(1, "Bolig", both).state is State.INDIVIDUAL
    assert RungWithStandards(2, "Tomt", ()).state is None


def test_standards_share_a_line_only_where_all_days_are_the_same(guide: Guide) -> None:
    companion = standard_of(guide, "ledsagelse")
    deadline = guide.rates["klagefrist"]
    final = replace(companion, slug="andet", no_complaint="Der kan ikke klages.")
    assert [line.complaint is None for line in timelines([companion, final], TODAY, deadline)] == [False, True]
    assert timelines([companion], TODAY, replace(deadline, unit="måneder"))[0].complaint is None
    sooner = replace(companion, processing=ProcessingTime(weeks=2))
    assert timelines([companion, sooner], TODAY, deadline)[0].standards == (sooner,)


# As they are seen


WORDS = {"◆": "Passer:", "◇": "Kommer an på en vurdering:", "?": "Det ved vi ikke endnu:", "–": "Ser ikke ud til"}


def test_every_mark_has_its_word_and_leads_to_its_card(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = set()
    for slug in guide.municipalities:
        for told in (MOTHER, PERSON, {"hvem": ["mig"]}):
            page = client.page(f"/{slug}/resultat/{seal(slug, told)}/det-hele")
            section = page.one(".//section[@aria-labelledby='ladder']")
            linked = set()
            for item in (one for one in section.iter("li") if with_class(one, "mark") and not with_class(one, "rung")):
                mark = text_of(with_class(item, "mark")[0])
                assert text_of(item).startswith(f"{mark} {WORDS[mark]}")
                linked.add(next(item.iter("a")).get("href", "").removeprefix("#ordning-"))
                seen.add(mark)
            assert linked == {one for one, state in page.outcomes().items() if state != State.NOT_SOUGHT}
    assert seen == set(WORDS)


def test_the_page_about_the_ladder_begins_with_the_picture(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        page = client.page(f"/{slug}/sider/{LADDER_PAGE}")
        picture = page.one(".//ol[@reversed]")
        steps = [text_of(with_class(rung, "step")[0]) for rung in with_class(picture, "rung")]
        assert steps == sorted(steps, reverse=True)
        assert page.before(picture, with_class(page.root, "prose")[0])
        links = {link.get("href", "") for link in page.all(".//main//a")}
        assert {f"/{slug}/standarder/{one.slug}" for one in municipality.standards} <= links
        assert not with_class(page.id("main-content"), "mark")


def test_no_other_page_of_prose_draws_a_ladder(client: CheckedClient) -> None:
    for address in ("/helsingoer/sider/sagsbehandling", "/om"):
        assert not client.page(address).all(".//ol[@reversed]")


def lines(page: Page) -> list[list[str]]:
    """The points of every time line on the page."""
    return [[text_of(point) for point in line] for line in with_class(page.root, "timeline")]


def test_a_standards_page_draws_its_time_line_as_a_list_with_the_dates(client: CheckedClient) -> None:
    """And with no last day of a complaint, which nobody has who has no decision."""
    page = client.page("/helsingoer/standarder/ledsagelse")
    assert lines(page) == [
        [
            "I dag Hvis du søger 22. november 2026",
            "Afgørelse senest omkring 22. februar 2027",
        ]
    ]
    (line,) = with_class(page.root, "timeline")
    assert page.before(page.id("sagsbehandlingstid"), line)
    assert page.before(line, page.id("klage"))


def test_where_there_is_no_number_there_are_only_words(client: CheckedClient, seal: Seal) -> None:
    assert not lines(client.page("/koebenhavn/standarder/socialpaedagogisk-stoette"))
    page = client.page(f"/koebenhavn/resultat/{seal('koebenhavn', MOTHER)}/det-hele")
    assert not lines(page)
    assert "Hvornår kan der være svar?" in text_of(page.one(".//section[@aria-labelledby='next']"))
    assert not lines(client.page("/helsingoer/resultat/ny/det-hele")), "nothing is dated for whom nothing may fit yet"


def test_the_result_draws_one_line_for_each_time(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    helsingoer = guide.municipalities["helsingoer"]
    page = client.page(f"/helsingoer/resultat/{seal('helsingoer', MOTHER)}/det-hele")
    fitting = [slug for slug, state in page.outcomes().items() if state in (State.LIKELY, State.INDIVIDUAL)]
    times = {one.processing for one in helsingoer.standards if one.slug in fitting and one.processing.months}
    assert len(lines(page)) == len(times) > 1
    assert len(with_class(page.one(".//section[@aria-labelledby='next']"), "timeline")) == len(times)
