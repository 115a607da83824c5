"""The matrix: a page of standards × questions with what each answer does, for a caseworker to approve.

It is made from the same rules as the guide, so that nobody approves a stale drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

from guide.municipality import Guide, Municipality
from guide.rules.answers import Question
from guide.rules.outcome import Met, met_by
from guide.rules.standards import Condition, Requirement, Standard

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:75rem;margin:1rem auto;padding:0 1rem;color:#1d1d1b}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #767676;padding:.3rem .5rem;"
    "text-align:left;vertical-align:top}thead th{vertical-align:bottom}section{break-before:page}"
    ".overflow{overflow-x:auto}"
)
_EFFECT = {
    Met.YES: "opfylder",
    Met.DISCRETION: "kommer an på en vurdering",
    Met.NO: "opfylder ikke",
    Met.UNKNOWN: "vides ikke",
}


def matrix(guide: Guide, today: date) -> str:
    """The whole page as HTML, for all municipalities of the guide."""
    body = "\n".join(_municipality(municipality) for municipality in guide.municipalities.values())
    return (
        '<!doctype html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Regler til godkendelse</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>Regler til godkendelse</h1>\n<p>Lavet af guidens egne filer {today.isoformat()}. "
        "Tegnene: ● krav, ○ vejledende krav, ◇ viser behovet, ≈ bestemmer kun omfanget.</p>\n"
        f"{body}\n</main>\n</body>\n</html>\n"
    )


def _municipality(municipality: Municipality) -> str:
    used = [
        question
        for question in municipality.questions
        if any(question.id in standard.questions for standard in municipality.with_outcome)
    ]
    head = "".join(f'<th scope="col">{escape(question.name)}</th>' for question in used)
    rows = "\n".join(
        f'<tr><th scope="row">{escape(standard.title)}</th>'
        + "".join(f"<td>{_marks(standard, question)}</td>" for question in used)
        + "</tr>"
        for standard in municipality.with_outcome
    )
    overview = (
        f'<div class="overflow"><table>\n<caption>Standarder og spørgsmål</caption>\n'
        f'<thead><tr><th scope="col">Standard</th>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'
    )
    standards = "\n".join(_standard(standard) for standard in municipality.with_outcome)
    return f"<h2>{escape(municipality.name)}</h2>\n{overview}\n{standards}"


def _marks(standard: Standard, question: Question) -> str:
    def asks(conditions: tuple[Condition, ...]) -> bool:
        return any(condition.question.id == question.id for condition in conditions)

    marks = []
    if standard.need and asks(standard.need.conditions):
        marks.append("◇")
    marks.extend("○" if one.advisory else "●" for one in standard.requirements if asks(one.conditions))
    if not marks and any(asks(extent.when) for extent in standard.extents):
        marks.append("≈")
    return " ".join(marks)


def _standard(standard: Standard) -> str:
    requirements = "\n".join(_requirement(one) for one in standard.requirements)
    need = _requirement(standard.need, label="Behov") if standard.need else "<p>Behov: vises altid.</p>"
    extents = "".join(f"<li>{escape(extent.text.self_)} {_when(extent.when)}</li>" for extent in standard.extents)
    return (
        f"<section>\n<h3>{escape(standard.title)} ({escape(standard.law)})</h3>\n"
        f"<p>{escape(standard.source.document)} {escape(standard.source.part)}, "
        f"kontrolleret {standard.checked.isoformat()}.</p>\n{need}\n{requirements}\n"
        f"<h4>Omfang (det første, der passer)</h4>\n<ul>{extents or '<li>Ikke angivet.</li>'}</ul>\n</section>"
    )


def _when(conditions: tuple[Condition, ...]) -> str:
    parts = [
        f"{condition.question.name}: {' eller '.join(_labels(condition.question, condition.accepts))}"
        for condition in conditions
    ]
    return f"(når {escape(' og '.join(parts))})" if parts else "(ellers)"


def _labels(question: Question, ids: frozenset[str]) -> list[str]:
    return [option.label.self_ for option in question.options if option.id in ids]


def _requirement(requirement: Requirement, label: str = "Krav") -> str:
    kind = f"{label}{', vejledende' if requirement.advisory else ''}"
    told = "".join(f"<li>{escape(text)}</li>" for text in requirement.text)
    rows = "\n".join(row for condition in requirement.conditions for row in _rows(condition))
    otherwise = f"<p>Ellers: {escape(requirement.otherwise.self_)}</p>\n" if requirement.otherwise else ""
    return (
        f'<h4>{kind}</h4>\n<ul>{told}</ul>\n<table>\n<thead><tr><th scope="col">Spørgsmål</th>'
        f'<th scope="col">Svar</th><th scope="col">Virkning</th></tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        f"</table>\n{otherwise}"
    )


def _rows(condition: Condition) -> Iterator[str]:
    for option in condition.question.options:
        effect = _EFFECT[met_by(condition, frozenset((option.id,)))]
        yield (
            f"<tr><td>{escape(condition.question.name)}</td><td>{escape(option.label.self_)}</td><td>{effect}</td></tr>"
        )
