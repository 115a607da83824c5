"""The ladder and the time line say what the rules and the dates say, and nothing else."""

from __future__ import annotations

from datetime import date

from guide.answers import Answers
from guide.deadlines import complaint_due, decision_due
from guide.municipality import Guide
from guide.outcome import State, evaluate
from guide.web.ladder import ladder_of, marked_ladder
from guide.web.timeline import timelines

TODAY = date(2026, 11, 22)
PERSON = Answers(
    {
        "alder": ["26-64"],
        "behov": ["struktur", "ud-af-huset"],
        "aarsag": ["autisme-adhd"],
        "bolig": ["egen"],
        "stoettebehov": ["moderat"],
        "varig": ["ja"],
        "faerdes": ["nej"],
        "ledsagelse": ["ledsager"],
    }
)


def test_every_sought_standard_stands_once_on_the_ladder_beside_it_or_off_it(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        outcomes = [evaluate(standard, PERSON) for standard in municipality.with_outcome]
        ladder = marked_ladder(municipality, outcomes)
        drawn = [*(one for rung in (*ladder.rungs, *ladder.beside) for one in rung.placed), *ladder.off]
        states = {outcome.standard.slug: outcome.state for outcome in outcomes}
        sought = {slug for slug, state in states.items() if state is not State.NOT_SOUGHT}
        assert {placed.standard.slug for placed in drawn} == sought
        assert all(placed.state is states[placed.standard.slug] for placed in drawn)


def test_the_ladder_without_a_person_has_no_marks_and_every_rung_of_the_source(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        ladder = ladder_of(municipality)
        steps = sorted(rung.step for rung in municipality.ladder if rung.step is not None)
        assert sorted(rung.step for rung in ladder.rungs if rung.step is not None) == steps
        assert all(placed.state is None for rung in ladder.rungs for placed in rung.placed)


def test_the_time_line_goes_from_today_to_the_decision_to_the_last_day_of_a_complaint(guide: Guide) -> None:
    standards = guide.municipalities["helsingoer"].with_outcome
    drawn = timelines(standards, TODAY, guide.rates["klagefrist"])
    assert sorted(one.slug for line in drawn for one in line.standards) == sorted(one.slug for one in standards)
    for line in drawn:
        assert line.decision == decision_due(line.standards[0].processing, TODAY)
        assert len({one.processing for one in line.standards}) == 1
        if line.complaint:
            assert line.decision is not None
            assert line.complaint == complaint_due(line.decision, 4)


def test_no_day_is_made_up_where_there_is_no_number_or_no_complaint(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        for line in timelines(municipality.with_outcome, TODAY, guide.rates["klagefrist"]):
            numbered = line.processing.months or line.processing.weeks
            assert (line.decision is not None) is bool(numbered)
            if not numbered or line.standards[0].no_complaint:
                assert line.complaint is None
