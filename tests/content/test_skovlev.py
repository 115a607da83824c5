"""Skovlev, a fictitious municipality whose standards use every form that the format has: what its readers see."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guide.check import check
from guide.municipality import Guide
from guide.result.overview import build_result
from guide.rules.answers import Answers
from guide.rules.interview import Interview
from guide.rules.outcome import State, evaluate
from guide.web.pages.matrix import matrix
from testing.changed_content import STYLESHEET
from testing.checked_client import CheckedClient, page_of, text_of
from tests.conftest import Seal

AFTER_THE_RATES = date(2026, 11, 30)
pytestmark = pytest.mark.parametrize("guide", ["fictitious"], indirect=True)

BLIND = {
    "hvem": ["mig"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset"],
    "aarsag": ["syn"],
    "bolig": ["egen"],
    "faerdes": ["nej"],
    "varig": ["ja"],
}
VULNERABLE = BLIND | {"aarsag": ["syn", "psykisk"]}
LASTING = {"hvem": ["mig"], "alder": ["26-64"], "behov": ["bolig"], "stoettebehov": ["hoejt"], "varig": ["ja"]}
RENTED, MOVING = "En bolig, du lejer", "Du bor allerede i et botilbud"
DISAGREE = "Standarden siger 12 til 67 år, men den ældre side siger 18 til 67 år."
ASSESSED = "Du kan selv sige, hvad du vil ud til."


def test_the_check_lists_what_the_municipality_must_find_out_and_finds_nothing_else(
    fictitious: Path, guide: Guide
) -> None:
    assert "skovlev" in guide.municipalities
    report = check(fictitious, AFTER_THE_RATES, STYLESHEET)
    assert report.problems == ()
    warning, uneasy = (str(warning) for warning in report.warnings)
    assert "content/da/skovlev/kommune.md:1: Det skal kommunen finde ud af" in warning
    unknown = "ansøgning; sagsbehandlingstider; måder i klager; pris (Længerevarende botilbud)."
    assert unknown in warning
    assert f"ledsagelse.md:{_line_of(fictitious, DISAGREE)}: Kilderne er uenige: {DISAGREE}" in uneasy


def _line_of(content: Path, words: str) -> int:
    text = (content / "da" / "skovlev" / "ledsagelse.md").read_text(encoding="utf-8")
    return text[: text.index(words)].count("\n") + 1


def test_where_sources_disagree_is_told_to_no_reader(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    token = seal("skovlev", BLIND)
    for path in (
        "skovlev/standarder/ledsagelse",
        f"skovlev/resultat/{token}/ledsagelse",
        f"skovlev/raadgiver/{token}/ark",
        "api/v1/skovlev/standards/ledsagelse",
    ):
        assert "Vi har skrevet" not in client.get(f"/{path}").text, path
    assert f"<li>{DISAGREE}" in matrix(guide, AFTER_THE_RATES)


@pytest.mark.parametrize(
    ("age", "asked", "told", "state"),
    [
        ("0-15", False, {}, State.INDIVIDUAL),
        ("65-pension", False, {}, State.INDIVIDUAL),
        ("pension", True, {"har-ledsagelse": ["ja"]}, State.INDIVIDUAL),
        ("pension", True, {"har-ledsagelse": ["nej"]}, State.UNLIKELY),
    ],
)
def test_an_age_limit_can_leave_those_who_have_the_help(
    guide: Guide, age: str, *, asked: bool, told: dict[str, list[str]], state: State
) -> None:
    """Only they are asked who have passed it."""
    place, person = guide.municipalities["skovlev"], BLIND | {"alder": [age]}
    standard = place.standard("ledsagelse")
    assert standard is not None
    to_ask = Interview(place.questions, (standard,)).open_questions(Answers(person))
    assert ("har-ledsagelse" in [question.id for question in to_ask]) is asked
    assert evaluate(standard, Answers(person | told)).state is state


def test_what_the_source_does_not_say_is_said_so(client: CheckedClient) -> None:
    price = "Standarden siger ikke, hvad det koster. Spørg kommunen, før du siger ja."
    assert price in text_of(client.page("/skovlev/standarder/botilbud").one(".//main"))
    assert client.get("/api/v1/skovlev/standards/botilbud").get_json()["fee"] == price
    assert "Spørg kommunen, hvordan du søger." in client.get("/skovlev/standarder/ledsagelse").text
    assert "Spørg kommunen, hvordan du klager" in client.get("/skovlev/klage").text


def test_a_requirement_that_nobody_can_be_asked_is_shown_as_one(client: CheckedClient, seal: Seal) -> None:
    """On the page, the account, the application and the sheet, and by the API."""
    token = seal("skovlev", BLIND)
    account = client.get(f"/skovlev/resultat/{token}/ledsagelse").text
    assert f"{ASSESSED}</span> <span class" in account
    assert "Guiden kan ikke spørge om det" in account
    assert f"“{ASSESSED}”" in client.get(f"/skovlev/resultat/{token}/ledsagelse/ansoegning").text
    assert f"<li>{ASSESSED} <span class" in client.get("/skovlev/standarder/ledsagelse").text
    assert ASSESSED in client.get(f"/skovlev/raadgiver/{token}/ark").text
    rule = client.get("/api/v1/skovlev/standards/ledsagelse").get_json()["requirements"]
    assert [one["requirement"] for one in rule if one["assessed"]] == [ASSESSED]


def test_a_municipality_adds_letters_and_passages(client: CheckedClient, seal: Seal) -> None:
    """What it does not say comes from the guide."""
    page, choices = "/skovlev/breve/besoeg/botilbud", {"hvem": "barn", "grunde": ["sammen"]}
    assert page in client.page("/skovlev/breve").links()
    assert client.get("/skovlev/breve/besoeg/ledsagelse").status_code == 404
    assert "Du kan se et botilbud" in client.get(page).text
    letter = client.post(page, data=choices).text
    for words in (
        "Navn: ____",
        "Voksne og Handicap, Skovlev Kommune\nTorvet 1",
        "Jeg skriver for et barn",
        "før jeg søger om længerevarende botilbud",
        "- De rum, man",
    ):
        assert words in letter
    applied = client.get(f"/skovlev/resultat/{seal('skovlev', LASTING)}/botilbud/ansoegning").text
    for words in ("Hvordan er en god dag", "Hvordan kommer man til", "Giv mig besked", "når Skovhuset har åbent"):
        assert words in applied
    complaint = client.post("/skovlev/breve/klage/ledsagelse", data={"hvem": "mig", "grunde": ["vejen", "med"]}).text
    assert "- Der var ikke mulighed for at være med i sagen.\n- Der er ikke set på, at vejen er lang." in complaint
    assert "Skriv også til mig" not in complaint  # that is for a board


def test_a_number_among_arabic_words_keeps_its_order(client: CheckedClient, seal: Seal) -> None:
    sheet = client.page(f"/ar/skovlev/raadgiver/{seal('skovlev', LASTING)}/ark")
    letter = page_of(client.post("/ar/skovlev/breve/besoeg/botilbud", data={"hvem": "mig"}))
    for page in (sheet, letter):
        numbers = text_of(page.one(".//body")).count("99 99 99 97")
        in_order = [part for part in page.all(".//*[@dir='ltr']") if "99 99 99 97" in text_of(part)]
        assert len(in_order) == numbers > 0


def test_help_without_a_standard_is_named_where_it_excludes_this(client: CheckedClient, seal: Seal) -> None:
    name, token = "Borgerstyret personlig assistance (§ 96)", seal("skovlev", BLIND)
    for page in ("standarder/ledsagelse", f"resultat/{token}/ledsagelse", f"raadgiver/{token}/ark"):
        assert name in client.get(f"/skovlev/{page}").text
    sees_well = seal("skovlev", BLIND | {"faerdes": ["ja"]})
    assert name not in client.get(f"/skovlev/resultat/{sees_well}/ledsagelse").text


@pytest.mark.parametrize(
    ("slug", "told"),
    [
        ("ledsagelse", "Højst 30 arbejdsdage som udgangspunkt. Weekender og helligdage er ikke arbejdsdage."),
        ("botilbud", "3 til 6 måneder som udgangspunkt."),
    ],
)
def test_a_time_in_any_unit_has_a_date(client: CheckedClient, slug: str, told: str) -> None:
    """The last day of a range; working days name the holidays that they leave out."""
    page = page_of(client.post(f"/skovlev/frister/ansoegning/{slug}", data={"dag": "22-11-2026"}))
    told_there = text_of(page.one(".//main"))
    assert all(sentence in told_there for sentence in told.split(". "))
    assert ("Juledag, Nytårsdag" in told_there) is (slug == "ledsagelse")
    assert ("22. maj 2027" in told_there) is (slug == "botilbud")


def test_a_case_is_shown_to_those_whose_it_can_be(client: CheckedClient, seal: Seal) -> None:
    """On the standard's page all are; in the account those that no answer rules out. A time of one's own is counted."""
    page = text_of(client.page("/skovlev/standarder/botilbud").one(".//main"))
    assert all(words in page for words in (RENTED, "Almenboligloven § 105", "Skovlevs regler om boliger, Leje", MOVING))

    def account(**told: list[str]) -> str:
        token = seal("skovlev", LASTING | told)
        return text_of(client.page(f"/skovlev/resultat/{token}/botilbud").one(".//main"))

    assert "Der er nogen om dagen, men ikke om natten." in page

    at_home, in_a_home, not_told = account(bolig=["egen"]), account(bolig=["midlertidigt-botilbud"]), account()
    assert RENTED in at_home
    assert MOVING not in at_home
    assert "22. maj 2027" in at_home
    assert MOVING in in_a_home
    assert "14. februar 2027" in in_a_home
    sheet = client.page(f"/skovlev/raadgiver/{seal('skovlev', LASTING | {'bolig': ['midlertidigt-botilbud']})}/ark")
    assert "14. februar 2027" in text_of(sheet.one(".//main"))
    assert "22. maj 2027" not in text_of(sheet.one(".//main"))
    assert "Der er nogen om dagen" in at_home
    assert MOVING in not_told
    assert "3 til 6 måneder" in not_told
    assert "22. maj 2027" not in not_told


def test_the_application_goes_where_the_case_says(client: CheckedClient, seal: Seal) -> None:
    """Where the case is not known, there is a line for whom it is to; both ways are told."""
    elsewhere, ordinary = "Skovlevs botilbud, Skovvej 2", "Skovlev Kommune, Voksne og Handicap"
    usually = "Spørg kommunen, hvordan du søger."

    def written(**told: list[str]) -> str:
        return client.get(f"/skovlev/resultat/{seal('skovlev', LASTING | told)}/botilbud/ansoegning").text

    at_home, in_a_home, not_told = written(bolig=["egen"]), written(bolig=["midlertidigt-botilbud"]), written()
    assert (elsewhere in at_home, ordinary in at_home) == (False, True)
    assert (elsewhere in in_a_home, ordinary in in_a_home) == (True, False)
    plain = client.post("/skovlev/breve/ansoegning/botilbud", data={"hvem": "mig"}).text
    for letter in (not_told, plain):
        assert (elsewhere in letter, f"{ordinary}\n" in letter) == (False, False)
        assert ("Spørg lederen af dit botilbud." in letter, usually in letter) == (True, True)
    address = f"/skovlev/resultat/{seal('skovlev', LASTING | {'bolig': ['midlertidigt-botilbud']})}/botilbud/ansoegning"
    for page in (in_a_home, client.post(address, data={"brev": "Hej.", "vis": "print"}).text):
        assert ("Spørg lederen af dit botilbud." in page, usually in page) == (True, False)
    assert ordinary in client.post("/skovlev/breve/klage/botilbud", data={"hvem": "mig"}).text


def test_each_case_has_its_date_and_none_is_late_before_the_last_of_them(client: CheckedClient) -> None:
    def told(day: str) -> str:
        page = page_of(client.post("/skovlev/frister/ansoegning/botilbud", data={"dag": day}))
        return text_of(page.one(".//main"))

    assert f"{MOVING}: senest omkring 14. februar 2027" in told("22-11-2026")
    assert "Den dag er gået" not in told("01-06-2026")
    assert "Den dag er gået" in told("01-05-2026")


def test_a_section_names_the_document_that_it_rests_on(client: CheckedClient) -> None:
    page = text_of(client.page("/skovlev/standarder/botilbud").one(".//main"))
    assert "Bygger på “Hverdagen i et botilbud” i Skovlevs ældre side." in page
    assert "Bygger på standardens afsnit “Botilbud”." in page


def test_the_row_of_a_result_names_what_an_answer_left_open_first(guide: Guide) -> None:
    def row(told: dict[str, list[str]]) -> tuple[State, bool]:
        (one,) = build_result(guide.municipalities["skovlev"], Answers(told)).fitting
        assert one.why is not None
        return one.outcome.state, one.why.assessed

    assert row(BLIND) == (State.INDIVIDUAL, True)
    assert row(VULNERABLE) == (State.INDIVIDUAL, False)


def test_only_the_answers_that_decided_are_quoted(client: CheckedClient, seal: Seal) -> None:
    page = client.get(f"/skovlev/resultat/{seal('skovlev', VULNERABLE)}/ledsagelse").text
    assert "“Psykisk sygdom eller sårbarhed”" in page
    assert "“Synet”" not in page
