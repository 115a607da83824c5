"""The matrix that caseworkers approve says what the rules do, of every answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import html5lib
import pytest
from markupsafe import escape

from guide.__main__ import main
from guide.municipality import Guide
from guide.result.answers import by_answer
from guide.rules.answers import Perspective
from guide.rules.met import Met
from guide.rules.standards import Requirement
from guide.web.pages.matrix import matrix
from tests.conftest import everywhere

EFFECTS = {Met.YES: "opfylder", Met.DISCRETION: "kommer an på en vurdering", Met.NO: "opfylder ikke"}


def effect_of(met: Met, requirement: Requirement) -> str:
    """What an answer does; where one of several parts is enough, no answer alone refuses anybody."""
    of_a_part = len(requirement.alternatives) > 1 and met is not Met.DISCRETION
    return f"{EFFECTS[met]} denne del" if of_a_part else EFFECTS[met]


def test_the_matrix_is_valid_html(guide: Guide) -> None:
    parser = html5lib.HTMLParser(strict=True)
    assert parser.parse(matrix(guide, date(2026, 11, 22))) is not None


@everywhere
def test_every_answer_of_every_condition_has_its_effect_beside_it(guide: Guide) -> None:
    page = matrix(guide, date(2026, 11, 22))
    for municipality in guide.municipalities.values():
        for standard in municipality.with_outcome:
            for requirement in standard.requirements:
                assert requirement.text.adult in page
                assert all(f"<blockquote>{escape(quote)}</blockquote>" in page for quote in requirement.quotes)
                for condition in requirement.conditions:
                    for option in condition.question.options[:-1]:
                        effect = effect_of(condition.met_by(frozenset((option.id,))), requirement)
                        assert f"<td>{option.label.self_}</td><td>{effect}</td>" in page


@everywhere
def test_beside_each_answer_stands_what_each_reader_is_told(guide: Guide) -> None:
    page = html5lib.parse(matrix(guide, date(2026, 11, 22)), treebuilder="lxml", namespaceHTMLElements=False)
    rows = {tuple(" ".join(cell.itertext()) for cell in row) for row in page.iter("tr")}
    for standard in (one for place in guide.municipalities.values() for one in place.with_outcome):
        for requirement in standard.requirements:
            for condition, option, finding in by_answer(requirement):
                sentences = [
                    " ".join(sentence.for_(perspective) for sentence in finding.advice)
                    if perspective in option.offered_to
                    else "–"
                    for perspective in Perspective
                ]
                effect = effect_of(finding.as_answered, requirement)
                assert (condition.question.name, option.label.self_, effect, *sentences) in rows


@everywhere
def test_alternatives_are_shown_as_such(guide: Guide) -> None:
    """Each part under a heading of its own, with all its questions and no others."""
    page = html5lib.parse(matrix(guide, date(2026, 11, 22)), treebuilder="lxml", namespaceHTMLElements=False)
    bodies = [list(body) for body in page.iter("tbody") if body.find(".//th[@scope='rowgroup']") is not None]
    questions = [[row[0].text for row in rows[1:]] for rows in bodies]
    requirements = [
        each for one in guide.municipalities.values() for rule in one.with_outcome for each in rule.required
    ]
    parts = [part for one in requirements if len(one.alternatives) > 1 for part in one.alternatives]
    asked = [[each.question.name for each in part for _option in each.question.options[:-1]] for part in parts]
    assert questions == asked
    assert any(len(part) > 1 for part in parts) or "helsingoer" in guide.municipalities


def test_the_command_writes_the_page_where_it_is_told_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "regler.html"
    assert main(["matrix", "--output", str(file)]) == 0
    assert str(file) in capsys.readouterr().out
    assert "<!doctype html>" in file.read_text(encoding="utf-8")
