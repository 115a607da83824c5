"""The source's own words behind a requirement: read, looked up in the sources, and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from guide.__main__ import main
from guide.check import check
from guide.check.quotes import quote_problems, requirements_without_quotes
from guide.content import load
from guide.municipality import Guide
from guide.settings import variable
from testing.changed_content import COMPANION, MEALS, STYLESHEET, TODAY, Copy
from testing.checked_client import CheckedClient
from testing.page import Page, text_of
from testing.random_people import PLACE
from tests.conftest import ROOT, NewApp, Visitor

REAL_SOURCES = ROOT.parent / "shared" / "sources"

CHAPTER = "Kataloget er for voksne i Lilleby.\n"
COMPANION_SOURCE = """\
Formål En ledsager er for voksne, der ikke kan gå ud alene. Det aftales med kommu-
nens sagsbehandler – “hver gang”.
Støtten gives ude og hjemme, i bolig-
og værested, og varer som udgangspunkt et halvt år.
"""
MEALS_SOURCE = "Maden er for voksne og ældre. Den er mest for dem,\nder ikke kan gå ud.\n"


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """The texts of Lilleby's sources, in a folder."""
    folder = tmp_path / "sources" / "lilleby"
    folder.mkdir(parents=True)
    texts = {"00-indledning": CHAPTER, "ledsagelse": COMPANION_SOURCE, "madhjaelp": MEALS_SOURCE}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder.parent


@pytest.fixture
def quoted(content: Copy) -> Copy:
    """Lilleby with a quote for every requirement."""
    quote(content, COMPANION, "Du er voksen.", "Kataloget er for voksne i Lilleby.")
    quote(content, COMPANION, "Du kan ikke gå ud alene.", "for voksne, der ikke kan gå ud alene")
    quote(content, MEALS, "Du er voksen eller ældre.", "Maden er for voksne og ældre.")
    quote(content, MEALS, "Du kan ikke altid gå ud alene.", "mest for dem, der ikke kan gå ud")
    return content


def quote(content: Copy, file: str, requirement: str, words: str) -> None:
    content.change(file, f"- krav: {requirement}\n", f"- krav: {requirement}\n    kilde: {words}\n")


def shown(page: Page) -> list[tuple[str, list[str]]]:
    """The requirements that a page quotes the source of, and the quotes."""
    return [
        (text, [text_of(words) for words in group.findall("dd/blockquote")])
        for group in page.all(".//details//dl/div")
        if group.find("dd/blockquote") is not None
        for text in map(text_of, group.findall("dt"))
    ]


def problems(content: Copy, sources: Path) -> list[str]:
    return [str(problem) for problem in check(content.root, TODAY, STYLESHEET, sources).problems]


def warnings(content: Copy, sources: Path) -> list[str]:
    return [str(warning) for warning in check(content.root, TODAY, STYLESHEET, sources).warnings]


# Reading


def test_one_quote_or_a_list_can_be_written(quoted: Copy) -> None:
    quoted.change(MEALS, "kilde: Maden er for voksne og ældre.", "kilde:\n      - Maden er\n      - for voksne")
    (adult, alone) = next(meals.requirements for meals in quoted.lilleby().standards if meals.slug == "madhjaelp")
    assert adult.quotes == ("Maden er", "for voksne")
    assert alone.quotes == ("mest for dem, der ikke kan gå ud",)


def test_the_words_of_the_source_are_not_measured(quoted: Copy, sources: Path) -> None:
    hard = "Borgeren har ret til 15 timers socialpædagogisk ledsagelse " + "efter kommunalbestyrelsens beslutning " * 9
    quoted.change(MEALS, "kilde: Maden er for voksne og ældre.", f"kilde: {hard}")
    (sources / "lilleby" / "madhjaelp.txt").write_text(f"{MEALS_SOURCE}{hard}\n", encoding="utf-8")
    assert problems(quoted, sources) == []


# Looking them up


def test_quotes_that_are_in_their_sources_are_no_problem(quoted: Copy, sources: Path) -> None:
    assert (problems(quoted, sources), warnings(quoted, sources)) == ([], [])


@pytest.mark.parametrize(
    "words",
    [
        "Det aftales med kommunens sagsbehandler",
        'sagsbehandler - "hver gang"',
        "sagsbehandler — »hver   gang«",
        "i bolig- og værested",
        "En ledsager er for voksne … … et halvt år.",
        "… kan gå ud alene. … Støtten gives …",
    ],
)
def test_how_a_source_is_set_makes_no_difference(quoted: Copy, sources: Path, words: str) -> None:
    quoted.change(COMPANION, "kilde: for voksne, der ikke kan gå ud alene", f"kilde: '{words}'")
    assert problems(quoted, sources) == []


@pytest.mark.parametrize(
    "words",
    [
        "Ledsagelse er for børn.",
        "Støtten gives … En ledsager er for voksne",
        "En ledsager er for voks",
        "en ledsager er for voksne",
        "Kataloget er … ikke kan gå ud alene",
        "…",
    ],
)
def test_a_quote_that_is_not_in_the_source_is_a_problem(quoted: Copy, sources: Path, words: str) -> None:
    quoted.change(COMPANION, "kilde: for voksne, der ikke kan gå ud alene", f"kilde: {words}")
    wrong = (
        f"Citatet står ikke i ledsagelse.txt: “{words}”. "
        "Skriv sætningen, som den står i kilden, og se efter, om kravet stadig passer."
    )
    assert problems(quoted, sources) == [quoted.told(COMPANION, f"kilde: {words}", wrong)]


def test_a_prompt_rests_on_a_sentence_of_its_source_too(quoted: Copy, sources: Path) -> None:
    quoted.change(MEALS, "kilde: dem, der ikke kan gå ud\ngår", "kilde: dem, der selv kan\ngår")
    wrong = (
        "Citatet står ikke i madhjaelp.txt: “dem, der selv kan”. "
        "Skriv sætningen, som den står i kilden, og se efter, om kravet stadig passer."
    )
    assert problems(quoted, sources) == [quoted.told(MEALS, "kilde: dem, der selv kan", wrong)]


def test_a_quote_from_another_standard_is_a_problem(quoted: Copy, sources: Path) -> None:
    words = "Maden er for voksne og ældre."
    quoted.change(
        COMPANION, "kilde: for voksne, der ikke kan gå ud alene", f"kilde:\n      - for voksne\n      - {words}"
    )
    wrong = (
        f"Citatet står i madhjaelp.txt, men ikke i ledsagelse.txt: “{words}”. "
        "Find sætningen om denne standard, eller slet citatet."
    )
    assert problems(quoted, sources) == [quoted.told(COMPANION, f"- {words}", wrong)]


def test_a_source_that_is_missing_is_a_problem(quoted: Copy, sources: Path) -> None:
    source = sources / "lilleby" / "madhjaelp.txt"
    source.unlink()
    wrong = f"Kilden til standarden mangler: {source}. Læg kildens tekst dér, eller ret mappen efter --kilder."
    assert problems(quoted, sources) == [quoted.told(MEALS, 9, wrong)]


def test_a_requirement_without_a_quote_is_a_warning_where_sources_are_looked_up(content: Copy, sources: Path) -> None:
    quote(content, COMPANION, "Du er voksen.", "Kataloget er for voksne i Lilleby.")
    assert check(content.root, TODAY, STYLESHEET).warnings == ()
    expected = (
        (COMPANION, "Du kan ikke gå ud alene."),
        (MEALS, "Du er voksen eller ældre."),
        (MEALS, "Du kan ikke altid gå ud alene."),
    )
    assert warnings(content, sources) == [
        content.told(file, f"- krav: {text}", f"Kravet har intet citat: “{text}” Skriv kildens sætning under “kilde”.")
        for file, text in expected
    ]


def test_a_source_that_changes_is_told_at_what_quotes_it(quoted: Copy, sources: Path) -> None:
    quoted.change(COMPANION, "kilde: Kataloget er for voksne i Lilleby.", "kilde: En ledsager er for voksne")
    quoted.change(
        MEALS, "kilde: Maden er for voksne og ældre.", "kilde: [Maden er for voksne og ældre., er for voksne]"
    )
    source = sources / "lilleby" / "madhjaelp.txt"
    source.write_text(MEALS_SOURCE.replace("voksne og ældre", "voksne"), encoding="utf-8")
    (problem,) = problems(quoted, sources)
    assert problem.startswith(quoted.told(MEALS, "kilde: [Maden er", "Citatet står ikke i madhjaelp.txt"))


def test_the_command_line_looks_quotes_up(
    quoted: Copy, sources: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(variable("content"), "")
    line = ["check", "--content", str(quoted.root), "--kilder", str(sources)]
    assert main(line) == 0
    (sources / "lilleby" / "ledsagelse.txt").write_text("Andre ord.\n", encoding="utf-8")
    assert main(line) == 1
    # A requirement's, and a prompt's.
    assert capsys.readouterr().out.count("Citatet står ikke i ledsagelse.txt") == 2


# Showing them


def test_the_api_has_the_quotes_of_each_requirement(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        answer: Any = client.get(f"/api/v1/{slug}/standards").json
        for standard, rules in zip(answer, municipality.standards, strict=True):
            quotes = [requirement["quotes"] for requirement in standard["requirements"]]
            assert quotes == [list(requirement.quotes) for requirement in rules.requirements]


def test_the_page_of_a_standard_quotes_its_source(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            page = client.page(f"/{slug}/standarder/{standard.slug}")
            assert shown(page) == [(rule.text.self_, list(rule.quotes)) for rule in standard.requirements]


def test_the_easy_page_leaves_the_quotes_out(client: CheckedClient) -> None:
    assert client.page(f"/let/{PLACE}/standarder/ledsagelse").all(".//blockquote") == []


def test_only_requirements_with_quotes_stand_with_them(content: Copy, new_app: NewApp, visitor: Visitor) -> None:
    quote(content, COMPANION, "Du er voksen.", "Kataloget er for <b>voksne</b>.")
    reader = visitor(new_app(load(content.root, TODAY)))
    assert shown(reader.page("/lilleby/standarder/ledsagelse")) == [
        ("Du er voksen.", ["Kataloget er for <b>voksne</b>."])
    ]
    assert shown(reader.page("/lilleby/standarder/madhjaelp")) == []


# The real content


@pytest.mark.skipif(not REAL_SOURCES.is_dir(), reason="the texts of the sources are not beside the checkout")
def test_every_quote_of_the_content_is_in_its_source(guide: Guide) -> None:
    assert list(map(str, quote_problems(guide, REAL_SOURCES))) == []


def test_every_requirement_of_the_content_has_a_quote(guide: Guide) -> None:
    assert list(map(str, requirements_without_quotes(guide))) == []


def test_a_relation_quotes_the_text_of_either_standard(quoted: Copy, sources: Path) -> None:
    relation = "se også:\n  - {standard: madhjaelp, tekst: Se mad., kilde: ude og hjemme}\n"
    quoted.change(COMPANION, "ellers se:\n", f"{relation}ellers se:\n")
    assert not problems(quoted, sources)
    quoted.change(COMPANION, "kilde: ude og hjemme}", "kilde: mest for dem}")
    assert not problems(quoted, sources)
    quoted.change(COMPANION, "kilde: mest for dem}", "kilde: ude om natten}")
    (told,) = problems(quoted, sources)
    assert "ude om natten" in told
