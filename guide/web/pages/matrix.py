"""All rules and advice as tables, for caseworkers to approve.

It is made from the same rules as the guide, so that nobody approves a stale drawing.
"""

from __future__ import annotations

from datetime import date

from guide.municipality import Guide
from guide.result.answers import by_answer
from guide.rules.answers import Perspective, Question
from guide.rules.met import Met
from guide.rules.standards import Condition, Standard
from guide.web.standalone import render_alone

_EFFECT = {
    Met.YES: "opfylder",
    Met.DISCRETION: "kommer an på en vurdering",
    Met.NO: "opfylder ikke",
}


def matrix(guide: Guide, today: date) -> str:
    """The whole page, for all municipalities of the guide."""
    places = guide.municipalities.values()
    return render_alone(
        "pages/matrix.html",
        places=places,
        today=today,
        marks=_marks,
        by_answer=by_answer,
        effects=_EFFECT,
        perspectives={
            Perspective.SELF: "Til en selv",
            Perspective.ADULT: "Om en anden voksen",
            Perspective.CHILD: "Om et barn",
        },
    )


def _marks(standard: Standard, question: Question) -> str:
    def asks(conditions: tuple[Condition, ...]) -> bool:
        return any(condition.question.id == question.id for condition in conditions)

    marks = ["◇"] if standard.need and asks(standard.need.conditions) else []
    asking = (requirement for requirement in standard.requirements if asks(requirement.conditions))
    marks.extend("○" if requirement.advisory else "●" for requirement in asking)
    if not marks and any(asks(extent.when) for extent in standard.extents):
        marks.append("≈")
    return " ".join(marks)
