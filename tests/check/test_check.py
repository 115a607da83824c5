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
from testing.changed_content import COMPANION, MEALS, QUESTIONS, RATES, STYLESHEET, TODAY, Copy
from tests.content.content_table import Case, cases


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line says in the environment which content it is of; no other test shall see that."""
    monkeypatch.setenv(variable("content"), "")
    monkeypatch.setenv(variable("keys"), "")


def report(content: Copy, today: date = TODAY) -> Report:
    return check(content.root, today, STYLESHEET)


def messages(content: Copy) -> tuple[list[str], list[str]]:
    """The problems and the warnings."""
    found = report(content)
    return sorted(map(str, found.problems)), sorted(map(str, found.warnings))


def test_good_content_has_neither_problems_nor_warnings(content: Copy) -> None:
    found = report(content)
    assert (found.problems, found.warnings, found.summary) == ((), (), "Indholdet er i orden.")


@pytest.mark.parametrize(
    "case",
    [case for table in ("content_checks", "mistakes") for case in cases(Path(__file__).with_name(f"{table}.yaml"))],
)
def test_message(content: Copy, case: Case) -> None:
    """The table: one change, its problems and warnings, and no others."""
    expected = case.change(content)
    assert messages(content) == expected


# Rules


def test_the_guide_refuses_rules_whose_examples_come_out_otherwise(content: Copy) -> None:
    refuse_failing_rules(load(content.root, TODAY))
    content.change(COMPANION, "forventet: individual", "forventet: unlikely")
    with pytest.raises(ContentError, match="Eksemplet “Er over grænsen” giver individual, ikke unlikely"):
        refuse_failing_rules(load(content.root, TODAY))


def test_a_requirement_that_no_answer_can_fail_needs_no_example(content: Copy) -> None:
    answers = "svar: [voksen, ældre]\n"
    advice = "    ellers: Spørg kommunen om hjælp til børn.\n"
    content.change(MEALS, f"{answers}{advice}", f"{answers}    måske: [under-18]\n")
    content.change(MEALS, "forventet: unlikely", "forventet: individual")
    assert messages(content) == ([], [])


def test_an_age_needs_advice_where_no_alternative_has_any(content: Copy) -> None:
    """Also: it needs none where it meets another alternative."""
    rule = (
        "    spørgsmål: alder\n    svar: [voksen]\n    måske: [ældre]\n    ellers: Spørg kommunen om hjælp til børn.\n"
    )
    first = "{spørgsmål: alder, svar: [voksen], ellers: {under-18: Spørg om hjælp til børn.}}"
    both = "{alle af: [{spørgsmål: faerdes, svar: [nej]}, {spørgsmål: alder, svar: [ældre]}]}"
    content.change(COMPANION, rule, f"    et af: [{first}, {both}]\n")
    assert not [problem for problem in messages(content)[0] if "Ingen tekst" in problem]
    content.change(COMPANION, ", ellers: {under-18: Spørg om hjælp til børn.}", "")
    assert [problem for problem in messages(content)[0] if "den, der svarer “Under 18 år”. Skriv" in problem]


def test_an_example_is_asked_for_only_where_there_can_be_one(content: Copy) -> None:
    """Whoever does not meet this requirement does not meet the next one either."""
    both = "  - krav: Du kan ikke gå ud alene.\n"
    wider = (
        "  - krav: Du er ikke helt rask.\n    spørgsmål: faerdes\n    svar: [nej, på-gode-dage]\n    ellers: Ring.\n"
    )
    content.change(COMPANION, both, wider + both)
    told = [problem for problem in messages(content)[0] if "Intet eksempel viser" in problem]
    assert told == []


def test_what_a_source_does_not_say_of_a_case_is_said_and_listed(content: Copy) -> None:
    content.change(QUESTIONS, "behovskrav:", "ukendt: {pris: Spørg om prisen., klage: Spørg om klagen.}\nbehovskrav:")
    fields = "    pris: ukendt\n    klage: ukendt\n"
    content.change(COMPANION, "udelukker:\n", f"tilfælde:\n  - navn: For nogle\n{fields}udelukker:\n")
    (case,) = content.companion().cases
    assert (case.fee and case.fee.self_, case.complaint) == ("Spørg om prisen.", "Spørg om klagen.")
    (warning,) = messages(content)[1]
    assert "for kilden siger det ikke: pris (Ledsagelse); klage (Ledsagelse)." in warning


def test_a_standard_that_no_example_fits_is_asked_for_one(content: Copy) -> None:
    content.change(MEALS, "faerdes: nej}\n    forventet: likely", "faerdes: ved-ikke}\n    forventet: unknown")
    wrong = "Intet eksempel passer på ordningen. Skriv et med “forventet: likely”."
    assert content.told(MEALS, "eksempler:", wrong) in messages(content)[0]


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


def test_let_laest_has_at_most_80_words(content: Copy) -> None:
    content.change(MEALS, "  - Du kan få mad til døren.\n", "  - Du kan få mad.\n" * 20)
    content.change(MEALS, "med mad til din dør. Svaret", "med mad. " * 30 + "Svaret")
    assert messages(content) == ([], [])
    content.change(MEALS, "lov: Loven § 2", "  - Ja.\nlov: Loven § 2")
    wrong = "“Let læst” er for lang: 81 ord, højst 80. Skriv kun det vigtigste."
    assert messages(content) == ([content.told(MEALS, 5, wrong)], [])


# Dates


def test_the_clock_is_the_one_that_is_passed_in(content: Copy) -> None:
    # Everything in Lilleby was checked on one day: two standards, the municipality, its page, six common ones, the
    # talk, three rates and a law change.
    assert report(content, date(2027, 11, 22)).warnings == ()
    assert len(report(content, date(2027, 11, 23)).warnings) == 15


def test_a_rate_that_is_not_valid_yet_is_a_warning_where_it_begins(content: Copy) -> None:
    content.change(RATES, "gyldig fra: 2025-01-01", "gyldig fra: 2028-01-01")
    content.change(RATES, "gyldig til: 2025-12-31", "gyldig til: 2028-12-31")
    content.change(RATES, "  gyldig fra: 2026-01-01\n", "  gyldig fra: 2029-01-01\n")
    wrong = "“Tilskud til ture om året” (tilskud) gælder først fra 2029-01-01, men bliver vist nu. "
    remedy = "Skriv også en post med det, der gælder nu."
    assert messages(content) == ([], [content.told(RATES, "gyldig fra: 2029-01-01", wrong + remedy)])


# The report


def test_the_order_of_the_report(content: Copy) -> None:
    """Problems, warnings, the ten hardest texts, the summary."""
    content.change(COMPANION, "forventet: not_sought", "forventet: unlikely")
    content.change(MEALS, "kontrolleret: 2026-11-22", "kontrolleret: 2025-01-01")
    lines = list(report(content).lines())
    assert lines[0].startswith(f"{content.path(COMPANION)}:")
    assert lines[1].startswith(f"Bemærk: {content.path(MEALS)}:")
    assert lines[2] == "Sværest at læse (LIX, tilladt, længste sætning, tekst):"
    assert lines[3].split() == ["39", "40", "6", "kort:", "Ledsagelse", "(voksen)"]
    assert lines[4].split() == ["36", "40", "3", "gør", "nu:", "Lilleby", "Kommune,", "1"]
    assert lines[13:] == ["1 fejl skal rettes."]


def test_content_that_cannot_be_read_is_not_measured(content: Copy) -> None:
    """The summary counts the loader's problems."""
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


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("chek", "“chek” findes ikke. Mente du “check”?"),
        ("", "Her mangler: ORDRE."),
        ("new", "Her mangler: kommune."),
        ("check --kilder", "Der mangler noget efter --kilder."),
        ("check --foo", "“--foo” kan ikke bruges her."),
        ("edit --port x", "Efter --port skal der stå et tal op til 65535."),
        ("edit --port -1", "Efter --port skal der stå et tal op til 65535."),
        ("serve --workers to", "“to” kan ikke bruges efter --workers."),
        ("translate da", "Efter translate skal der stå koden for et andet sprog end dansk: en, ar, uk."),
        ("translate ../en", "Efter translate skal der stå koden for et andet sprog end dansk: en, ar, uk."),
    ],
)
def test_a_command_that_cannot_be_understood_is_told_in_danish(
    capsys: pytest.CaptureFixture[str], command: str, says: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command.split())
    assert (ended.value.code, capsys.readouterr().err) == (2, f"{says} Med --help ser du, hvad der kan stå.\n")


def test_the_help_is_danish(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["edit", "--help"])
    words = set(re.findall(r"[a-zæøå]+", capsys.readouterr().out.lower()))
    assert not words & {"usage", "options", "show", "this", "and", "exit", "the", "positional"}


NUMBER = "“trin: to” er ikke et helt tal. Skriv et tal, for eksempel 3."
EXAMPLE = "Eksemplet “Er over grænsen” giver individual, ikke unlikely."
CHANGES = {
    "nothing": ("trin: 2", "trin: 2", 0, "Indholdet er i orden.\n"),
    "what can be read": ("trin: 2", "trin: to", 1, f"da/{COMPANION}:10: {NUMBER}\n1 fejl skal rettes.\n"),
    "what fits its examples": ("forventet: individual", "forventet: unlikely", 1, EXAMPLE),
    "what is new": ("kontrolleret: 2026-11-22", "kontrolleret: 2020-01-01", 0, f"da/{COMPANION}"),
}


@pytest.mark.parametrize(("old", "new", "ends", "says"), CHANGES.values(), ids=CHANGES)
def test_the_command_ends_with_0_or_1(
    content: Copy, capsys: pytest.CaptureFixture[str], old: str, new: str, ends: int, says: str
) -> None:
    """Warnings alone do not fail the check."""
    content.change(COMPANION, old, new)
    assert run(content, "check") == ends
    printed = capsys.readouterr().out
    assert says in printed
    assert printed.endswith("Indholdet er i orden.\n") is (ends == 0)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("trin: 2", "trin: to", NUMBER), ("forventet: individual", "forventet: unlikely", EXAMPLE)],
)
def test_serve_starts_no_worker_on_bad_content(
    content: Copy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    """The problems go to stderr, and the command ends with 1."""

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
