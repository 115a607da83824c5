"""What is known of weekends and Danish public holidays; they move nothing."""

from __future__ import annotations

from datetime import date

import pytest

from guide.next_steps.holidays import _holidays, closed_day, working_day_before


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 12, 19), ""),  # a Saturday
        (date(2026, 12, 20), ""),  # a Sunday
        (date(2026, 12, 24), "Juleaftensdag"),
        (date(2026, 12, 25), "Juledag"),
        (date(2026, 12, 26), "Anden juledag"),
        (date(2027, 1, 1), "Nytårsdag"),
        (date(2027, 5, 6), "Kristi himmelfartsdag"),
        (date(2023, 5, 5), "Store bededag"),
    ],
)
def test_a_weekend_or_a_holiday_is_told_with_its_name(day: date, holiday: str) -> None:
    closed = closed_day(day)
    assert closed is not None
    assert (closed.day, closed.holiday.casefold()) == (day, holiday.casefold())


# Store bededag is no holiday any more since 2024.
@pytest.mark.parametrize("day", ["2026-12-18", "2026-04-24", "2024-04-26"])
def test_nothing_is_told_of_a_working_day(day: str) -> None:
    assert closed_day(date.fromisoformat(day)) is None


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2026, 12, 20), date(2026, 12, 18)),
        (date(2026, 12, 18), date(2026, 12, 17)),
        # Before Christmas Day comes Christmas Eve, when nobody is there either.
        (date(2026, 12, 25), date(2026, 12, 23)),
        # Easter: Thursday to Monday.
        (date(2027, 3, 29), date(2027, 3, 24)),
    ],
)
def test_the_working_day_before_is_one_on_which_somebody_is_there(day: date, before: date) -> None:
    assert working_day_before(day) == before


@pytest.mark.parametrize("surroundings", ["C", "da_DK.UTF-8"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_holiday_has_an_english_name_for_other_languages(
    monkeypatch: pytest.MonkeyPatch, language: str, surroundings: str
) -> None:
    """Whatever language the server's machine has."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.setenv(variable, surroundings)
    _holidays.cache_clear()
    closed = closed_day(date(2026, 12, 25), language)
    assert closed is not None
    assert closed.holiday == "Christmas Day"
