"""The API of ``vocabulary.md``: the same questions, standards and outcomes as JSON."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

from guide.answers import Option, Perspective, Question
from guide.municipality import Municipality
from guide.outcome import Finding, Ground, Outcome, evaluate
from guide.standards import Standard
from guide.web.api_answers import Refused, parse_answers
from guide.web.showing import guidance_sentence, prose
from guide.web.site import site

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/municipalities")
def municipalities() -> Response:
    """All municipalities."""
    return jsonify([_municipality(one) for one in site().guide.municipalities.values()])


@blueprint.get("/<municipality>/questions")
def questions(municipality: str) -> Response:
    """The questions in asking order."""
    found = _find(municipality)
    return jsonify([_question(question) for question in site().guide.of(found.slug).questions])


@blueprint.get("/<municipality>/standards")
def standards(municipality: str) -> Response:
    """All standards of a municipality, least intrusive first."""
    found = _find(municipality)
    return jsonify([_standard(standard, found) for standard in found.standards])


@blueprint.get("/<municipality>/standards/<slug>")
def standard(municipality: str, slug: str) -> Response:
    """One standard."""
    found = _find(municipality)
    one = found.standard(slug)
    if one is None:
        raise Refused(_("There is no such standard."), "standard", (each.slug for each in found.standards), status=404)
    return jsonify(_standard(one, found))


@blueprint.post("/<municipality>/outcomes")
def outcomes(municipality: str) -> Response:
    """The outcome of every standard for the posted answers, and the question to ask next."""
    found = _find(municipality)
    answers = parse_answers(request, site().guide.of(found.slug))
    following = site().interviews[found.slug].next_question(answers)
    return jsonify(
        outcomes=[_outcome(evaluate(one, answers), answers.perspective) for one in found.with_outcome],
        next_question=following.id if following else None,
        guidance_only=guidance_sentence(),
    )


@blueprint.errorhandler(Refused)
def refuse(error: Refused) -> tuple[Response, int]:
    """Say what is wrong in the request, where, and what may be chosen instead."""
    return jsonify(error=error.wrong, where=error.where, choose=list(error.choose)), error.status


def _find(slug: str) -> Municipality:
    found = site().guide.municipalities.get(slug)
    if found is None:
        raise Refused(_("There is no such municipality."), "municipality", site().guide.municipalities, status=404)
    return found


def _municipality(one: Municipality) -> dict[str, Any]:
    return {
        "id": one.slug,
        "name": one.name,
        "department": one.department,
        "summary": one.summary,
        # A page without an outcome is no standard of its own (vocabulary.md).
        "standards": len(one.with_outcome),
        "checked": one.checked.isoformat(),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind.value,
        "opening": question.opening,
        "text": question.text.mig,
        "help": question.help.mig if question.help else None,
        "why": question.why.mig,
        "options": [_option(option) for option in question.options],
    }


def _option(option: Option) -> dict[str, Any]:
    return {"id": option.id, "label": option.label.mig}


def _standard(standard: Standard, municipality: Municipality) -> dict[str, Any]:
    processing = standard.processing
    return {
        "id": standard.slug,
        "title": standard.title,
        "heading": standard.heading,
        "law": standard.law,
        "summary": standard.summary.mig,
        "has_outcome": standard.has_outcome,
        "requirements": [
            {"requirement": requirement.text.mig, "guiding": requirement.guiding}
            for requirement in standard.requirements
        ],
        "extents": [extent.text.mig for extent in standard.extents],
        "fee": standard.fee.mig,
        "processing_time": {
            "months": processing.months or None,
            "weeks": processing.weeks or None,
            "explanation": processing.explanation or None,
            "link": processing.link or None,
        },
        "application": standard.application or municipality.application,
        "complaint": {
            "possible": not standard.no_complaint,
            "text": standard.no_complaint or standard.complaint or municipality.complaint.text,
            "recipient": municipality.complaint.recipient,
            "address": municipality.complaint.address,
        },
        "sections": [
            {
                "id": section.id,
                "heading": section.heading,
                "source": section.source_part,
                "html": prose(section.html, municipality),
            }
            for section in standard.sections
        ],
        "source": {
            "document": standard.source.document,
            "part": standard.source.part,
            "adopted": standard.source.adopted.isoformat() if standard.source.adopted else None,
        },
        "checked": standard.checked.isoformat(),
        "law_changes": [
            {
                "title": change.title,
                "text": change.text,
                "in_force": change.in_force.isoformat() if change.in_force else None,
                "source": change.source,
                "checked": change.checked.isoformat(),
            }
            for change in standard.law_changes
        ],
    }


def _outcome(outcome: Outcome, perspective: Perspective) -> dict[str, Any]:
    return {
        "standard": outcome.standard.slug,
        "title": outcome.standard.title,
        "outcome": outcome.state.value,
        "reasons": [_finding(finding, perspective) for finding in outcome.reasons],
        "undecided": [_finding(finding, perspective) for finding in outcome.undecided],
        "extents": [extent.text.to(perspective) for extent in outcome.extents],
    }


def _finding(finding: Finding, perspective: Perspective) -> dict[str, Any]:
    return {
        "requirement": finding.requirement.text.to(perspective),
        "met": finding.met.name.lower(),
        "grounds": [_ground(ground) for ground in finding.grounds],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    question = ground.condition.question
    chosen = [option for option in question.option_ids if option in (ground.chosen or ())]
    answer: str | list[str] | None = chosen if question.kind.value == "many" else next(iter(chosen), None)
    return {"question": question.id, "answer": answer if chosen else None}
