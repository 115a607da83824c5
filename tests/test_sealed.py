"""Answers in an address: sealed, unreadable, unalterable, bound to a municipality, and soon gone."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Answers, Question, QuestionKind
from guide.web.sealed import tokens as sealed
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, SHARED_COMPUTER, Kind, Lifetime
from guide.web.sealed.tokens import (
    EMPTY,
    EMPTY_SHARED,
    LONGEST,
    Expired,
    Foreign,
    Incomplete,
    Seals,
    Unreadable,
    known_answers,
    new_key,
    offered_answers,
)
from testing.rules import with_questions

PLACE = "helsingoer"
PERSON = Answers({"hvem": ["mig"], "alder": ["26-64"], "behov": ["ud-af-huset", "struktur"], "aarsag": ["doevblind"]})
LIVES = (Lifetime.ordinary(timedelta(days=1)), SHARED_COMPUTER, *map(Lifetime.of_days, DAYS_TO_CHOOSE))

OLDER_KEY = base64.urlsafe_b64encode(b"only for tests: never for sealed").decode()
OLDER_TOKEN = (
    "gAAAAABrAtlA2EqlGxsgxNFoT8VYXEIDP0X0sAgiON5sI05_TJcnsy2ytP7xHhIuK8QoINpzwd51HlCf_aPvvFtCfjbwHrAw6X9hfXp52Yqhp4S_"
    "Dxqa0npZ1li5uRerrwO0giD8kQvg"
)
"""The answers of ``PERSON`` as version 2 sealed them at ``OLDER_TIME``."""
OLDER_TIME = datetime(2026, 11, 22, 12, tzinfo=UTC)

lives = pytest.mark.parametrize("life", LIVES, ids=Lifetime.as_written)


@pytest.fixture
def seals() -> Seals:
    """Seals with one key and a day to live."""
    return Seals([new_key()])


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Makes it so much later than it is."""

    def later(much: timedelta) -> None:
        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Clock:
                return cls.fromtimestamp((datetime.now(tz) + much).timestamp(), tz)

        monkeypatch.setattr(sealed, "datetime", Clock)

    return later


def possible(question: Question) -> st.SearchStrategy[frozenset[str]]:
    """Every way in which a question can be answered."""
    alone = [option for option in question.option_ids if question.excludes_others(option)]
    single = st.sampled_from(alone).map(lambda option: frozenset((option,)))
    if question.kind is QuestionKind.ONE:
        return single
    return single | st.sets(st.sampled_from([o for o in question.option_ids if o not in alone]), min_size=1).map(
        frozenset
    )


def of_one_choice(guide: Guide) -> list[Question]:
    return [question for question in guide.shared_questions if question.kind is QuestionKind.ONE]


def longest_option(question: Question) -> str:
    return max(question.option_ids, key=len)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_sealed_is_what_is_opened(guide: Guide, seals: Seals, data: st.DataObject) -> None:
    told = Answers(
        data.draw(
            st.fixed_dictionaries({}, optional={question.id: possible(question) for question in guide.shared_questions})
        )
    )
    token = seals.seal(PLACE, told)
    assert dict(seals.open(guide.municipalities[PLACE], token).answers) == dict(told)
    assert len(token) <= LONGEST


@pytest.mark.parametrize(("token", "kind"), [(EMPTY, Kind.ORDINARY), (EMPTY_SHARED, Kind.SHARED_COMPUTER)])
def test_a_token_of_nothing_told_opens_to_nothing_told_and_does_not_run_out(
    guide: Guide, seals: Seals, token: str, kind: Kind
) -> None:
    opened = seals.open(guide.municipalities[PLACE], token)
    assert (len(opened.answers), opened.until, opened.lifetime.kind) == (0, None, kind)


@lives
def test_a_token_of_a_typical_person_fits_a_short_address(seals: Seals, life: Lifetime) -> None:
    assert len(seals.seal(PLACE, PERSON, life)) < 300


@lives
def test_a_token_of_the_fullest_person_fits_a_short_address(guide: Guide, seals: Seals, life: Lifetime) -> None:
    told = {question.id: [longest_option(question)] for question in of_one_choice(guide)}
    assert len(seals.seal("koebenhavn", Answers(told), life)) < 300


def test_a_token_of_one_who_has_chosen_everything_can_be_opened(guide: Guide, seals: Seals) -> None:
    told = Answers(
        {
            question.id: [longest_option(question)]
            if question.kind is QuestionKind.ONE
            else [option for option in question.option_ids if not question.excludes_others(option)]
            for question in guide.shared_questions
        }
    )
    assert dict(seals.open(guide.municipalities[PLACE], seals.seal(PLACE, told)).answers) == dict(told)


def test_the_length_of_a_token_hardly_tells_one_answer_from_another(guide: Guide, seals: Seals) -> None:
    lengths = {
        len(seals.seal(PLACE, PERSON.with_answer(question.id, [option])))
        for question in guide.shared_questions
        for option in question.option_ids
    }
    assert len(lengths) <= 2


def test_two_seals_of_the_same_answers_differ(seals: Seals) -> None:
    assert seals.seal(PLACE, PERSON) != seals.seal(PLACE, PERSON)


def test_nothing_of_the_answers_can_be_read_in_a_token(seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    told = {PLACE, *PERSON, *(option for chosen in PERSON.values() for option in chosen)}
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert not any(word in token or word.encode() in raw for word in told if len(word) > 3)


def test_answers_do_not_show_themselves_in_a_log_or_a_traceback() -> None:
    assert not any(option in repr(PERSON) + str(PERSON) for chosen in PERSON.values() for option in chosen)


def test_a_token_altered_in_any_place_is_refused(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    for place, letter in enumerate(token):
        for other in ("A", "w", "_", "!", "=", "", f"{letter}!", f"{letter}="):
            altered = token[:place] + other + token[place + 1 :]
            if altered != token:
                with pytest.raises(Unreadable):
                    seals.open(guide.municipalities[PLACE], altered)


def test_every_other_last_letter_is_refused(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    for other in set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") - {token[-1]}:
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], token[:-1] + other)


def test_a_token_altered_in_any_of_its_bytes_is_refused(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    for place in range(len(raw)):
        altered = bytes((*raw[:place], raw[place] ^ 1, *raw[place + 1 :]))
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], base64.urlsafe_b64encode(altered).decode().rstrip("="))


def test_a_token_that_is_cut_off_anywhere_is_refused(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    for length in range(len(token)):
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], token[:length])


def test_what_cannot_be_the_length_of_a_token_is_told_apart_from_what_was_altered(guide: Guide, seals: Seals) -> None:
    told = {question.id: [longest_option(question)] for question in guide.shared_questions}
    token = seals.seal(PLACE, Answers(told))
    possible_lengths = {len(seals.seal(PLACE, PERSON)), *(len(token) - step for step in (128, 64, 0))}
    for length in set(range(len(token))) - possible_lengths:
        with pytest.raises(Incomplete):
            seals.open(guide.municipalities[PLACE], token[:length])
    for longer in (f"{token}.", f"{token}{token}", f"<{token}>", f"{token} "):
        with pytest.raises(Incomplete):
            seals.open(guide.municipalities[PLACE], longer)
    with pytest.raises(Unreadable) as altered:
        seals.open(guide.municipalities[PLACE], f"{token[:-9]}AAAAAAAAA")
    assert altered.type is Unreadable


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense=st.text() | st.text("ABCgx_-=", max_size=200) | st.text(min_size=LONGEST))
def test_nonsense_is_refused(guide: Guide, seals: Seals, nonsense: str) -> None:
    if nonsense != EMPTY:
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], nonsense)


def test_a_token_longer_than_any_of_ours_is_refused_unread(
    guide: Guide, seals: Seals, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = seals.seal(PLACE, PERSON)
    monkeypatch.setattr(sealed, "LONGEST", len(token) - 1)
    with pytest.raises(Unreadable):
        seals.open(guide.municipalities[PLACE], token)


def test_a_token_of_another_municipality_is_refused_and_says_whose_it_is(guide: Guide, seals: Seals) -> None:
    with pytest.raises(Foreign) as refused:
        seals.open(guide.municipalities["koebenhavn"], seals.seal(PLACE, PERSON))
    assert refused.value.municipality == PLACE


def test_a_token_of_another_municipality_whose_time_has_run_out_says_only_that(
    guide: Guide, seals: Seals, at: Callable[[timedelta], None]
) -> None:
    token = seals.seal(PLACE, PERSON)
    at(timedelta(days=2))
    with pytest.raises(Expired):
        seals.open(guide.municipalities["koebenhavn"], token)


def test_a_token_that_version_2_sealed_opens_for_a_day(guide: Guide, at: Callable[[timedelta], None]) -> None:
    seals = Seals([OLDER_KEY])
    at(OLDER_TIME + timedelta(hours=23) - datetime.now(UTC))
    opened = seals.open(guide.municipalities[PLACE], OLDER_TOKEN)
    assert dict(opened.answers) == dict(PERSON)
    assert (opened.lifetime.kind, opened.until) == (Kind.ORDINARY, OLDER_TIME + timedelta(days=1))
    with pytest.raises(Foreign):
        seals.open(guide.municipalities["koebenhavn"], OLDER_TOKEN)
    at(OLDER_TIME + timedelta(hours=25) - datetime.now(UTC))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[PLACE], OLDER_TOKEN)


def test_a_token_of_another_key_is_refused(guide: Guide, seals: Seals) -> None:
    with pytest.raises(Unreadable):
        seals.open(guide.municipalities[PLACE], Seals([new_key()]).seal(PLACE, PERSON))


def test_an_older_key_opens_for_as_long_as_it_is_in_the_list(guide: Guide) -> None:
    old, new = new_key(), new_key()
    token = Seals([old]).seal(PLACE, PERSON)
    assert dict(Seals([new, old]).open(guide.municipalities[PLACE], token).answers) == dict(PERSON)
    with pytest.raises(Unreadable):
        Seals([new]).open(guide.municipalities[PLACE], token)


def test_the_first_key_is_the_one_that_seals(guide: Guide) -> None:
    old, new = new_key(), new_key()
    token = Seals([new, old]).seal(PLACE, PERSON)
    assert dict(Seals([new]).open(guide.municipalities[PLACE], token).answers) == dict(PERSON)


@pytest.mark.parametrize("keys", [[], ["short"], [new_key(), ""]])
def test_what_is_no_key_is_refused_at_the_start(keys: list[str]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Seals(keys)


def test_a_token_opens_until_its_time_has_run_out(guide: Guide, seals: Seals, at: Callable[[timedelta], None]) -> None:
    token = seals.seal(PLACE, PERSON)
    at(timedelta(hours=23, minutes=59))
    assert dict(seals.open(guide.municipalities[PLACE], token).answers) == dict(PERSON)
    at(timedelta(hours=24, seconds=2))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[PLACE], token)


@lives
def test_a_link_lives_as_long_as_was_said_when_it_was_made_whatever_is_the_rule_today(
    guide: Guide, at: Callable[[timedelta], None], life: Lifetime
) -> None:
    key = new_key()
    token = Seals([key], timedelta(hours=5)).seal(PLACE, PERSON, life)
    today = Seals([key], timedelta(hours=100))
    at(life.length - timedelta(minutes=1))
    opened = today.open(guide.municipalities[PLACE], token)
    assert (opened.lifetime, dict(opened.answers)) == (life, dict(PERSON))
    at(life.length + timedelta(seconds=2))
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
def test_a_step_keeps_a_shared_computer_shared_and_gives_all_else_the_ordinary_life(
    guide: Guide, before: Lifetime, after: Lifetime
) -> None:
    seals = Seals([new_key()], timedelta(hours=30))
    found = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, PERSON, before))
    stepped = seals.open(guide.municipalities[PLACE], seals.seal_next(PLACE, found, PERSON.without("alder")))
    assert stepped.lifetime == after


@pytest.mark.parametrize("written", ["", "o", "24", "x24", "o24.5", "o1e9", "o٢٤", "o9999999", "s1 ", "o-"])
def test_what_is_no_life_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="life"):
        Lifetime.read(written)


def test_an_altered_token_does_not_tell_that_its_time_has_run_out(
    guide: Guide, seals: Seals, at: Callable[[timedelta], None]
) -> None:
    token = seals.seal(PLACE, PERSON)
    at(timedelta(days=30))
    with pytest.raises(Unreadable):
        seals.open(guide.municipalities[PLACE], token[:-9] + "AAAAAAAAA")


def test_the_end_of_its_time_is_told(guide: Guide) -> None:
    seals = Seals([new_key()], timedelta(hours=2))
    until = seals.open(guide.municipalities[PLACE], seals.seal(PLACE, PERSON)).until
    assert until is not None
    assert timedelta(0) <= timedelta(hours=2) - (until - datetime.now(until.tzinfo)) < timedelta(seconds=10)


def test_an_option_that_is_gone_counts_as_not_asked(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    alder = guide.municipalities["helsingoer"].question("alder")
    assert alder is not None
    smaller = replace(alder, options=tuple(option for option in alder.options if option.id != "26-64"))
    changed = with_questions(guide, tuple(smaller if q.id == "alder" else q for q in guide.shared_questions))
    assert dict(seals.open(changed.municipalities[PLACE], token).answers) == dict(PERSON.without("alder"))


def test_a_question_that_is_gone_counts_as_not_asked(guide: Guide, seals: Seals) -> None:
    token = seals.seal(PLACE, PERSON)
    changed = with_questions(guide, tuple(q for q in guide.shared_questions if q.id != "aarsag"))
    assert dict(seals.open(changed.municipalities[PLACE], token).answers) == dict(PERSON.without("aarsag"))


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
    told = PERSON.with_answer("hvem", ["barn"])
    assert dict(offered_answers(told, guide.municipalities[PLACE])) == dict(told.without("alder"))
