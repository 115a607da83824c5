"""A requirement of a standard, and what meets it."""

from __future__ import annotations

from guide.content.files.questions import QuestionIndex, says_by_answer
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures
from guide.rules.standards import Condition, Requirement

_CONDITION = ("spørgsmål", "svar", "ingen af", "måske", "aldersgrænse")
_ANY, _ALL, _ASSESSED = "et af", "alle af", "kommunen vurderer"


def read_requirement(item: Value, questions: QuestionIndex, figures: Figures) -> Requirement:
    others = "vejledende", "ellers", "loven nu", "kilde"
    fields = item.fields("krav", "kendetegn", *_CONDITION, _ANY, _ALL, _ASSESSED, *others)
    otherwise, quotes, assessed = fields.get("ellers"), fields.items("kilde"), fields.boolean(_ASSESSED)
    beside = [key for key in (*_CONDITION, _ANY, "vejledende", "ellers") if key in fields]
    if assessed and beside:
        remedy = (
            f"Slet “{_ASSESSED}”, hvis et spørgsmål kan svare på kravet. Slet ellers spørgsmålet og alt, der hører til."
        )
        fields.get(_ASSESSED).report(f"Kravet har både “{_ASSESSED}” og “{beside[0]}”.", remedy)
    if together := fields.get(_ALL):
        together.report(
            "“alle af” hører til under “et af”.", "Alle krav skal være opfyldt. Skriv et krav for hver del."
        )
    return Requirement(
        text=figures.wording(fields.required("krav")),
        alternatives=() if assessed else tuple(filter(None, _alternatives(fields, questions, figures))),
        assessed=assessed,
        advisory=fields.boolean("vejledende"),
        typical=fields.boolean("kendetegn"),
        otherwise=figures.wording(otherwise) if otherwise and not says_by_answer(otherwise) else None,
        quotes=tuple(quote.text() for quote in quotes),
        law_now=figures.text(fields.get("loven nu")),
        positions=fields.positions() | {f"kilde.{number}": quote.line for number, quote in enumerate(quotes)},
    )


def _alternatives(fields: Fields, questions: QuestionIndex, figures: Figures) -> list[tuple[Condition, ...]]:
    """What meets a requirement; empty where it cannot be read."""
    if _ANY not in fields:
        return [_together([fields], questions, figures)]
    _refuse_beside(fields, _ANY)
    if says_by_answer(fields.get("ellers")):
        fields.get("ellers").report("Kravet har “et af”.", "Flyt det, der er til hvert svar, ind under “et af”.")
    alternatives = []
    for item in fields.items(_ANY):
        part = item.fields(*_CONDITION, "ellers", _ALL)
        if _ALL in part:
            _refuse_beside(part, _ALL)
            each = [inner.fields(*_CONDITION, "ellers") for inner in part.items(_ALL)]
            if len(each) == 1:
                part.get(_ALL).report("“alle af” er til flere spørgsmål.", "Skriv et til, eller slet “alle af”.")
        else:
            each = [part]
        for one in each:
            if (advice := one.get("ellers")) and not says_by_answer(advice):
                advice.report("Rådet er ikke til ét svar.", "Skriv svaret foran, eller flyt rådet ud til kravet.")
        alternatives.append(_together(each, questions, figures))
    return alternatives


def _refuse_beside(fields: Fields, field: str) -> None:
    for key in _CONDITION:
        if beside := fields.get(key):
            beside.report(f"Kravet har både “{key}” og “{field}”.", f"Flyt “{key}” ind under “{field}”.")


def _together(each: list[Fields], questions: QuestionIndex, figures: Figures) -> tuple[Condition, ...]:
    conditions = (questions.condition(fields, figures) for fields in each)
    return tuple(condition for condition in conditions if condition is not None)
