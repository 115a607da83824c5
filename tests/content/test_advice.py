"""What is said to somebody who answered so: the sentences of that answer in the file, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml

from guide.content.texts.wording import about
from guide.municipality import Guide
from guide.rules.answers import Answers, Perspective
from guide.rules.met import Met
from guide.rules.outcome import Finding, evaluate
from guide.rules.standards import Standard
from testing.rules import condition, question, requirement, standard, told, words
from tests.conftest import ROOT, everywhere

PEOPLE = {Perspective.ADULT: "personen", Perspective.CHILD: "barnet"}
UNDER_18 = ("0-15", "16-17")


def written(file: str, folder: Path) -> list[dict[str, Any]]:
    """The requirements as their editor wrote them, with the sentence for ages that a limit divides."""
    front = (folder / file.removeprefix("content/")).read_text(encoding="utf-8").split("---\n")[1]
    requirements: list[dict[str, Any]] = yaml.load(front, Loader=yaml.BaseLoader)["krav"]  # all text
    shared = yaml.safe_load((ROOT / "content/da/spoergsmaal.yaml").read_text(encoding="utf-8")).get("aldersgrænse", "")
    for krav in requirements:
        limits = {age: shared.replace("[år]", years) for age, years in krav.pop("aldersgrænse", {}).items()}
        if limits:
            krav["måske"] = by_option(krav.get("måske", [])) | limits
    return requirements


def sentence(text: str | Mapping[str, str], perspective: Perspective) -> str:
    """A text of the file, as somebody reads it."""
    if isinstance(text, str):
        return about(PEOPLE[perspective], text) if perspective in PEOPLE else text
    return text.get(perspective.value) or sentence(text["mig"], perspective)


def by_option(field: object) -> dict[str, Any]:
    """Option to its text, or to nothing."""
    if isinstance(field, Mapping):
        return {name.strip(): text for key, text in field.items() for name in key.split(",")}
    assert isinstance(field, str | list)
    return dict.fromkeys([field] if isinstance(field, str) else field, "")


def is_for_each_answer(field: object) -> bool:
    return isinstance(field, Mapping) and "mig" not in field


def expected(krav: Mapping[str, Any], chosen: tuple[str, ...], perspective: Perspective) -> set[str]:
    """What the file says to somebody who chose one option of each part."""
    parts = list(zip(krav.get("et af", [krav]), chosen, strict=True))
    if any(option in by_option(part.get("svar", [])) for part, option in parts):
        return set()
    perhaps = [by_option(part["måske"])[option] for part, option in parts if option in by_option(part.get("måske", []))]
    if perhaps:
        return {sentence(text, perspective) for text in perhaps if text}
    each = [(by_option(part["ellers"]), option) for part, option in parts if is_for_each_answer(part.get("ellers"))]
    own = {sentence(text, perspective) for texts, option in each if (text := texts.get(option, texts.get("andre")))}
    rest = "" if is_for_each_answer(krav.get("ellers")) else krav.get("ellers")
    return own or ({sentence(rest, perspective)} if rest else set())


def findings(one: Standard, number: int, perspective: Perspective) -> Iterator[tuple[tuple[str, ...], Finding]]:
    """Every combination of one option for each part of a requirement."""
    conditions = one.requirements[number].conditions
    for chosen in product(*([option.id for option in part.question.offered(perspective)[:-1]] for part in conditions)):
        if conditions and len(dict(zip((part.question.id for part in conditions), chosen, strict=True))) == len(chosen):
            answers = {part.question.id: (option,) for part, option in zip(conditions, chosen, strict=True)}
            outcome = evaluate(one, Answers(answers))
            yield chosen, outcome.findings[number + (one.need is not None)]


@everywhere
@pytest.mark.parametrize("perspective", Perspective)
def test_each_answer_is_told_its_own_sentences_and_no_others(
    guide: Guide, perspective: Perspective, request: pytest.FixtureRequest
) -> None:
    real = "helsingoer" in guide.municipalities
    folder: Path = ROOT / "content" if real else request.getfixturevalue("fictitious")
    for one in (each for place in guide.municipalities.values() for each in place.with_outcome):
        requirements = written(one.file, folder)
        for number, krav in enumerate(requirements):
            for chosen, finding in findings(one, number, perspective):
                sentences = {text.for_(perspective) for text in finding.advice}
                borrowed = {text for text in expected(krav, chosen, perspective) if "{" in text}
                assert len(sentences) == len(expected(krav, chosen, perspective)), (one.file, krav["krav"], chosen)
                assert borrowed or sentences == expected(krav, chosen, perspective), (one.file, krav["krav"], chosen)


@everywhere
@pytest.mark.parametrize("perspective", Perspective)
def test_nobody_is_left_with_a_bare_no(guide: Guide, perspective: Perspective) -> None:
    for one in (each for place in guide.municipalities.values() for each in place.with_outcome):
        for number in range(len(one.requirements)):
            for chosen, finding in findings(one, number, perspective):
                assert finding.as_answered is not Met.NO or finding.advice, (one.file, number, chosen)


@pytest.mark.parametrize("perspective", Perspective)
@pytest.mark.parametrize("home", ["egen", "familie", "bofaellesskab", "midlertidigt-botilbud", "ingen"])
def test_whoever_asks_a_home_for_the_homeless_is_only_named_as_one_for_adults(
    guide: Guide, perspective: Perspective, home: str
) -> None:
    hostel = guide.municipalities["helsingoer"].standard("boformer-hjemloese")
    assert hostel is not None
    for age in UNDER_18:
        answers = Answers({"hvem": (perspective,), "alder": (age,), "bolig": (home,), "aarsag": ("fysisk",)})
        said = [text.for_(perspective) for finding in evaluate(hostel, answers).findings for text in finding.advice]
        assert any("kontakt kommunen" in text for text in said)
        sentences = [one for text in said for one in text.split(". ")]
        assert all("voksne" in one.lower() for one in sentences if "boform" in one.lower()), said


# One requirement, seen whole

COLOUR = question("colour", "red", "blue", "green", "grey", many=True)
SIZE = question("size", "small", "large")
RED = condition(COLOUR, "red", perhaps=("blue",), advice={"blue": words("blue"), "green": words("green")})
SMALL = condition(SIZE, "small")


@pytest.mark.parametrize("advisory", [False, True])
@pytest.mark.parametrize(
    ("answers", "advice"),
    [
        ({"colour": "red"}, []),
        ({"colour": "red,blue"}, []),
        ({"colour": "ved-ikke"}, []),
        ({}, []),
        ({"colour": "blue"}, ["blue"]),
        ({"colour": "blue,green"}, ["blue"]),
        ({"colour": "green"}, ["green"]),
        ({"colour": "green,grey"}, ["green"]),
        ({"colour": "grey"}, ["rest"]),
    ],
)
def test_advice_is_of_the_answers_that_decided(answers: dict[str, str], advice: list[str], *, advisory: bool) -> None:
    rule = standard(requirement(RED, guiding=advisory, otherwise=words("rest")))
    finding = evaluate(rule, told(**answers)).findings[0]
    assert [text.self_ for text in finding.advice] == advice


def test_where_one_of_several_parts_is_left_to_an_assessment_only_that_part_speaks() -> None:
    rule = standard(requirement(RED, SMALL, otherwise=words("rest")))
    said = {
        (colour, size): [text.self_ for text in evaluate(rule, told(colour=colour, size=size)).findings[0].advice]
        for colour, size in product(("blue", "green", "grey"), ("small", "large"))
    }
    assert said == {
        ("blue", "small"): [],
        ("blue", "large"): ["blue"],
        ("green", "small"): [],
        ("green", "large"): ["green"],
        ("grey", "small"): [],
        ("grey", "large"): ["rest"],
    }
