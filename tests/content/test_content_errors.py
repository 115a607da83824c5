"""What an editor is told of each kind of bad content: the whole message, with file, line and remedy."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from shutil import rmtree

import pytest

from guide.content import ContentError, load, read
from guide.content.texts.figures import typed_figures
from guide.sources import Board
from testing.changed_content import COMPANION, LAW_CHANGES, MEALS, MUNICIPALITY, QUESTIONS, RATES, TODAY, VISIT, Copy
from tests.content.content_table import Case, cases


def test_the_content_that_is_changed_is_good(content: Copy) -> None:
    assert content.complaints() == []
    standards = content.lilleby().standards
    assert [standard.slug for standard in standards] == ["madhjaelp", "ledsagelse"]


@pytest.mark.parametrize("case", cases(Path(__file__).with_name("content_errors.yaml")))
def test_message(content: Copy, case: Case) -> None:
    """The table: one change, one message, and nothing else is complained of."""
    problems, _none = case.change(content)
    assert sorted(content.complaints()) == problems


def test_a_board_has_the_time_that_it_borrows(content: Copy) -> None:
    route = 'nævn: Nævnet, adresse: Storegade 1, frist: "{klagefrist}", kun lovspørgsmål: ja, tekst: Skriv til nævnet.'
    content.change(COMPANION, "lov: Loven § 1", f"lov: Loven § 1\nklage: {{{route}}}")
    assert content.companion().complaint_board == Board("Nævnet", "Storegade 1", weeks=4, only_legal=True)


def test_problems_in_two_files_are_raised_together(content: Copy) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    content.change(RATES, "  niveau: 2026\n", "")
    both = [
        content.told(COMPANION, "trin: to", "“trin: to” er ikke et helt tal. Skriv et tal, for eksempel 3."),
        content.told(
            RATES, 26, "Beløbet “tilskud” har ikke noget niveau. Skriv det år, beløbet gælder for: “niveau: 2025”."
        ),
    ]
    assert content.complaints() == both
    with pytest.raises(ContentError) as raised:
        load(content.root, TODAY)
    assert str(raised.value) == "\n".join(both)


@pytest.mark.parametrize(
    ("file", "item", "wrong"),
    [
        (QUESTIONS, "  - id: faerdes", "Spørgsmålet “faerdes” står to gange. Slet det ene."),
        (LAW_CHANGES, "- id: ny-alder", "Lovændringen “ny-alder” står to gange. Slet den ene."),
    ],
)
def test_an_item_twice_is_named_at_the_second(content: Copy, file: str, item: str, wrong: str) -> None:
    text = content.text(file)
    content.path(file).write_text(text + text[text.index(item) :], encoding="utf-8")
    assert content.complaints() == [content.told(file, text.count("\n") + 1, wrong)]


def test_a_rate_without_an_id_is_not_taken_for_another_one(content: Copy) -> None:
    text = content.text(RATES)
    content.path(RATES).write_text(text.replace("- id: tilskud\n  navn", "- navn"), encoding="utf-8")
    assert [complaint for complaint in content.complaints() if RATES in complaint] == [
        content.told(RATES, 15, "Feltet “id” mangler. Skriv “id: …”."),
        content.told(RATES, 25, "Feltet “id” mangler. Skriv “id: …”."),
    ]


# Files as they were saved


def test_danish_letters_as_two_code_points_are_read_as_one(content: Copy) -> None:
    text = content.text(COMPANION)
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert "på-gode-dage" not in apart
    content.path(COMPANION).write_text(apart, encoding="utf-8")
    assert content.complaints() == []
    assert content.companion().requirements[1].conditions[0].discretionary == {"på-gode-dage"}


def test_a_file_that_is_not_utf_8_is_named_with_the_first_line_that_is_not(content: Copy) -> None:
    content.path(COMPANION).write_bytes(content.text(COMPANION).replace("“", "").replace("”", "").encode("latin-1"))
    wrong = "Filen er ikke gemt som UTF-8. Gem den igen, og vælg tegnsættet UTF-8."
    assert content.complaints() == [content.told(COMPANION, 4, wrong)]


@pytest.mark.parametrize(("before", "line_end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(content: Copy, before: str, line_end: str) -> None:
    plain = content.companion()
    content.path(COMPANION).write_bytes((before + content.text(COMPANION).replace("\n", line_end)).encode())
    saved = content.companion()
    assert (saved.title, saved.sections, saved.requirements) == (plain.title, plain.sections, plain.requirements)


def test_with_windows_line_ends_a_message_names_the_same_line(content: Copy) -> None:
    content.change(COMPANION, "kontrolleret: 2026-11-22", "kontrolleret: i går")
    expected = content.complaints()
    content.path(COMPANION).write_bytes(("\ufeff" + content.text(COMPANION).replace("\n", "\r\n")).encode())
    assert content.complaints() == expected
    assert expected[0].startswith(f"{content.path(COMPANION)}:72: ")


def test_a_municipality_without_standards_is_told_so(content: Copy) -> None:
    content.path(COMPANION).unlink()
    content.path(MEALS).unlink()
    wrong = "Kommunen har ingen standarder. Læg mindst én standard i mappen."
    assert content.told(MUNICIPALITY, 1, wrong) in content.complaints()


def test_no_municipality_at_all_is_told_so(content: Copy) -> None:
    rmtree(content.path("lilleby"))
    assert content.complaints() == [content.told("", 1, "Der er ingen kommune. Opret en mappe med filen kommune.md.")]


# What files say of one another


def test_a_standard_that_cannot_be_read_is_not_said_to_be_missing(content: Copy) -> None:
    content.change(COMPANION, "trin: 2\n", "trin 2\n")
    assert [problem.split(": ", 1)[0] for problem in content.complaints()] == [f"{content.path(COMPANION)}:10"]


def test_a_word_that_only_ends_as_a_copy_does_is_no_copy(content: Copy) -> None:
    content.path("lilleby/fotokopi.md").write_text(content.text(COMPANION), encoding="utf-8")
    assert content.complaints() == []
    assert "fotokopi" in [standard.slug for standard in content.lilleby().standards]


def test_the_line_of_a_relation_is_its_own(content: Copy) -> None:
    content.change(COMPANION, "  - Hvor mange timer", "  - Om dans er noget for dig, og hvor mange timer")
    content.change(COMPANION, "ellers se:\n  - standard: madhjaelp", "ellers se:\n  - standard: dans")
    wrong = "Standarden “dans” under “ellers se” findes ikke her. Vælg mellem: ledsagelse, madhjaelp."
    assert content.complaints() == [content.told(COMPANION, "standard: dans", wrong)]


def test_a_circle_of_i_stedet_for_shows_its_way_at_every_standard_in_it(content: Copy) -> None:
    content.change(COMPANION, "udelukker:\n", "i stedet for:\n  - {standard: madhjaelp, tekst: Nej.}\nudelukker:\n")
    content.change(MEALS, "går forud for:", "i stedet for:\n  - {standard: ledsagelse, tekst: Nej.}\ngår forud for:")
    ways = {COMPANION: "ledsagelse → madhjaelp → ledsagelse", MEALS: "madhjaelp → ledsagelse → madhjaelp"}
    assert content.complaints() == [
        content.told(file, "- {standard", f"“i stedet for” går i ring: {way}. Slet det ene sted, der ikke passer.")
        for file, way in ways.items()
    ]


def test_search_words_may_be_left_out(content: Copy) -> None:
    assert "søgeord" not in content.text(COMPANION)
    assert content.companion().search_words == ()


# Figures in a text


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Det tager 3 måneder.", ["3 måneder"]),
        ("Det tager tre uger og to hele dage.", ["tre uger", "to hele dage"]),
        ("Det tager fem\nuger.", ["fem uger"]),
        ("Et kursus på femogtyve timer og et 14-dages ophold.", ["femogtyve timer", "14-dages"]),
        ("3-5 dage, to-tre timer og halvanden time", ["3-5 dage", "to-tre timer", "halvanden time"]),
        ("30 procent, 7,5 %, 2 pct. og 30%", ["30 procent", "7,5 %", "2 pct", "30%"]),
        ("10 km, 15 minutter, 4 døgn, 2 gange", ["10 km", "15 minutter", "4 døgn", "2 gange"]),
        ("De to år går.", ["to år"]),
        ("Det sker hver 14. dag og hvert 2. år.", ["hver 14. dag", "hvert 2. år"]),
        ("6.660 kr., ti kroner, kr. 500 og 500,-", ["6.660 kr.", "ti kroner", "kr. 500", "500,-"]),
        # A year, a date, an age, a paragraph, a clock time and an address are none.
        ("Serviceloven §§ 85 og 95-110, stk. 2", []),
        ("Siden 1. september 2027 og i 2024", []),
        ("Du er mellem 18 og 65 år.", []),
        ("Åbent kl. 9-15 og kl. 9.00-11.00", []),
        ("Torvet 1, 3. sal, 9999 Lilleby, telefon 12 34 56 78", []),
        ("en gang om året, én gang om ugen, ét døgn", []),
        ("Borgercenteret har to steder, og Otto kommer om dagen.", []),
        ("Du kan få {timer} og {sats-2024} om ugen. Der er {antal} dage.", []),
        ("[Loven](https://loven.example/3-dage) og https://loven.example/4-timer", []),
        ("1. Find svaret nr. 3\n2. Gange er svært", []),
        ("Trin 3\n\nTimer og dage", []),
    ],
)
def test_a_number_with_its_unit_is_a_figure(text: str, figures: list[str]) -> None:
    assert sorted(figure.text for figure in typed_figures(text)) == sorted(figures)


# Whatever else may be wrong


@pytest.mark.full
@pytest.mark.parametrize("file", [QUESTIONS, RATES, LAW_CHANGES, "ordbog.yaml", MUNICIPALITY, COMPANION, MEALS, VISIT])
def test_every_line_lost_cut_off_or_moved(content: Copy, file: str) -> None:
    """No line of a file can go, be cut or be moved so that a traceback comes, or a line is named that no file has."""
    lines = content.text(file).split("\n")
    named = 0
    for number, line in enumerate(lines):
        for instead in ([], [line[: len(line) // 2]], [f"  {line}"]):
            content.path(file).write_text("\n".join([*lines[:number], *instead, *lines[number + 1 :]]), "utf-8")
            for problem in read(content.root, TODAY)[1]:
                at = Path(problem.file)
                last = at.read_text("utf-8").count("\n") + 1 if at.is_file() else 1
                assert problem.wrong, f"line {number + 1} as {instead}"
                assert 1 <= problem.line <= last, f"line {number + 1} as {instead}: {problem}"
                named += at == content.path(file)
    assert named > len(lines) / 2
