"""Pairs of Danish and another language: what they give, what is wrong with them, and what a translator is handed."""

from __future__ import annotations

from pathlib import Path

import pytest

from guide.content import Layers, load, read
from guide.content.cache import Cache
from guide.content.translations.progress import coverage, stale_pairs, without_catalogue
from guide.content.translations.skeleton import begin, write_skeletons
from guide.municipality import Guide
from guide.rules.answers import Perspective
from testing.changed_content import COMPANION, RATES, TODAY, Copy
from tests.conftest import ROOT

ABOUT = 'tal: "1,234.5"\nniveau: "({år} level)"\ntiltale: [you, your]\n'
FIGURES = "- {da: '# timer om måneden', en: '# hours a month'}\n"


def add(content: Copy, file: str, text: str) -> None:
    path = content.root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def english(content: Copy, pairs: str, file: str = "en/lilleby/ledsagelse.yaml") -> Guide:
    """The guide with these pairs beside the figures."""
    add(content, "en/oversaettelse.yaml", ABOUT)
    add(content, "en/satser.yaml", "- {da: '# kr.', en: '# kroner'}\n")
    add(content, file, FIGURES + pairs)
    return load(content.root, TODAY)


def texts(guide: Guide) -> dict[str, str]:
    return {**guide.translations["en"].texts[""], **guide.translations["en"].texts.get("lilleby", {})}


def test_a_pair_gives_all_perspectives_and_borrows_the_same_figures(content: Copy) -> None:
    pairs = """\
- {da: "Du kan ikke gå ud alene.", en: "[You|The person|The child] cannot go out alone."}
- {da: "Hvor mange timer du har brug for.", en: "How many hours [you need|they need]."}
- {da: "Du kan få {timer}.", en: "You can get {timer}."}
- {da: "Det er gratis. Kommunen kan give {tilskud} om året til ture.", en: "It is free. Up to {tilskud} a year."}
"""
    guide = english(content, pairs)
    standard, said = guide.municipalities["lilleby"].standards, texts(guide)
    companion = next(one for one in standard if one.slug == "ledsagelse")
    requirement, hours = companion.requirements[1].text, companion.discretion[0]
    assert [said[requirement.for_(each)] for each in Perspective] == [
        f"{who} cannot go out alone." for who in ("You", "The person", "The child")
    ]
    assert [said[hours.for_(each)] for each in Perspective][1:] == ["How many hours they need."] * 2
    assert said[companion.easy_read[2]] == "You can get 15 hours a month."
    assert said[companion.fee.self_] == "It is free. Up to 1,040 kroner (2026 level) a year."
    assert guide.translations["en"].stale == ()


def test_rules_are_those_of_the_danish_file_alone(content: Copy) -> None:
    before = load(content.root, TODAY).municipalities["lilleby"].standards
    after = english(content, "- {da: Ledsagelse, en: Company}\n").municipalities["lilleby"].standards
    assert [(one.title, one.requirements, one.file) for one in before] == [
        (one.title, one.requirements, one.file) for one in after
    ]


def test_prose_is_translated_piece_by_piece(content: Copy) -> None:
    text = "En fra kommunen kommer hjem til dig. Hun ser på, om du har brug for\\n [en ledsager](standard:ledsagelse)."
    guide = english(
        content,
        f'- {{da: "{text}", en: "She sees [a companion](standard:ledsagelse)."}}\n',
        "en/lilleby/sider/besoeg.yaml",
    )
    (page,) = (page for page in guide.municipalities["lilleby"].pages if page.slug == "besoeg")
    assert texts(guide)[page.html] == '<p>She sees <a href="standard:ledsagelse" rel="noreferrer">a companion</a>.</p>'


WRONG = {
    "a figure that is missing": ("da: 'Du kan få {timer}.', en: You can get it.", "Pladsen “{timer}” mangler"),
    "a figure too many": ("da: Du er voksen., en: 'You are {age}.'", "Pladsen “{age}” står ikke i den danske tekst"),
    "another number": ("da: Som udgangspunkt 10 timer om måneden., en: 12 hours.", "Tallet “10” mangler"),
    "another link": ("da: '[x](standard:a)', en: '[x](standard:b)'", "Linket “standard:a” mangler"),
    "a number that is not put in": ("da: '# dage', en: days", "Tegnet “#” mangler"),
    "too many perspectives": ("da: Du er voksen., en: '[a|b|c|d] x'", "“[a|b|c|d]” har for mange dele"),
    "a mark that is not closed": ("da: Du er voksen., en: '[You are adult.'", "En [ bliver ikke lukket"),
    "a reader who may be another": ("da: Du kan ikke gå ud alene., en: You cannot.", "“You” bliver også vist"),
    "half a mark of direction": ('da: Du er voksen., en: "\\u2067x"', "Et usynligt tegn for læseretning"),
    "the same twice": ("da: Du er voksen., en: x}\n- {da: Du er voksen., en: y", "Den danske tekst står to gange"),
    "another field": ("da: Du er voksen., de: x", "Feltet “de” findes ikke her"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_pair_is_told_with_its_line(content: Copy, case: str) -> None:
    pair, words = WRONG[case]
    add(content, "en/oversaettelse.yaml", ABOUT)
    add(content, "en/lilleby/ledsagelse.yaml", f"- {{{pair}}}\n")
    (told,) = content.complaints()
    assert told.startswith(f"{content.root}/en/lilleby/ledsagelse.yaml:")
    assert words in told


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("en/lilleby/ukendt.yaml", FIGURES, "Der er ingen dansk fil da/lilleby/ukendt.md"),
        ("en/ledsagelse.yaml", FIGURES, "Der er ingen dansk fil da/ledsagelse.md"),
        ("en/lilleby/ledsagelse.md", FIGURES, "Kald den ledsagelse.yaml"),
        ("engelsk/x.yaml", FIGURES, "“engelsk” er ikke et sprog"),
        ("en/oversaettelse.yaml", "tal: 1234\nniveau: x\n", "viser ikke, hvordan tal skrives"),
        ("uk/satser.yaml", "[]", "uk/oversaettelse.yaml:1: Filen mangler"),
    ],
)
def test_a_file_in_the_wrong_place_is_told_with_a_remedy(content: Copy, file: str, text: str, words: str) -> None:
    add(content, "en/oversaettelse.yaml", ABOUT)
    add(content, file, text)
    assert any(words in told for told in content.complaints())


def test_a_changed_danish_text_is_shown_and_its_pair_is_stale(content: Copy) -> None:
    pairs = "- {da: Du er voksen., en: '[You are|They are] an adult.'}\n"
    assert "Du er voksen." in texts(english(content, pairs))
    content.change(COMPANION, "krav: Du er voksen.", "krav: Du er en voksen.")
    guide = load(content.root, TODAY)
    assert "Du er en voksen." not in texts(guide)
    (told,) = map(str, stale_pairs(guide))
    file = content.root / "en/lilleby/ledsagelse.yaml"
    assert told.startswith(f"{file}:2: Den danske tekst findes ikke mere: “Du er voksen.”.")
    assert "Nu står der: “Du er en voksen.”" in told
    assert any("lilleby/ledsagelse.md" in line for line in coverage(guide))


def test_an_amount_of_another_year_makes_no_pair_stale(content: Copy) -> None:
    english(content, "")
    content.change(RATES, 'værdi: "1.040"', 'værdi: "1.050"')
    guide = load(content.root, TODAY)
    assert texts(guide)["1.050 kr. (2026-niveau)"] == "1,050 kroner (2026 level)"
    assert guide.translations["en"].stale == ()


def test_a_translator_gets_what_is_missing_and_keeps_what_is_there(content: Copy) -> None:
    pairs = "- {da: Du er voksen., en: '[You are|They are] an adult.'}\n- {da: Gammel tekst., en: Old text.}\n"
    guide = english(content, pairs)
    (path,) = write_skeletons(guide, content.root, "en", ["lilleby/ledsagelse"])
    written = path.read_text(encoding="utf-8")
    assert "    [You are|They are] an adult.\n" in written
    assert "#       Gammel tekst.\n" in written
    assert '    Du kan ikke gå ud alene.\n  en: ""\n' in written
    filled = written.replace('en: ""', "en: X {timer} {tilskud}")
    assert written.count('en: ""') == filled.count("en: X")
    again = load(content.root, TODAY)
    assert texts(again) == texts(guide)
    assert again.translations["en"].stale == ()
    write_skeletons(again, content.root, "en", ["lilleby/ledsagelse"])
    assert path.read_text(encoding="utf-8") == written


def test_a_danish_text_is_handed_on_as_it_is_written(content: Copy) -> None:
    """Even where the text of a field could not be so, as a list with bullets."""
    content.change(COMPANION, "En ledsager går med dig ud. Du", "Det er:\n\n• en tur\n• et besøg\n\nDu")
    guide = english(content, "")
    (path,) = write_skeletons(guide, content.root, "en", ["lilleby/ledsagelse"])
    written = path.read_text(encoding="utf-8")
    assert "    • en tur\n" in written
    assert content.complaints() == []


def test_a_new_language_begins_with_a_command(content: Copy) -> None:
    begin(Layers(content.root), "uk")
    guide = load(content.root, TODAY)
    files = {path.relative_to(content.root).as_posix() for path in write_skeletons(guide, content.root, "uk", [])}
    assert {"uk/spoergsmaal.yaml", "uk/satser.yaml", "uk/lilleby/kommune.yaml", "uk/sider/om.yaml"} <= files
    again = load(content.root, TODAY)
    assert not again.translations["uk"].is_offered("lilleby")
    (told,) = without_catalogue(again, content.root, ROOT / "translations")
    assert "make translations LANGUAGE=uk" in told.remedy


def test_what_was_read_of_a_language_is_kept_until_a_text_changes(content: Copy, tmp_path: Path) -> None:
    english(content, "- {da: Ledsagelse, en: Company}\n")
    cache = Cache(tmp_path / "cache")
    first, again = (load(content.root, TODAY, cache).translations["en"] for _time in range(2))
    assert first == again
    add(content, "en/lilleby/ledsagelse.yaml", FIGURES + "- {da: Ledsagelse, en: Somebody to go with}\n")
    assert load(content.root, TODAY, cache).translations["en"].texts["lilleby"]["Ledsagelse"] == "Somebody to go with"
    assert read(content.root, TODAY, cache)[1] == ()
