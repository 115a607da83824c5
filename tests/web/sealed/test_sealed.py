"""Answers in an address: sealed, unreadable, unalterable, bound to a municipality, and soon gone."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.municipality import Guide
from guide.rules.answers import Answers, Question, QuestionKind
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
    new_key,
)
from testing.random_people import OTHER, PLACE
from tests.conftest import Later

PERSON = Answers({"hvem": ["mig"], "alder": ["26-64"], "behov": ["ud-af-huset", "struktur"], "aarsag": ["doevblind"]})
LIVES = (Lifetime.ordinary(timedelta(days=1)), SHARED_COMPUTER, *map(Lifetime.of_days, DAYS_TO_CHOOSE))

OLDER_KEY = base64.urlsafe_b64encode(b"only for tests: never for sealed").decode()
OLDER_TOKEN = (
    "gAAAAABrAtlAFn4LkXzXbOGebbkoLc5JRx765pskleyDqsVaAGxsXHP0VDeTaB-TeXFI8kKrep_yTvIFgoTK6T8H5icqrJ-0PwqSNubb0yl9LAH1"
    "2I0KZl1T33WLeab5EdYQitee6voW"
)
"""The answers of ``PERSON`` as version 3 sealed them at ``OLDER_TIME``."""
OLDER_TIME = datetime(2026, 11, 22, 12, tzinfo=UTC)

lives = pytest.mark.parametrize("life", LIVES, ids=Lifetime.as_written)


@pytest.fixture
def seals() -> Seals:
    """Seals with one key and a day to live."""
    return Seals([new_key()])


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
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
def test_an_empty_token_opens_to_nothing_for_ever(guide: Guide, seals: Seals, token: str, kind: Kind) -> None:
    opened = seals.open(guide.municipalities[PLACE], token)
    assert (len(opened.answers), opened.until, opened.lifetime.kind) == (0, None, kind)


@lives
def test_a_token_of_a_typical_person_fits_a_short_address(seals: Seals, life: Lifetime) -> None:
    assert len(seals.seal(PLACE, PERSON, life)) < 300


@lives
def test_a_token_of_the_fullest_person_fits_a_short_address(guide: Guide, seals: Seals, life: Lifetime) -> None:
    told = {question.id: [longest_option(question)] for question in of_one_choice(guide)}
    assert len(seals.seal(OTHER, Answers(told), life)) < 300


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


def test_a_cut_token_is_told_apart_from_an_altered_one(guide: Guide, seals: Seals) -> None:
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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nonsense=st.text() | st.text("ABCgx_-=", max_size=200) | st.text(min_size=LONGEST))
def test_nonsense_is_refused(guide: Guide, seals: Seals, nonsense: str) -> None:
    if nonsense not in (EMPTY, EMPTY_SHARED):
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], nonsense)


def test_a_token_that_is_too_long_is_refused_unread(
    guide: Guide, seals: Seals, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = seals.seal(PLACE, PERSON)
    monkeypatch.setattr(sealed, "LONGEST", len(token) - 1)
    with pytest.raises(Unreadable):
        seals.open(guide.municipalities[PLACE], token)


def test_a_token_of_another_municipality_is_refused_and_says_whose_it_is(guide: Guide, seals: Seals) -> None:
    with pytest.raises(Foreign) as refused:
        seals.open(guide.municipalities[OTHER], seals.seal(PLACE, PERSON))
    assert refused.value.municipality == PLACE


def test_an_old_token_of_another_municipality_is_only_old(guide: Guide, seals: Seals, later: Later) -> None:
    token = seals.seal(PLACE, PERSON)
    later(timedelta(days=2))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[OTHER], token)


def test_a_token_that_version_3_sealed_opens_for_a_day(guide: Guide, later: Later) -> None:
    seals = Seals([OLDER_KEY])
    later(OLDER_TIME + timedelta(hours=23) - datetime.now(UTC))
    opened = seals.open(guide.municipalities[PLACE], OLDER_TOKEN)
    assert dict(opened.answers) == dict(PERSON)
    assert (opened.lifetime.kind, opened.until) == (Kind.ORDINARY, OLDER_TIME + timedelta(days=1))
    with pytest.raises(Foreign):
        seals.open(guide.municipalities[OTHER], OLDER_TOKEN)
    later(OLDER_TIME + timedelta(hours=25) - datetime.now(UTC))
    with pytest.raises(Expired):
        seals.open(guide.municipalities[PLACE], OLDER_TOKEN)


def test_no_token_ends_in_what_mail_programs_leave_out_of_a_link(seals: Seals) -> None:
    assert not [token for token in (seals.seal(PLACE, PERSON) for _ in range(500)) if token[-1] in "-_"]


def test_a_token_tells_no_more_than_the_hour_without_a_key(guide: Guide, seals: Seals, later: Later) -> None:
    later(datetime(2026, 12, 1, 13, 47, 5, tzinfo=UTC) - datetime.now(UTC))
    token = seals.seal(PLACE, PERSON)
    seconds = int.from_bytes(base64.urlsafe_b64decode(token)[1:9])
    assert datetime.fromtimestamp(seconds, UTC) == datetime(2026, 12, 1, 13, tzinfo=UTC)
    assert seals.open(guide.municipalities[PLACE], token).until == datetime(2026, 12, 2, 13, 47, tzinfo=UTC)


@pytest.mark.parametrize(("ahead", "opens"), [(4, True), (7, False), (60 * 24 * 30, False)])
def test_a_token_of_a_clock_that_was_ahead_is_refused(
    guide: Guide, seals: Seals, later: Later, ahead: int, *, opens: bool
) -> None:
    later(timedelta(minutes=ahead))
    token = seals.seal(PLACE, PERSON)
    later(timedelta())
    if opens:
        assert dict(seals.open(guide.municipalities[PLACE], token).answers) == dict(PERSON)
    else:
        with pytest.raises(Unreadable):
            seals.open(guide.municipalities[PLACE], token)


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
