"""Dates and numbers as they are typed: every usual way is understood, everything else is told and never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from time import process_time
from unicodedata import normalize
from urllib.parse import quote

import pytest
from babel.dates import format_date
from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from guide.web.typed_text.days import read_date
from guide.web.typed_text.numbers import NumberBounds, read_number
from guide.web.typed_text.text import (
    LARGEST_LETTER,
    LONGEST,
    NotUnderstood,
    TypedRequest,
    lines_of_text,
    without_control,
)
from testing.checked_client import CheckedClient
from tests.conftest import NewApp

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
        "22–11–2026",
        "22 – 11 – 2026",
        "22\u201211\u20112026",
        "22−11−2026",
        "22112026",
        "20261122",
        "22. nov. 26",
        "22.nov.26",
        "22nov2026",
        "22. nov. '26",
        "22. november ’26",
        "22/11/26.",
        "22_11_2026",
        "22:11:2026",
        "22\\11\\2026",
        "22\u00a0november\u00a02026",
        "22.\u202f11.\u202f2026",
        "2026/11/22",
        "2026.11.22",
        "2026 11 22",
        "2026-11-22T10:30:00Z",
        "22/11 2026 kl. 14.30",
        "22/11/2026 14:30",
        "november 22, 2026",
        "22nd November 2026",
        "22. novem. 2026",
        "søn. d. 22. nov. 2026",
        "Søndag d. 22/11-2026",
        "i dag",
        "Idag",
    ],
)
def test_a_date_is_understood_in_every_usual_way(new_app: NewApp, typed: str) -> None:
    with new_app(today=lambda: date(2026, 11, 22)).test_request_context():
        assert read_date(without_control(typed)) == date(2026, 11, 22)


def test_a_day_is_counted_from_today(new_app: NewApp) -> None:
    with new_app(today=lambda: date(2027, 1, 1)).test_request_context():
        assert read_date("I går") == date(2026, 12, 31)
        assert read_date("i overmorgen") == date(2027, 1, 3)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("221126", ("22. november 2026", "26. november 2022")),
        ("011226", ("1. december 2026", "26. december 2001")),
        ("22. november", ("22. november 2026", "22. november 2025")),
        ("3/1", ("3. januar 2027", "3. januar 2026")),
        ("mandag den 22. november 2026", ("søndag den 22. november 2026",)),
    ],
)
def test_a_day_that_can_be_two_is_asked_about_with_both(new_app: NewApp, typed: str, readings: tuple[str, ...]) -> None:
    with new_app(today=lambda: date(2026, 11, 22)).test_request_context(), pytest.raises(NotUnderstood) as told:
        read_date(typed)
    for reading in readings:
        assert reading in str(told.value)
        assert isinstance(read_date(reading), date)


def test_six_figures_that_can_be_one_day_only_are_taken() -> None:
    assert read_date("111111") == date(2011, 11, 11)
    assert read_date("221140") == date(2040, 11, 22)  # no month has 40 days


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("forleden", "måned"),
        ("mandag", "måned"),
        ("99999999", "måned"),
        ("11223344", "måned"),
        ("ma 2026", "måned"),
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
        ("5.", "5"),
        (",5", "0.5"),
        ("+5", "5"),
        ("1250.50", "1250.50"),
        ("12.5", "12.5"),
        ("1,250.50", "1250.50"),
        ("1,000,000", "1000000"),
        ("0,250", "0.25"),
        ("1'250", "1250"),
        ("1’250,50", "1250.50"),
        ("1\u202f250", "1250"),
        ("kr. 1.250", "1250"),
        ("kr.1.250,50", "1250.50"),
        ("Kr 1250", "1250"),
        ("DKK 1.250", "1250"),
        ("1.250 DKK", "1250"),
        ("1.250 kroner", "1250"),
        ("1 krone", "1"),
        ("1250,-", "1250"),
        ("1250.-", "1250"),
        ("1250,–", "1250"),
        ("1.250,-- kr.", "1250"),
        ("kr. 1.250,-", "1250"),
        ("kr.\u00a01.250", "1250"),
        ("ca. 1.250 kr.", "1250"),
        ("½", "0.5"),
        ("7½", "7.5"),
        ("7 ¼", "7.25"),
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
        ("\uff11\uff12", "kun tal"),
        ("100-200", "kun tal"),
        ("12 km", "kun tal"),
        ("--5", "kun tal"),
        ("kr.", "kun tal"),
        ("-5", "0 eller mere"),
        ("−5", "0 eller mere"),
        ("- 1.250,50", "0 eller mere"),
        ("1.25.50", "komma"),
        ("1 25", "komma"),
        ("1,2,3", "komma"),
        (",", "komma"),
        ("1,250", "1.250 eller 1,25"),
        ("12,345 kr.", "12.345 eller 12,345"),
        ("1250,555", "højst 2 cifre"),
        ("1000000,01", "højst 1.000.000"),
        ("9" * LONGEST, "højst 1.000.000"),
        ("0," + "1" * (LONGEST - 2), "højst 2 cifre"),
    ],
)
def test_what_is_no_number_is_told_with_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_number(without_control(typed), KRONER)
    assert says in str(told.value)


@pytest.mark.parametrize(
    ("unit", "typed"),
    [("timer", "7,5 t"), ("timer", "7.5 timer"), ("timer", "7½ time"), ("km", "7,5 kilometer"), ("døgn", "7,5 nætter")],
)
def test_a_number_may_stand_with_the_words_for_its_unit(unit: str, typed: str) -> None:
    assert read_number(typed, NumberBounds(unit, most=Decimal(100))) == Decimal("7.5")


@pytest.mark.parametrize(("typed", "says"), [("1,5", "helt tal"), ("0", "mindst 1"), ("367", "højst 366")])
def test_a_number_of_days_is_whole_and_within_a_year(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as told:
        read_number(typed, DAYS)
    assert says in str(told.value)


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


@given(ANYTHING)
def test_whatever_is_typed_is_a_day_or_is_told(app: Flask, typed: str) -> None:
    with app.test_request_context():
        day = understood(typed, read_date)
    assert day is None or isinstance(day, date)


WAYS_TO_WRITE = ["yyyy-MM-dd", "d/M yyyy", "dd-MM-yyyy", "d.M.yyyy", "d. MMMM yyyy", "EEEE 'den' d. MMM yyyy"]


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(WAYS_TO_WRITE))
def test_every_day_is_read_back_as_it_was_written(app: Flask, day: date, way: str) -> None:
    with app.test_request_context():
        assert read_date(format_date(day, way, locale="da")) == day


@given(ANYTHING)
def test_whatever_is_typed_is_a_number_within_its_bounds_or_is_told(app: Flask, typed: str) -> None:
    with app.test_request_context():
        number = understood(typed, lambda text: read_number(text, KRONER))
    assert number is None or (isinstance(number, Decimal) and 0 <= number <= KRONER.most)


@given(st.decimals(min_value=0, max_value=1_000_000, places=2), st.sampled_from([".", " ", ""]))
def test_every_amount_is_read_back_as_it_was_written(app: Flask, amount: Decimal, thousands: str) -> None:
    written = f"{amount:,.2f}".replace(",", "§").replace(".", ",").replace("§", thousands)
    with app.test_request_context():
        assert read_number(written, KRONER) == amount


def test_a_page_gets_no_character_that_it_may_not_hold() -> None:
    assert without_control(" a\x00\ufffe\n b\t\u202ec ") == "a b c"
    assert len(without_control("x" * 1000)) == LONGEST


def test_a_text_keeps_its_lines_and_nothing_that_turns_it_around() -> None:
    assert lines_of_text("\r\n a\x00\ufffe\u202e\tb \r\n\r\nc\x7f\n\n") == " a\tb\n\nc"


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("/helsingoer/raadgiver/ny/soeg", {"ord": "pårørende"}),
        ("/helsingoer/frister/klage", {"dag": "i går"}),
        ("/helsingoer/breve/klage/ledsagelse", {"brev": "Kære kommune\n\nHilsen Åse"}),
        ("/helsingoer/beregn/boformer-hjemloese", {"doegn": "3 døgn, på én gang"}),
    ],
)
def test_letters_of_two_characters_are_read_as_one(client: CheckedClient, address: str, typed: dict[str, str]) -> None:
    """As some keyboards write them, and as they are copied from a PDF."""
    apart = {name: normalize("NFD", text) for name, text in typed.items()}
    assert apart != typed
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        composed, decomposed = (client.post(address, data=sent, content_type=kind) for sent in (typed, apart))
        # The page of a deadline has a sealed address in it, which is another each time.
        shown, expected = (re.sub(r"[\w-]{80,}", "", response.text) for response in (decomposed, composed))
        assert shown == expected


def test_a_letter_of_nothing_but_accents_holds_nobody_up(client: CheckedClient) -> None:
    """Composed at once, it would take ten seconds."""
    typed = "a" + "\u0315" * 60_000 + "\u0327" * 60_000
    began = process_time()
    assert client.post("/helsingoer/breve/klage/ledsagelse", data={"brev": typed}).status_code == 413
    response = client.post(
        "/helsingoer/breve/klage/ledsagelse", data={"brev": typed}, content_type="multipart/form-data"
    )
    assert response.status_code == 422
    assert process_time() - began < 3


def test_what_stands_in_a_query_is_composed_too(app: Flask) -> None:
    with app.test_request_context("/?emne=" + quote(normalize("NFD", "på"))):
        assert request.args["emne"] == "på"


def test_empty_field_beside_a_long_one_stays_empty() -> None:
    """Wherever it lies: forms are read in one piece."""
    for length in range(64_800, 65_700):
        sent = {"first": "x" * length, "second": "", "third": "ja", "fourth": ""}
        builder = EnvironBuilder(method="POST", data=sent, content_type="multipart/form-data")
        request = TypedRequest(builder.get_environ())
        request.max_content_length = request.max_form_memory_size = LARGEST_LETTER
        assert request.form.to_dict() == sent
