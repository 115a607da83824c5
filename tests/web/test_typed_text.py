"""Dates and numbers as they are typed: every usual way is understood, everything else is told and never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.web.typed_text import LONGEST, NotUnderstood, NumberBounds, read_date, read_number, without_control

KRONER = NumberBounds("kr.", most=Decimal(1_000_000))
DAYS = NumberBounds("døgn", least=Decimal(1), most=Decimal(366), whole=True)


@pytest.fixture(autouse=True)
def request_in_danish(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    "typed",
    [
        "22. november 2026",
        "22/11 2026",
        "22-11-2026",
        "22.11.2026",
        "22/11-2026",
        "22 11 2026",
        "22. nov. 2026",
        "22 nov 2026",
        "22.november 2026",
        "22 NOVEMBER 2026",
        "den 22. november 2026",
        "d. 22/11 2026",
        "søndag den 22. november 2026",
        "Søndag, 22. november, 2026",
        "22/11-26",
        "2026-11-22",
    ],
)
def test_a_date_is_understood_in_every_usual_way(typed: str) -> None:
    assert read_date(without_control(typed)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("i går", "måned"),
        ("igår", "måned"),
        ("22", "måned"),
        ("november 2026", "måned"),
        ("22. novembar 2026", "måned"),
        ("0/11 2026", "dage"),
        ("22/0 2026", "måned"),
        ("22-11-026", "måned"),
        ("22/11/2026/1", "måned"),
        ("\u0662\u0662/\u0661\u0661 \u0662\u0660\u0662\u0666", "måned"),  # the figures of another script
        ("22. november", "årstal"),
        ("22/11", "årstal"),
        ("29. februar 2027", "Februar 2027 har kun 28 dage"),
        ("29/2 2027", "Februar 2027 har kun 28 dage"),
        ("30. februar 2028", "Februar 2028 har kun 29 dage"),
        ("31-4-2026", "April 2026 har kun 30 dage"),
        ("11/22 2026", "12 måneder"),
        ("22/11 0000", "årstal"),
    ],
)
def test_what_is_no_date_is_told_with_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_date(typed.casefold())
    assert says in str(told.value)


def test_the_29th_of_february_is_there_in_a_leap_year() -> None:
    assert read_date("29. februar 2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.250,50", "1250.50"),
        ("1250,5", "1250.5"),
        ("1 250", "1250"),
        ("1\u00a0250,50", "1250.50"),
        ("1.250", "1250"),
        ("1.000.000", "1000000"),
        ("0", "0"),
        ("007", "7"),
        ("1250,50 kr.", "1250.50"),
        ("1250 KR", "1250"),
        ("1.250,-", "1250"),
        ("12,00", "12"),
        ("5,", "5"),
    ],
)
def test_a_number_is_understood_as_danish_writes_it(typed: str, number: str) -> None:
    assert read_number(without_control(typed), KRONER) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("mange", "kun tal"),
        ("12 kroner og lidt", "kun tal"),
        ("1e5", "kun tal"),
        ("NaN", "kun tal"),
        ("Infinity", "kun tal"),
        ("½", "kun tal"),
        ("\uff11\uff12", "kun tal"),
        ("+5", "kun tal"),
        ("--5", "kun tal"),
        ("kr.", "kun tal"),
        ("-5", "0 eller mere"),
        ("−5", "0 eller mere"),
        ("- 1.250,50", "0 eller mere"),
        ("1,250.50", "komma"),
        ("1250.50", "komma"),
        ("12.50", "komma"),
        ("1 25", "komma"),
        ("1,2,3", "komma"),
        (",", "komma"),
        ("1,250", "højst 2 cifre"),
        ("1000000,01", "højst 1.000.000"),
        ("9" * LONGEST, "højst 1.000.000"),
        ("0," + "1" * (LONGEST - 2), "højst 2 cifre"),
    ],
)
def test_what_is_no_number_is_told_with_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_number(without_control(typed), KRONER)
    assert says in str(told.value)


@pytest.mark.parametrize(("typed", "says"), [("1,5", "helt tal"), ("0", "mindst 1"), ("367", "højst 366")])
def test_a_number_of_days_is_whole_and_within_a_year(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_number(typed, DAYS)
    assert says in str(told.value)


# The first date loads the names of the months, which may take longer than hypothesis waits.
patient = settings(deadline=None)
ANYTHING = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789., -−/kr", max_size=30),
    st.text(alphabet="0123456789 ./-novembrfja", max_size=20),
)


def understood(typed: str, read: Callable[[str], object]) -> object:
    """What a text means, ``None`` where that is told to be nothing."""
    try:
        return read(without_control(typed))
    except NotUnderstood as told:
        return None if str(told) else "a complaint without words"


@patient
@given(ANYTHING)
def test_whatever_is_typed_is_a_day_or_is_told(app: Flask, typed: str) -> None:
    with app.test_request_context():
        day = understood(typed, read_date)
    assert day is None or isinstance(day, date)


WAYS_TO_WRITE = ["yyyy-MM-dd", "d/M yyyy", "dd-MM-yyyy", "d.M.yyyy", "d. MMMM yyyy", "EEEE 'den' d. MMM yyyy"]


@patient
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(WAYS_TO_WRITE))
def test_every_day_is_read_back_as_it_was_written(app: Flask, day: date, way: str) -> None:
    with app.test_request_context():
        assert read_date(format_date(day, way, locale="da")) == day


@patient
@given(ANYTHING)
def test_whatever_is_typed_is_a_number_within_its_bounds_or_is_told(app: Flask, typed: str) -> None:
    with app.test_request_context():
        number = understood(typed, lambda text: read_number(text, KRONER))
    assert number is None or (isinstance(number, Decimal) and 0 <= number <= KRONER.most)


@patient
@given(st.decimals(min_value=0, max_value=1_000_000, places=2), st.sampled_from([".", " ", ""]))
def test_every_amount_is_read_back_as_it_was_written(app: Flask, amount: Decimal, thousands: str) -> None:
    written = f"{amount:,.2f}".replace(",", "§").replace(".", ",").replace("§", thousands)
    with app.test_request_context():
        assert read_number(written, KRONER) == amount


def test_a_page_gets_no_character_that_it_may_not_hold() -> None:
    assert without_control(" a\x00\ufffe\n b\t\u202ec ") == "a b c"
    assert len(without_control("x" * 1000)) == LONGEST
