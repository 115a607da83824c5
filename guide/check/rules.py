"""The examples beside each rule: they come out as expected, and every requirement is shown to matter."""

from __future__ import annotations

from collections.abc import Iterator

from guide.check.positions import NOWHERE, Places
from guide.content import Problem
from guide.municipality import Guide
from guide.rules.answers import Answers
from guide.rules.outcome import Finding, Met, evaluate
from guide.rules.standards import Requirement, Standard


def rule_problems(guide: Guide, places: Places = NOWHERE) -> Iterator[Problem]:
    """Every example that comes out otherwise than it says, and every requirement without an example of its own."""
    for municipality in guide.municipalities.values():
        for standard in municipality.with_outcome:
            yield from _examples(standard)
            yield from _coverage(standard, places)


def _examples(standard: Standard) -> Iterator[Problem]:
    for example in standard.examples:
        came_out = evaluate(standard, example.answers).state
        if came_out.value != example.expected:
            yield Problem(
                standard.file,
                example.line,
                f"Eksemplet “{example.name}” giver {came_out.value}, ikke {example.expected}.",
                _why(standard, example.answers),
            )


def _why(standard: Standard, answers: Answers) -> str:
    reasons = "; ".join(f"“{finding.requirement.text.self_}”" for finding in evaluate(standard, answers).reasons)
    return f"Afgjort af: {reasons or 'ingen krav'}. Ret svarene, kravet eller “forventet”."


def _coverage(standard: Standard, places: Places) -> Iterator[Problem]:
    if not any(example.expected == "likely" for example in standard.examples) and _can_fit(standard):
        line = places.line(standard.file, "eksempler")
        yield Problem(standard.file, line, "Intet eksempel passer på ordningen.", "Skriv et med “forventet: likely”.")
    if not any(example.expected == "individual" for example in standard.examples) and _can_depend(standard):
        line = places.line(standard.file, "eksempler")
        remedy = "Skriv et med “forventet: individual”."
        yield Problem(standard.file, line, "Intet eksempel kommer an på en vurdering.", remedy)
    for requirement in standard.requirements:
        if not _can_fail(requirement):
            continue
        if not any(fails_alone(standard, requirement, example.answers) for example in standard.examples):
            yield Problem(
                standard.file,
                places.line(standard.file, requirement.text.self_),
                f"Intet eksempel viser, hvad der sker, når kun dette krav ikke er opfyldt: “{requirement.text.self_}”",
                "Skriv et, hvor alle andre krav er opfyldt.",
            )


def _can_fit(standard: Standard) -> bool:
    return all(any(condition.accepts for condition in requirement.conditions) for requirement in standard.requirements)


def _can_depend(standard: Standard) -> bool:
    return any(
        requirement.advisory or any(condition.discretionary for condition in requirement.conditions)
        for requirement in standard.requirements
    )


def _can_fail(requirement: Requirement) -> bool:
    """Whether some answer gives a no; a requirement that leaves every answer to an assessment has none to show."""
    return all(
        set(condition.question.option_ids) - {"ved-ikke"} - condition.accepts - condition.discretionary
        for condition in requirement.conditions
    )


def fails_alone(standard: Standard, requirement: Requirement, answers: Answers) -> bool:
    """Whether of all requirements only this one fails.

    What shares a question with it may be left to an assessment by the same answer; everything else is met.
    """
    outcome = evaluate(standard, answers)
    own = {condition.question.id for condition in requirement.conditions}

    def stands(finding: Finding) -> bool:
        if finding.requirement is requirement:
            return finding.as_answered is Met.NO
        shares = any(condition.question.id in own for condition in finding.requirement.conditions)
        return finding.met is Met.YES or (shares and finding.met is not Met.NO)

    return all(map(stands, outcome.findings))
