"""Rules against their examples."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product, starmap

from guide.content import Problem
from guide.municipality import Guide
from guide.result.answers import by_answer
from guide.rules.answers import NOT_KNOWN, Answers, QuestionKind
from guide.rules.change import AGE
from guide.rules.met import Met
from guide.rules.outcome import Finding, State, evaluate
from guide.rules.standards import Condition, Requirement, Standard


def rule_problems(guide: Guide) -> Iterator[Problem]:
    """What of the rules does not fit examples or advice."""
    for municipality in guide.municipalities.values():
        for standard in municipality.with_outcome:
            yield from _typical(standard)
            yield from _prompts(standard)
            yield from _advice(standard)
            # What follows from another problem is held back until that one is mended.
            yield from [*_against_each_other(standard)] or [*_examples(standard)] or _coverage(standard)


def _typical(standard: Standard) -> Iterator[Problem]:
    """No requirement, or more than one, marked as typical."""
    marked = [requirement for requirement in standard.requirements if requirement.typical]
    if standard.requirements and not marked:
        remedy = "Skriv “kendetegn: ja” ved det krav, som borgeren vil kende sig selv i."
        yield Problem(standard.file, standard.positions["krav"], "Intet krav er ordningens kendetegn.", remedy)
    for requirement in marked[1:]:
        wrong, remedy = "Mere end ét krav er ordningens kendetegn.", "Lad “kendetegn: ja” stå ved ét krav."
        yield Problem(standard.file, requirement.positions["kendetegn"], wrong, remedy)


def _prompts(standard: Standard) -> Iterator[Problem]:
    """No word on what the municipality must know to decide."""
    if not standard.prompts:
        remedy = "Skriv 3 til 6 ting under “oplysninger”, hver med sin sætning fra kilden."
        line = standard.positions.get("oplysninger", standard.positions.get("krav", 1))
        yield Problem(standard.file, line, "Intet siger, hvad kommunen skal vide for at afgøre sagen.", remedy)


def _advice(standard: Standard) -> Iterator[Problem]:
    """Ages without a word, and advice that nobody reads."""
    for requirement in standard.requirements:
        ages = [each for each in by_answer(requirement) if each[0].question.id == AGE]
        # One of several alternatives is enough, to meet it or to say what to do.
        told = {option for _condition, option, finding in ages if finding.as_answered is not Met.NO or finding.advice}
        silent = [f"“{age.label.self_}”" for age in dict.fromkeys(option for _, option, _ in ages) if age not in told]
        if silent and _can_fail(requirement):
            wrong = f"Ingen tekst er til den, der svarer {' eller '.join(silent)}."
            yield Problem(standard.file, requirement.positions[""], wrong, "Skriv et råd under “ellers”.")
        if requirement.otherwise and not _can_fail(requirement):
            wrong = "Rådet bliver aldrig vist, for hvert svar står under “svar” eller “måske”."
            remedy = "Skriv det ved svaret under “måske”."
            yield Problem(standard.file, requirement.positions["ellers"], wrong, remedy)


def _against_each_other(standard: Standard) -> Iterator[Problem]:
    """Requirements that exclude each other, or are the same."""
    for first, second in combinations(standard.requirements, 2):
        lines = [requirement.positions.get("krav", 1) for requirement in (first, second)]
        both = f"Kravene i linje {lines[0]} og {lines[1]}"
        ways = [*product(first.alternatives, second.alternatives)]
        if first.alternatives and first.alternatives == second.alternatives:
            yield Problem(standard.file, lines[1], f"{both} spørger om det samme.", "Slet det ene.")
        elif ways and all(any(starmap(_exclude, product(one, other))) for one, other in ways):
            remedy = "Ret svarene i det ene, eller saml dem under “et af”."
            yield Problem(standard.file, lines[1], f"{both} kan aldrig være opfyldt på samme tid.", remedy)


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether no answer to the same question leaves both open."""
    fits, fits_other = one.accepts | one.discretionary, other.accepts | other.discretionary
    same = one.question.id == other.question.id and one.question.kind is QuestionKind.ONE
    return same and fits.isdisjoint(fits_other)


def _examples(standard: Standard) -> Iterator[Problem]:
    for example in standard.examples:
        came_out = evaluate(standard, example.answers).state
        if came_out.value != example.expected:
            wrong = f"Eksemplet “{example.name}” giver {came_out.value}, ikke {example.expected}."
            yield Problem(standard.file, example.line, wrong, _why(standard, example.answers))


def _why(standard: Standard, answers: Answers) -> str:
    outcome = evaluate(standard, answers)
    unanswered = {ground.condition.question.id: None for finding in outcome.undecided for ground in finding.grounds}
    if outcome.state is State.UNKNOWN:
        return f"Svar på “{'” og “'.join(unanswered)}” i eksemplet, eller ret “forventet”."
    reasons = "; ".join(f"“{finding.requirement.text.self_}”" for finding in outcome.reasons)
    return f"Afgjort af: {reasons or 'ingen krav'}. Ret svarene, kravet eller “forventet”."


def _coverage(standard: Standard) -> Iterator[Problem]:
    line = standard.positions.get("eksempler", 1)
    if not any(example.expected == "likely" for example in standard.examples) and _can_fit(standard):
        yield Problem(standard.file, line, "Intet eksempel passer på ordningen.", "Skriv et med “forventet: likely”.")
    if not any(example.expected == "individual" for example in standard.examples) and _can_depend(standard):
        remedy = "Skriv et med “forventet: individual”."
        yield Problem(standard.file, line, "Intet eksempel kommer an på en vurdering.", remedy)
    for requirement in standard.requirements:
        if not _can_fail(requirement):
            continue
        shown = any(fails_alone(standard, requirement, example.answers) for example in standard.examples)
        if not shown and _can_fail_alone(standard, requirement):
            unmet = f"når kun dette krav ikke er opfyldt: “{requirement.text.self_}”"
            wrong, line = f"Intet eksempel viser, hvad der sker, {unmet}", requirement.positions["krav"]
            yield Problem(standard.file, line, wrong, "Skriv et, hvor alle andre krav er opfyldt.")


def _can_fit(standard: Standard) -> bool:
    return all(map(_can_be_met, standard.requirements))


def _can_be_met(requirement: Requirement) -> bool:
    return any(all(condition.accepts for condition in conditions) for conditions in requirement.alternatives)


def _can_depend(standard: Standard) -> bool:
    return any(
        each.advisory or each.assessed or any(condition.discretionary for condition in each.conditions)
        for each in standard.requirements
    )


def _can_fail(requirement: Requirement) -> bool:
    """Whether any answer gives a no, not only an assessment."""
    return not requirement.assessed and all(
        any(
            set(condition.question.option_ids) - {NOT_KNOWN} - condition.accepts - condition.discretionary
            for condition in conditions
        )
        for conditions in requirement.alternatives
    )


def _can_fail_alone(standard: Standard, requirement: Requirement) -> bool:
    """Whether some answers to its questions fail no other one."""
    asked = {condition.question.id: condition.question for condition in requirement.conditions}
    for options in product(*(question.option_ids for question in asked.values())):
        answers = Answers(dict(zip(asked, ((option,) for option in options), strict=True)))
        own, *others = sorted(evaluate(standard, answers).findings, key=lambda one: one.requirement is not requirement)
        if own.as_answered is Met.NO and Met.NO not in [finding.met for finding in others]:
            return True
    return False


def fails_alone(standard: Standard, requirement: Requirement, answers: Answers) -> bool:
    """Whether of all requirements only this one fails.

    What shares a question with it may be left to an assessment by the same answer, and so may what no answer can
    meet; everything else is met.
    """
    outcome = evaluate(standard, answers)
    own = {condition.question.id for condition in requirement.conditions}

    def fits(finding: Finding) -> bool:
        if finding.requirement is requirement:
            return finding.as_answered is Met.NO
        shares = any(condition.question.id in own for condition in finding.requirement.conditions)
        may_depend = shares or not _can_be_met(finding.requirement)
        return finding.met is Met.YES or (may_depend and finding.met is not Met.NO)

    return all(map(fits, outcome.findings))
