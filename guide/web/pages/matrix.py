"""All rules and advice as tables, for caseworkers to approve.

It is made from the same rules as the guide, so that nobody approves a stale drawing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from guide.municipality import Guide
from guide.result.answers import by_answer
from guide.rules.answers import Option, Perspective, Question
from guide.rules.met import Met
from guide.rules.outcome import Finding
from guide.rules.standards import Condition, Requirement, Standard
from guide.web.standalone import render_alone

_EFFECT = {
    Met.YES: "opfylder",
    Met.DISCRETION: "kommer an på en vurdering",
    Met.NO: "opfylder ikke",
}
_OF_A_PART = _EFFECT | {Met.YES: "opfylder denne del", Met.NO: "opfylder ikke denne del"}


@dataclass(frozen=True, slots=True)
class Part:
    """An alternative of a requirement, with what each answer does."""

    heading: str
    answers: tuple[tuple[Condition, Option, Finding], ...]
    effects: Mapping[Met, str]


def matrix(guide: Guide, today: date) -> str:
    """The whole page, for all municipalities of the guide."""
    places = guide.municipalities.values()
    return render_alone(
        "pages/matrix.html",
        places=places,
        today=today,
        marks=_marks,
        parts=_parts,
        perspectives={
            Perspective.SELF: "Til en selv",
            Perspective.ADULT: "Om en anden voksen",
            Perspective.CHILD: "Om et barn",
        },
    )


def _parts(requirement: Requirement) -> Iterator[Part]:
    several = len(requirement.alternatives) > 1
    for number, conditions in enumerate(requirement.alternatives, 1):
        heading = [f"Del {number}."] if several else []
        if len(conditions) > 1:
            heading.append("Alle spørgsmål i denne del skal passe.")
        if each := [condition.question.name for condition in conditions if condition.each]:
            heading.append(f"Ét svar, der ikke opfylder, er nok til et nej ({', '.join(each)}).")
        answers = tuple(by_answer(replace(requirement, alternatives=(conditions,))))
        yield Part(" ".join(heading), answers, _OF_A_PART if several or len(conditions) > 1 else _EFFECT)


def _marks(standard: Standard, question: Question) -> str:
    def asks(conditions: tuple[Condition, ...]) -> bool:
        return any(condition.question.id == question.id for condition in conditions)

    marks = ["◇"] if standard.need and asks(standard.need.conditions) else []
    asking = (requirement for requirement in standard.requirements if asks(requirement.conditions))
    marks.extend("○" if requirement.advisory else "●" for requirement in asking)
    if not marks and any(asks(extent.when) for extent in standard.extents):
        marks.append("≈")
    return " ".join(marks)
