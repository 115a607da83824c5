"""How long a sealed answer can be opened, and what is left of it when the guide has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Answers
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, SHARED_COMPUTER, Lifetime
from guide.web.sealed.tokens import (
    LAST_DAY,
    LAST_HOURS,
    Expired,
    Seals,
    Unreadable,
    known_answers,
    new_key,
    offered_answers,
)
from testing.random_people import PERSON, PLACE
from testing.rules import with_questions
from tests.conftest import Later
from tests.web.walking import question_of

ANSWERS = Answers(PERSON)
LIVES = (Lifetime.ordinary(timedelta(days=1)), SHARED_COMPUTER, *map(Lifetime.of_days, DAYS_TO_CHOOSE))
lives = pytest.mark.parametrize("life", LIVES, ids=Lifetime.as_written)


@pytest.fixture
def seals() -> Seals:
    """Seals with one key and a day to live."""
    return Seals([new_key()])


def test_a_token_opens_until_its_time_has_run_out(guide: Guide, seals: Seals, later: Later) -> None:
    token = seals.seal(PLACE, ANSWERS)
    later(timedelta(hours=23, minutes=59))
    assert dict(seals.open(guide.municipalities[PLACE], token).answers) == dict(ANSWERS)
    later(timedelta(hours=24, seconds=2))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[PLACE], token)


@lives
def test_a_link_lives_as_long_as_it_was_said_to(guide: Guide, later: Later, life: Lifetime) -> None:
    key = new_key()
    token = Seals([key], timedelta(hours=5)).seal(PLACE, ANSWERS, life)
    today = Seals([key], timedelta(hours=100))
    later(life.length - timedelta(minutes=1))
    opened = today.open(guide.municipalities[PLACE], token)
    assert (opened.lifetime, dict(opened.answers)) == (life, dict(ANSWERS))
    later(life.length + timedelta(seconds=2))
    with pytest.raises(Expired):
        today.open(guide.municipalities[PLACE], token)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Lifetime.ordinary(timedelta(days=1)), Lifetime.ordinary(timedelta(hours=30))),
        (SHARED_COMPUTER, SHARED_COMPUTER),
        (Lifetime.of_days(14), Lifetime.ordinary(timedelta(hours=30))),
    ],
)
def test_a_step_keeps_only_a_shared_computer_as_it_is(guide: Guide, before: Lifetime, after: Lifetime) -> None:
    seals = Seals([new_key()], timedelta(hours=30))
    found = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, ANSWERS, before))
    stepped = seals.open(guide.municipalities[PLACE], seals.seal_next(PLACE, found, ANSWERS.without("alder")))
    assert stepped.lifetime == after


@pytest.mark.parametrize("written", ["", "o", "24", "x24", "o24.5", "o1e9", "o٢٤", "o9999999", "s1 ", "o-"])
def test_what_is_no_life_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="life"):
        Lifetime.read(written)


def test_an_altered_token_does_not_tell_its_time(guide: Guide, seals: Seals, later: Later) -> None:
    token = seals.seal(PLACE, ANSWERS)
    later(timedelta(days=30))
    with pytest.raises(Unreadable):
        seals.open(guide.municipalities[PLACE], token[:-9] + "AAAAAAAAA")


def test_the_end_of_its_time_is_told(guide: Guide) -> None:
    seals = Seals([new_key()], timedelta(hours=2))
    until = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, ANSWERS)).until
    assert until is not None
    # To the minute, as the pages say it.
    assert timedelta(0) <= timedelta(hours=2) - (until - datetime.now(until.tzinfo)) < timedelta(seconds=70)
    assert until.second == 0


def chain(guide: Guide, seals: Seals, later: Later, life: Lifetime | None, every: timedelta) -> timedelta:
    """How long a link can be kept alive by answering again and again."""
    token, passed = seals.seal(PLACE, ANSWERS, life), timedelta()
    while passed < timedelta(days=60):
        passed += every
        later(passed)
        try:
            token = seals.seal_next(PLACE, seals.open(guide.municipalities[PLACE], token), ANSWERS)
        except Expired:
            break
    return passed


@pytest.mark.parametrize(
    ("life", "every", "last"),
    [
        (None, timedelta(hours=20), LAST_DAY),
        (SHARED_COMPUTER, timedelta(minutes=50), LAST_HOURS),
        (Lifetime.of_days(14), timedelta(hours=23), LAST_DAY),
    ],
)
def test_a_link_has_a_last_day_however_often_it_is_answered(
    guide: Guide, seals: Seals, later: Later, life: Lifetime | None, every: timedelta, last: timedelta
) -> None:
    assert last - timedelta(hours=1) - every < chain(guide, seals, later, life, every) <= last + every


def test_a_link_to_oneself_is_no_way_past_the_last_day(guide: Guide, seals: Seals, later: Later) -> None:
    before = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, ANSWERS, SHARED_COMPUTER))
    token = ""
    for day in (0, 13, 26):
        later(timedelta(days=day))
        token, until = seals.seal_until(PLACE, ANSWERS, Lifetime.of_days(14), before.first)
        before = seals.open(guide.municipalities[PLACE], token)
        assert before.until == until
    later(LAST_DAY + timedelta(minutes=1))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[PLACE], token)


def test_a_step_survives_a_clock_that_is_set_back_over_the_hour(guide: Guide, seals: Seals, later: Later) -> None:
    soon = datetime(2026, 12, 1, 13, 2, tzinfo=UTC) - datetime.now(UTC)
    later(soon)
    before = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, ANSWERS))
    later(soon - timedelta(minutes=4))
    after = seals.open(guide.municipalities[PLACE], seals.seal_next(PLACE, before, ANSWERS))
    assert dict(after.answers) == dict(ANSWERS)


def test_an_option_that_is_gone_counts_as_not_asked(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, ANSWERS)
    alder = question_of(guide, "alder")
    smaller = replace(alder, options=tuple(option for option in alder.options if option.id != "26-64"))
    changed = with_questions(guide, tuple(smaller if q.id == "alder" else q for q in guide.shared_questions))
    assert dict(seals.open(changed.municipalities[PLACE], token).answers) == dict(ANSWERS.without("alder"))


def test_a_question_that_is_gone_counts_as_not_asked(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, ANSWERS)
    changed = with_questions(guide, tuple(q for q in guide.shared_questions if q.id != "aarsag"))
    assert dict(seals.open(changed.municipalities[PLACE], token).answers) == dict(ANSWERS.without("aarsag"))


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"behov": "struktur,post"}, {}),  # the rest would be another answer than the one that was given
        ({"alder": "26-64,pension"}, {}),
        ({"behov": "struktur,ved-ikke"}, {}),
        ({"aarsag": "ingen,syn"}, {}),
        ({"behov": ""}, {}),
        ({"alder": "ved-ikke", "hvem": "ingen-kender"}, {"alder": {NOT_KNOWN}}),
        ({"behov": "struktur,raad"}, {"behov": {"struktur", "raad"}}),
    ],
)
def test_only_what_todays_guide_could_have_asked_is_kept(
    guide: Guide, told: dict[str, str], kept: dict[str, set[str]]
) -> None:
    assert dict(known_answers(told, guide.municipalities[PLACE])) == kept


def test_an_age_that_is_not_offered_for_a_child_is_asked_again(guide: Guide) -> None:
    told = ANSWERS.with_answer("hvem", ["barn"])
    assert dict(offered_answers(told, guide.municipalities[PLACE])) == dict(told.without("alder"))
