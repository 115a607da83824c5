"""Receipts: a change of the rules is noticed on exactly those results that it changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.municipality import Guide, Municipality
from guide.result.receipt import changes_since, receipt_of, rules_version, version_of
from guide.rules.answers import Answers, Wording
from guide.rules.outcome import Outcome, State, evaluate
from guide.rules.standards import Requirement, Standard
from testing.random_people import OTHER, PLACE, random_person

Rewrite = Callable[[Standard, random.Random], Standard]
places = pytest.mark.parametrize("place", [PLACE, OTHER])


def outcomes_of(standards: Iterable[Standard], answers: Answers) -> list[Outcome]:
    return [evaluate(standard, answers) for standard in standards]


def told(outcome: Outcome) -> object:
    """What a reader is told: the outcome, and the sentences that are its reason."""
    if outcome.state is State.NOT_SOUGHT:
        return outcome.state
    return outcome.state, {(finding.requirement.text.self_, finding.met) for finding in outcome.reasons}


def saying(sentence: str) -> Wording:
    return Wording(sentence, sentence, sentence)


def with_requirement(standard: Standard, chance: random.Random, to: Callable[[Requirement], Requirement]) -> Standard:
    place = chance.randrange(len(standard.requirements))
    changed = [to(one) if number == place else one for number, one in enumerate(standard.requirements)]
    return replace(standard, requirements=tuple(changed))


def firmer_or_softer(standard: Standard, chance: random.Random) -> Standard:
    return with_requirement(standard, chance, lambda one: replace(one, advisory=not one.advisory))


def worded_anew(standard: Standard, chance: random.Random) -> Standard:
    return with_requirement(standard, chance, lambda one: replace(one, text=saying(f"{one.text.self_} Ny sætning.")))


def dropped(standard: Standard, chance: random.Random) -> Standard:
    place = chance.randrange(len(standard.requirements))
    return replace(standard, requirements=standard.requirements[:place] + standard.requirements[place + 1 :])


def accepting_another_answer(standard: Standard, chance: random.Random) -> Standard:
    def to(one: Requirement) -> Requirement:
        (first, *beside), *others = one.alternatives
        option = frozenset((chance.choice(first.question.option_ids[:-1]),))
        changed = replace(first, accepts=first.accepts ^ option)
        return replace(one, alternatives=((changed, *beside), *others))

    return with_requirement(standard, chance, to)


def without_a_need(standard: Standard, chance: random.Random) -> Standard:
    return replace(standard, need=None) if standard.need and chance.random() < 0.5 else dropped(standard, chance)


REWRITES: tuple[Rewrite, ...] = (
    firmer_or_softer,
    worded_anew,
    dropped,
    accepting_another_answer,
    without_a_need,
)


@places
@pytest.mark.parametrize("rewrite", REWRITES, ids=lambda one: one.__name__)
def test_a_change_is_noticed_on_exactly_the_results_it_changes(guide: Guide, place: str, rewrite: Rewrite) -> None:
    chance, municipality = random.Random(place + rewrite.__name__), guide.municipalities[place]
    noticed, silent, version = 0, 0, rules_version(municipality)
    for _ in range(12):
        chosen = chance.choice([one for one in municipality.with_outcome if one.requirements])
        now = [rewrite(one, chance) if one is chosen else one for one in municipality.with_outcome]
        for _person in range(25):
            answers = random_person(municipality.questions, chance)
            before, after = outcomes_of(municipality.with_outcome, answers), outcomes_of(now, answers)
            changes = changes_since(receipt_of("1a2b3c4d", before), after)
            assert changes is not None
            assert changes.version == "1a2b3c4d"
            expected = {
                new.standard.slug: (old.state, new.state)
                for old, new in zip(before, after, strict=True)
                if told(old) != told(new)
            }
            assert {one.standard.slug: (one.before, one.now) for one in changes.differences} == expected
            assert changes.any is bool(expected)
            assert not expected or rules_version(replace(municipality, standards=tuple(now))) != version
            noticed, silent = noticed + bool(expected), silent + (not expected)
    assert noticed
    assert silent


@places
def test_standards_that_come_or_go_are_noticed_where_they_are_sought(guide: Guide, place: str) -> None:
    chance, municipality = random.Random(place), guide.municipalities[place]
    noticed = 0
    for _ in range(200):
        answers = random_person(municipality.questions, chance)
        outcomes = outcomes_of(municipality.with_outcome, answers)
        gone = chance.choice(outcomes)
        less = [one for one in outcomes if one is not gone]
        for before, after in ((outcomes, less), (less, outcomes)):
            changes = changes_since(receipt_of("0", before), after)
            assert changes is not None
            sought = [
                {one.standard.slug for one in some if one.state is not State.NOT_SOUGHT} for some in (before, after)
            ]
            assert {one.standard.slug for one in changes.differences} == sought[1] - sought[0]
            assert changes.gone is bool(sought[0] - sought[1])
            noticed += changes.any
    assert noticed


def test_commas_and_capitals_are_no_other_reason(guide: Guide) -> None:
    (standard,) = [one for one in guide.municipalities[PLACE].with_outcome if one.slug == "ledsagelse"]
    answers = Answers({"behov": ["ud-af-huset"]})
    written = replace(
        standard,
        requirements=tuple(
            replace(one, text=saying(one.text.self_.upper().replace(".", " – "))) for one in standard.requirements
        ),
    )
    before, after = outcomes_of([standard], answers), outcomes_of([written], answers)
    changes = changes_since(receipt_of("0", before), after)
    assert changes is not None
    assert not changes.any


@given(receipt=st.binary(max_size=60))
def test_whatever_stands_there_is_read_or_left(guide: Guide, receipt: bytes) -> None:
    outcomes = outcomes_of(guide.municipalities[PLACE].with_outcome, Answers())
    assert (changes_since(receipt, outcomes) is None) is not any(receipt)


def test_a_receipt_ends_where_the_padding_begins(guide: Guide) -> None:
    for place in guide.municipalities.values():
        outcomes = outcomes_of(place.with_outcome, Answers())
        receipt = receipt_of(rules_version(place), outcomes)
        assert receipt[0]
        assert version_of(receipt) == rules_version(place)
        changes = changes_since(receipt + bytes(47), outcomes)
        assert changes is not None
        assert not changes.any


# The version


def changed_standard(municipality: Municipality, **changes: object) -> Municipality:
    first, *others = municipality.standards
    return replace(municipality, standards=(replace(first, **changes), *others))  # type: ignore[arg-type]


@places
def test_the_version_is_that_of_the_rules_alone(guide: Guide, place: str) -> None:
    municipality = guide.municipalities[place]
    version = rules_version(municipality)
    assert len(version) == 8
    same = (
        replace(municipality, standards=municipality.standards[::-1]),
        replace(municipality, department="Et andet kontor"),
        changed_standard(municipality, fee=saying("Gratis")),
    )
    assert {rules_version(one) for one in same} == {version}
    chance, first = random.Random(1), municipality.with_outcome[0]
    others = [
        replace(municipality, standards=(rewrite(first, chance), *municipality.with_outcome[1:]))
        for rewrite in REWRITES[:4]
    ]
    others.append(replace(municipality, questions=municipality.questions[1:]))
    assert len({version, *map(rules_version, others)}) == len(others) + 1


def test_no_two_municipalities_have_the_same_version(guide: Guide) -> None:
    assert len({rules_version(one) for one in guide.municipalities.values()}) == len(guide.municipalities)
