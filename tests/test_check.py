"""What the check reports: rules that are not what their writer meant, hard texts, old dates; and how it ends."""

from __future__ import annotations

import re
import socket
from datetime import date
from pathlib import Path
from typing import Never

import pytest

from guide.__main__ import main
from guide.check import Report, check, refuse_failing_rules
from guide.check.readability import read, sentences
from guide.content import ContentError, load
from guide.settings import variable
from guide.web.sealed.tokens import new_key
from testing.changed_content import (
    COMPANION,
    LAW_CHANGES,
    MEALS,
    MUNICIPALITY,
    QUESTIONS,
    RATES,
    STYLESHEET,
    TODAY,
    VISIT,
    Copy,
    copied,
)

EASIER = "Skriv kortere sætninger og kortere ord."
HARD = "Kommunalbestyrelsens visitationsudvalg bevilger socialpædagogisk støtte."
"""Five words, four of them long, in one sentence: LIX 5 + 80."""


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line says in the environment which content it is of; no other test shall see that."""
    monkeypatch.setenv(variable("content"), "")
    monkeypatch.setenv(variable("keys"), "")


def report(content: Copy, today: date = TODAY) -> Report:
    return check(content.root, today, STYLESHEET)


def problems(content: Copy) -> list[str]:
    return [str(problem) for problem in report(content).problems]


def warnings(content: Copy, today: date = TODAY) -> list[str]:
    return [str(warning) for warning in report(content, today).warnings]


def sentence_of(words: int) -> str:
    """A sentence of so many short words."""
    return " ".join(["du"] * words).capitalize() + "."


def test_good_content_has_neither_problems_nor_warnings(content: Copy) -> None:
    found = report(content)
    assert (found.problems, found.warnings, found.summary) == ((), (), "Indholdet er i orden.")


# Rules


def test_an_example_that_comes_out_otherwise_is_told_with_what_decided(content: Copy) -> None:
    content.change(COMPANION, "forventet: individual", "forventet: unlikely")
    assert problems(content) == [
        content.told(
            COMPANION,
            "eksempler:",
            "Intet eksempel kommer an på en vurdering. Skriv et med “forventet: individual”.",
        ),
        content.told(
            COMPANION,
            "- navn: Er over grænsen",
            "Eksemplet “Er over grænsen” giver individual, ikke unlikely. "
            "Afgjort af: “Du er voksen.”. Ret svarene, kravet eller “forventet”.",
        ),
    ]


def test_the_guide_refuses_rules_whose_examples_come_out_otherwise(content: Copy) -> None:
    refuse_failing_rules(load(content.root, TODAY))
    content.change(COMPANION, "forventet: individual", "forventet: unlikely")
    with pytest.raises(ContentError, match="Eksemplet “Er over grænsen” giver individual, ikke unlikely"):
        refuse_failing_rules(load(content.root, TODAY))


def test_a_requirement_without_an_example_of_its_own_is_named_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "svar: {alder: under-18}\n    forventet: unlikely", "forventet: likely")
    assert problems(content) == [
        content.told(
            COMPANION,
            "- krav: Du er voksen.",
            "Intet eksempel viser, hvad der sker, når kun dette krav ikke er opfyldt: “Du er voksen.” "
            "Skriv et, hvor alle andre krav er opfyldt.",
        )
    ]


def test_an_example_that_fails_on_two_requirements_shows_neither_alone(content: Copy) -> None:
    content.change(COMPANION, "svar: {alder: under-18}", "svar: {alder: under-18, faerdes: ja}")
    assert problems(content) == [
        content.told(
            COMPANION,
            "- krav: Du er voksen.",
            "Intet eksempel viser, hvad der sker, når kun dette krav ikke er opfyldt: “Du er voksen.” "
            "Skriv et, hvor alle andre krav er opfyldt.",
        )
    ]


def test_a_requirement_that_no_answer_can_fail_needs_no_example(content: Copy) -> None:
    content.change(
        MEALS,
        "svar: [voksen, ældre]\n    ellers",
        "svar: [voksen, ældre]\n    måske: [under-18]\n    ellers",
    )
    content.change(MEALS, "forventet: unlikely", "forventet: individual")
    assert problems(content) == []


def test_a_standard_that_no_example_fits_is_asked_for_one(content: Copy) -> None:
    content.change(MEALS, "faerdes: nej}\n    forventet: likely", "faerdes: ved-ikke}\n    forventet: unknown")
    assert content.told(
        MEALS,
        "eksempler:",
        "Intet eksempel passer på ordningen. Skriv et med “forventet: likely”.",
    ) in problems(content)


# Plain language


def test_lix_is_words_per_sentence_plus_the_percentage_of_long_words() -> None:
    # 5 + 7 words in two sentences; two of them, “ledsager” and “Ledsageren”, have seven letters or more.
    reading = read("Du kan få en ledsager. Ledsageren går med dig til et besøg.")
    assert reading.words == 12
    assert reading.lix == pytest.approx(12 / 2 + 100 * 2 / 12)
    assert (reading.longest, reading.longest_text) == (7, "Ledsageren går med dig til et besøg")


def test_six_letters_are_short_and_seven_are_long() -> None:
    assert read("Støtte.").lix == pytest.approx(1)
    assert read("Støtten.").lix == pytest.approx(101)


def test_headings_are_not_counted_and_every_bullet_is_a_sentence() -> None:
    html = "<h2>Kommunalbestyrelsens standarder</h2><p>Du kan få:</p><ul><li>mad</li><li>en tur</li></ul>"
    assert sentences(html) == ["Du kan få", "mad", "en tur"]


def test_abbreviations_amounts_and_dates_do_not_end_a_sentence() -> None:
    text = "Du kan få ca. 1.005 kr. om året, fx fra den 1. januar 2026. Spørg kommunen."
    assert len(sentences(text)) == 2


def test_a_text_without_words_has_no_lix() -> None:
    assert (read("").lix, read("<p></p>").words) == (0.0, 0)


@pytest.mark.parametrize(
    ("file", "old", "where", "highest"),
    [
        (COMPANION, "kort: En ledsager går med dig ud.", "kort: Ledsagelse", 40),
        (MEALS, "pris: Maden er ikke dyr.", "omfang og pris: Madhjælp", 40),
        (MUNICIPALITY, "tekst: Tal først med personen.", "besked: voksen", 40),
        (LAW_CHANGES, "tekst: Grænsen for ældre er nu 67 år.", "lovændring: ny-alder", 45),
        ("sider/privatliv.md", "Dine svar bliver ikke gemt.", "side: Privatliv", 45),
    ],
)
def test_a_text_over_its_lix_is_named_at_its_line(content: Copy, file: str, old: str, where: str, highest: int) -> None:
    field = f"{old.split(': ', maxsplit=1)[0]}: " if ": " in old else ""
    content.change(file, old, field + HARD)
    assert problems(content) == [
        content.told(file, HARD, f"Teksten er for svær ({where}): LIX 85, højst {highest}. {EASIER}")
    ]


def test_a_question_is_measured_in_every_perspective_with_its_help(content: Copy) -> None:
    content.change(QUESTIONS, "      barn: Hvor gammelt er barnet?", f"      barn: {HARD}")
    assert problems(content) == [
        content.told(QUESTIONS, HARD, f"Teksten er for svær (spørgsmål: alder (barn)): LIX 85, højst 35. {EASIER}")
    ]


@pytest.mark.parametrize(("long", "said"), [(4, []), (5, ["LIX 45, højst 40"])])
def test_a_lix_at_the_limit_is_well(content: Copy, long: int, said: list[str]) -> None:
    # 20 words in one sentence, of which 4 are long: 20 + 20.
    words = " ".join(["og"] * (20 - long) + ["ledsager"] * long)
    content.change(COMPANION, "kort: En ledsager går med dig ud.", f"kort: {words}.")
    assert [re.findall(r"LIX \d+, højst \d+", problem) for problem in problems(content)] == [[one] for one in said]


def test_a_sentence_over_25_words_is_quoted_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "En ledsager går med dig ud. Du kan også", f"{sentence_of(26)} Du kan også")
    assert problems(content) == [
        content.told(
            COMPANION,
            "Du du du",
            f"En sætning er for lang (standard: Ledsagelse): 26 ord, “{sentence_of(26)[:70]}…”. "
            "Del den, så ingen har over 25 ord.",
        )
    ]


def test_a_sentence_of_25_words_is_well(content: Copy) -> None:
    content.change(COMPANION, "En ledsager går med dig ud. Du kan også", f"{sentence_of(25)} Du kan også")
    assert problems(content) == []


def test_let_laest_over_80_words_is_told_its_number(content: Copy) -> None:
    content.change(MEALS, "  - Du kan få mad til døren.\n", "  - Du kan få mad.\n" * 20 + "  - Ja.\n")
    assert problems(content) == [
        content.told(MEALS, 5, "“Let læst” er for lang: 81 ord, højst 80. Skriv kun det vigtigste.")
    ]


def test_let_laest_of_80_words_is_well(content: Copy) -> None:
    content.change(MEALS, "  - Du kan få mad til døren.\n", "  - Du kan få mad.\n" * 20)
    assert problems(content) == []


# Dates


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (COMPANION, "Ledsagelse"),
        (MUNICIPALITY, "Lilleby Kommune"),
        (VISIT, "Besøg"),
        ("sider/om.md", "Om guiden"),
    ],
)
def test_what_was_checked_over_twelve_months_ago_is_a_warning_and_no_problem(
    content: Copy, file: str, title: str
) -> None:
    content.change(file, "kontrolleret: 2026-11-22", "kontrolleret: 2025-11-21")
    assert problems(content) == []
    assert warnings(content) == [
        content.told(file, "kontrolleret", f"“{title}” er ikke kontrolleret siden 2025-11-21. Sammenlign med kilden.")
    ]


@pytest.mark.parametrize(
    ("file", "item", "title"),
    [
        (RATES, "- id: klage-videre", "Frist for at sende klagen videre"),
        (LAW_CHANGES, "- id: ny-alder", "Alderen er lavet om"),
    ],
)
def test_an_old_rate_and_an_old_law_change_are_named_where_they_begin(
    content: Copy, file: str, item: str, title: str
) -> None:
    before, after = content.text(file).split(item)
    old = after.replace("kontrolleret: 2026-11-22", "kontrolleret: 2025-01-01", 1)
    content.path(file).write_text(before + item + old, encoding="utf-8")
    assert warnings(content) == [
        content.told(file, item, f"“{title}” er ikke kontrolleret siden 2025-01-01. Sammenlign med kilden.")
    ]


def test_the_clock_is_the_one_that_is_passed_in(content: Copy) -> None:
    # Everything in Lilleby was checked on one day: two standards, the municipality, its page, five common ones, the
    # talk, three rates and a law change.
    assert warnings(content, date(2027, 11, 22)) == []
    assert len(warnings(content, date(2027, 11, 23))) == 14


def test_what_was_checked_in_the_future_is_a_warning(content: Copy) -> None:
    content.change(COMPANION, "kontrolleret: 2026-11-22", "kontrolleret: 2026-11-23")
    assert warnings(content) == [
        content.told(COMPANION, "kontrolleret", "“Ledsagelse” er kontrolleret i fremtiden (2026-11-23). Ret datoen.")
    ]


# Promises


@pytest.mark.parametrize(
    "promise",
    [
        "Du har ret til en ledsager",
        "Du har altid krav på et svar",
        "Du er ikke berettiget til mad",
        "Du får bevilget en tur til byen",
        "Du har fået tildelt en plads",
        "Du bliver tilkendt en plads",
    ],
)
def test_a_promise_is_an_error_at_its_line_wherever_citizens_read(content: Copy, promise: str) -> None:
    content.change(COMPANION, "  - Hvor mange timer du har brug for.", f"  - {promise}.")
    content.change(VISIT, "En fra kommunen kommer hjem til dig.", f"Kom. *{promise}*.")
    said = problems(content)
    assert len(said) == 2
    for file, one in zip((COMPANION, VISIT), said, strict=True):
        assert one.startswith(content.told(file, promise, "“"))
        assert "lover noget, som kun kommunen kan afgøre" in one
        assert one.endswith("Skriv “du kan få”, “du kan søge” eller “kommunen kan give”.")


def test_a_promise_to_a_child_alone_is_found_too(content: Copy) -> None:
    content.change(
        COMPANION,
        "kort: En ledsager går med dig ud.",
        "kort:\n  mig: En ledsager går med dig ud.\n  barn: Barnet har ret til en.",
    )
    assert [one.split("“")[1].split("”")[0] for one in problems(content)] == ["har ret til"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Støtten kan stoppe, hvis du ikke længere opfylder betingelserne.",
        "Det er også for dem, der ikke er visiteret.",
        "Du kan få en ledsager, hvis du har det svært og er alene.",
        "Du er på rette vej til et svar.",
    ],
)
def test_a_condition_and_a_possibility_are_no_promises(content: Copy, sentence: str) -> None:
    content.change(VISIT, "En fra kommunen kommer hjem til dig.", sentence)
    assert problems(content) == []


# Figures and rates


def test_a_figure_that_no_text_borrows_is_a_warning_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "  timer: 15 timer om måneden\n", "  timer: 15 timer om måneden\n  gemme: 6 måneder\n")
    assert problems(content) == []
    assert warnings(content) == [
        content.told(
            COMPANION,
            "gemme: 6 måneder",
            "Tallet “gemme” bliver ikke lånt af nogen tekst. Skriv {gemme} i teksten, eller slet tallet.",
        )
    ]


def test_a_rate_that_has_run_out_is_a_warning_where_it_ended(content: Copy) -> None:
    content.change(RATES, "  gyldig fra: 2026-01-01\n", "  gyldig fra: 2026-01-01\n  gyldig til: 2026-11-22\n")
    assert warnings(content) == []
    content.change(RATES, "  gyldig til: 2026-11-22\n", "  gyldig til: 2026-11-21\n")
    assert warnings(content) == [
        content.told(
            RATES,
            "gyldig til: 2026-11-21",
            "“Tilskud til ture om året” (tilskud) gjaldt kun til 2026-11-21, og bliver stadig vist. "
            "Skriv en ny post med det, der gælder nu.",
        )
    ]


def test_a_rate_that_is_not_valid_yet_is_a_warning_where_it_begins(content: Copy) -> None:
    content.change(RATES, "gyldig fra: 2025-01-01", "gyldig fra: 2028-01-01")
    content.change(RATES, "gyldig til: 2025-12-31", "gyldig til: 2028-12-31")
    content.change(RATES, "  gyldig fra: 2026-01-01\n", "  gyldig fra: 2029-01-01\n")
    assert warnings(content) == [
        content.told(
            RATES,
            "gyldig fra: 2029-01-01",
            "“Tilskud til ture om året” (tilskud) gælder først fra 2029-01-01, men bliver vist nu. "
            "Skriv også en post med det, der gælder nu.",
        )
    ]


# The report


def test_the_report_lists_problems_then_warnings_then_the_ten_hardest_texts_then_the_summary(content: Copy) -> None:
    content.change(COMPANION, "forventet: not_sought", "forventet: unlikely")
    content.change(MEALS, "kontrolleret: 2026-11-22", "kontrolleret: 2025-01-01")
    lines = list(report(content).lines())
    assert lines[0].startswith("content/da/lilleby/ledsagelse.md:")
    assert lines[1].startswith("Bemærk: content/da/lilleby/madhjaelp.md:")
    assert lines[2] == "Sværest at læse (LIX, tilladt, længste sætning, tekst):"
    assert lines[3].split() == ["39", "40", "6", "kort:", "Ledsagelse", "(voksen)"]
    assert lines[4].split() == ["23", "25", "7", "let", "læst:", "Ledsagelse"]
    assert lines[13:] == ["1 fejl skal rettes."]


def test_the_summary_counts_the_problems_of_the_loader_and_measures_nothing(content: Copy) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    content.change(MEALS, "trin: 1", "trin: et")
    assert list(report(content).lines()) == [
        content.told(COMPANION, "trin: to", "“trin: to” er ikke et helt tal. Skriv et tal, for eksempel 3."),
        content.told(MEALS, "trin: et", "“trin: et” er ikke et helt tal. Skriv et tal, for eksempel 3."),
        "2 fejl skal rettes.",
    ]


# The command line


def run(content: Copy, *command: str) -> int:
    return main(["--content", str(content.root), *command])


def test_check_of_good_content_ends_with_0(content: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(content, "check") == 0
    assert capsys.readouterr().out.endswith("Indholdet er i orden.\n")


def test_check_of_bad_content_prints_its_problems_and_ends_with_1(
    content: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    assert run(content, "check") == 1
    assert capsys.readouterr().out == (
        content.told(COMPANION, "trin: to", "“trin: to” er ikke et helt tal. Skriv et tal, for eksempel 3.\n")
        + "1 fejl skal rettes.\n"
    )


def test_check_of_a_rule_that_is_not_what_was_meant_ends_with_1(
    content: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    content.change(COMPANION, "forventet: individual", "forventet: unlikely")
    assert run(content, "check") == 1
    assert "Eksemplet “Er over grænsen” giver individual, ikke unlikely." in capsys.readouterr().out


def test_warnings_alone_do_not_fail_the_check(content: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    content.change(COMPANION, "kontrolleret: 2026-11-22", "kontrolleret: 2020-01-01")
    assert run(content, "check") == 0
    assert "Bemærk: content/da/lilleby/ledsagelse.md" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("trin: 2", "trin: to", "“trin: to” er ikke et helt tal."),
        (
            "forventet: individual",
            "forventet: unlikely",
            "Eksemplet “Er over grænsen” giver individual, ikke unlikely.",
        ),
    ],
)
def test_serve_tells_bad_content_on_stderr_and_ends_with_1_before_any_worker_starts(
    content: Copy,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    old: str,
    new: str,
    told: str,
) -> None:
    def started(*arguments: object, **options: object) -> Never:
        pytest.fail("A worker was started on bad content.")

    monkeypatch.setattr("guide.serve.Workers", started)
    content.change(COMPANION, old, new)
    assert run(content, "serve") == 1
    said = capsys.readouterr()
    assert f": {told}" in said.err
    assert said.err.endswith("Guiden starter ikke, før indholdet er i orden.\n")
    assert said.out == ""


def test_serve_starts_its_workers_on_good_content(content: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[object] = []

    class Workers:
        def __init__(self, host: str, port: int, workers: int, **_options: object) -> None:
            served.extend((host, port, workers))

        def run(self) -> None:
            served.append("served")

    monkeypatch.setattr("guide.serve.Workers", Workers)
    assert run(content, "serve", "--port", "0", "--workers", "3") == 0
    assert served == ["127.0.0.1", 0, 3, "served"]


def test_a_taken_port_is_refused_rather_than_shared(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOETTEGUIDEN_KEYS", new_key())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    assert str(port) in capfd.readouterr().err
