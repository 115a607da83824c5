"""Each standard's rule against what somebody else has read in its source, over every combination of answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from guide.check.quotes import holds, plain
from guide.content.syntax.problems import Problems
from guide.municipality import Guide
from guide.rules.answers import Question
from guide.rules.standards import Standard
from testing.rules import condition, question, requirement, standard
from tests.conftest import ROOT, standard_of
from tests.second_reading.reading import Comparison, Place, Table, read_tables

TABLES = Path(__file__).parent
REAL_SOURCES = ROOT.parent / "shared" / "sources"
Compared = Callable[[Place], Comparison]

each_table = pytest.mark.parametrize(
    "place",
    [
        pytest.param((path.parent.name, path.stem), id=f"{path.parent.name}-{path.stem}")
        for path in TABLES.glob("*/*.yaml")
    ],
)


def asked(guide: Guide) -> dict[Place, tuple[Question, ...]]:
    """The questions of every standard that has an outcome."""
    return {
        (slug, standard.slug): municipality.questions
        for slug, municipality in guide.municipalities.items()
        for standard in municipality.with_outcome
    }


@pytest.fixture(scope="module")
def tables(guide: Guide) -> dict[Place, Table]:
    return read_tables(TABLES, asked(guide), Problems())


@pytest.fixture(scope="module")
def compared(guide: Guide, tables: dict[Place, Table]) -> Compared:
    """Compares a standard with its table, once."""

    @cache
    def compare(place: Place) -> Comparison:
        municipality, slug = place
        return Comparison(standard_of(guide, slug, municipality), tables[place])

    return compare


def test_every_standard_has_been_read_a_second_time(guide: Guide) -> None:
    problems = Problems()
    read_tables(TABLES, asked(guide), problems)
    assert list(map(str, problems.sorted())) == []


@each_table
def test_the_rule_says_what_the_second_reading_says(compared: Compared, place: Place) -> None:
    """Where it does not, both readings can be defended, and it is written down why."""
    comparison = compared(place)
    unexplained = comparison.unexplained
    assert not unexplained, (len(unexplained), len(comparison.all), comparison.smallest(unexplained))
    assert list(comparison.needless()) == []


@each_table
def test_nothing_is_ruled_out_that_the_second_reading_leaves_open(compared: Compared, place: Place) -> None:
    comparison = compared(place)
    assert not comparison.ruled_out, comparison.smallest(comparison.ruled_out)


@pytest.mark.skipif(not REAL_SOURCES.is_dir(), reason="the texts of the sources are not beside the checkout")
@each_table
def test_the_words_of_a_table_are_in_the_sources(tables: dict[Place, Table], place: Place) -> None:
    """Each row rests on some, and so does each explanation."""
    texts = [plain(path.read_text(encoding="utf-8")) for path in (REAL_SOURCES / place[0]).glob("*.txt")]
    table = tables[place]
    quotes = {row.because: [row.because] for row in table.rows}
    quotes |= {each.reason: re.findall("“([^”]+)”", each.reason) for each in table.explained}
    assert [text for text, words in quotes.items() if not words] == []
    assert [word for words in quotes.values() for word in words if not any(holds(text, word) for text in texts)] == []


# Each check, shown what it is for

OPEN = question("behov", "help", "other", many=True, opening=True)
COLOUR = question("colour", "red", "blue", "green")
SIZE = question("size", "small", "large")
RED = requirement(condition(COLOUR, "red", perhaps=("blue",)))
NEED = requirement(condition(OPEN, "help"))
TABLE = """\
need: {behov: [help]}
rows:
  - {outcome: unlikely, when: {colour: [green]}, because: words}
  - {outcome: individual, unless: {colour: [red, green]}, because: words}
"""
"""Says what ``standard(RED, need=NEED)`` says."""


def read(folder: Path, written: str, *names: str) -> tuple[list[str], Table | None]:
    """What is wrong with a table of the standard `s`, and how it was read."""
    (folder / "here").mkdir(parents=True)
    for name in names or ("s",):
        (folder / "here" / f"{name}.yaml").write_text(written, encoding="utf-8")
    problems = Problems()
    tables = read_tables(folder, {("here", "s"): (OPEN, COLOUR, SIZE)}, problems)
    return [str(problem).removeprefix(f"{folder}/") for problem in problems.sorted()], tables.get(("here", "s"))


def against(folder: Path, rule: Standard, written: str) -> Comparison:
    problems, table = read(folder, written)
    assert problems == []
    assert table is not None
    return Comparison(rule, table)


def test_a_table_that_says_the_same_differs_nowhere(tmp_path: Path) -> None:
    comparison = against(tmp_path, standard(RED, need=NEED), TABLE)
    assert (len(comparison.all), comparison.differences) == (6, ())


WIDER = standard(requirement(condition(COLOUR, "red", "blue")), need=NEED)
NARROWER = standard(RED, requirement(condition(SIZE, "small")), need=NEED)
"""One more requirement, which makes unlikely what the table leaves open."""


@pytest.mark.parametrize(
    ("rule", "smallest"),
    [
        (WIDER, "behov: help, colour: blue: ours likely, theirs individual"),
        (NARROWER, "behov: help, colour: blue, size: large: ours unlikely, theirs individual"),
        (standard(RED), "colour: blue, behov: other: ours individual, theirs not_sought"),
        (
            standard(RED, need=requirement(condition(SIZE, "small"))),
            "size: large, colour: blue, behov: help: ours not_sought, theirs individual",
        ),
    ],
)
def test_a_difference_is_named_by_the_fewest_answers(tmp_path: Path, rule: Standard, smallest: str) -> None:
    comparison = against(tmp_path, rule, TABLE)
    assert comparison.smallest(comparison.unexplained) == smallest


def explained(ours: str, theirs: str, when: str = "colour: [blue]") -> str:
    return f"{TABLE}explained: [{{when: {{{when}}}, ours: {ours}, theirs: {theirs}, reason: words}}]\n"


def test_an_explanation_takes_its_differences_away_and_no_others(tmp_path: Path) -> None:
    comparison = against(tmp_path, WIDER, explained("likely", "individual"))
    assert (len(comparison.differences), comparison.unexplained, list(comparison.needless())) == (1, (), [])


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (explained("likely", "individual", "colour: [red]"), "ours likely, theirs individual"),
        (explained("likely", "unlikely"), "ours likely, theirs unlikely"),
        (explained("[likely, not_sought]", "individual"), "ours not_sought, theirs individual"),
        (
            explained("likely", "individual").replace(
                "}]\n", "}, {when: {behov: [help]}, ours: likely, theirs: individual, reason: words}]"
            ),
            "ours likely, theirs individual",
        ),
    ],
)
def test_an_explanation_that_no_combination_needs_is_an_error(tmp_path: Path, written: str, told: str) -> None:
    needless = list(against(tmp_path, WIDER, written).needless())
    assert needless
    assert {f"{tmp_path}/here/s.yaml:5: no combination needs it to explain {told}. Delete that."} == set(needless)


def test_what_we_rule_out_alone_is_found_whatever_is_explained(tmp_path: Path) -> None:
    problems, table = read(tmp_path, explained("unlikely", "individual"))
    assert problems == ["here/s.yaml:5: Nothing explains that we rule out what is left open there. Mend the rule."]
    assert table is not None
    comparison = Comparison(NARROWER, table)
    blue = "behov: help, colour: blue, size: large: ours unlikely, theirs individual"
    assert comparison.smallest(comparison.ruled_out) == blue
    assert blue not in {pair.of(comparison.questions) for pair in comparison.unexplained}


def test_what_is_unlikely_on_both_sides_or_likelier_on_ours_is_not_ruled_out(tmp_path: Path) -> None:
    assert against(tmp_path, WIDER, TABLE).ruled_out == ()


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (
            TABLE.replace("colour: [green]", "coulour: [green]"),
            "3: Spørgsmålet “coulour” findes ikke. Mente du “colour”?",
        ),
        (
            TABLE.replace("{colour: [green]}", "{colour: [gren]}"),
            "3: Svaret “gren” findes ikke i spørgsmålet “colour”. Mente du “green”?",
        ),
        (
            TABLE.replace("[green]}", "[ved-ikke]}"),
            "3: Svaret “ved-ikke” findes ikke i spørgsmålet “colour”. Vælg mellem: blue, green, red.",
        ),
        (
            TABLE.replace("behov: [help]", "size: [small]"),
            "1: “size” er ikke et åbningsspørgsmål. Et behov kan kun vises af dem, alle bliver spurgt om.",
        ),
        (
            TABLE.replace("outcome: unlikely", "outcome: likely"),
            "3: “outcome: likely” findes ikke. Mente du “unlikely”?",
        ),
        (TABLE.replace(", because: words}\n  -", "}\n  -"), "3: Feltet “because” mangler. Skriv “because: …”."),
        (
            TABLE.replace("when: {colour: [green]}, ", ""),
            "3: No answer is named here. Write “when: {…}” or “unless: {…}”.",
        ),
        (TABLE.replace("rows", "rwos"), "2: Feltet “rwos” findes ikke her. Mente du “rows”?"),
        (explained("likely", "likely"), "5: “likely” on both sides is no difference. Write what each of the two says."),
    ],
)
def test_what_is_wrong_with_a_table_is_told_with_its_line(tmp_path: Path, written: str, problem: str) -> None:
    assert read(tmp_path, written)[0] == [f"here/s.yaml:{problem}"]


def test_a_missing_table_and_one_of_no_standard_are_told(tmp_path: Path) -> None:
    assert read(tmp_path, TABLE, "t") == (
        [
            "here/s.yaml:1: Nobody has read this standard a second time. Have a table written (README.md).",
            "here/t.yaml:1: There is no such standard. Name the file as the standard.",
        ],
        None,
    )
