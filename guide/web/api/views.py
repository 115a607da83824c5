"""The API: the questions, standards and outcomes as JSON (``docs/vocabulary.md``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import Finding, Ground, Outcome, evaluate
from guide.rules.standards import Standard
from guide.web.api import objects
from guide.web.api.answers import ApiError, parse_answers
from guide.web.api.cors import let_hosts_read
from guide.web.headers import allow_storing
from guide.web.site import site
from guide.web.templating import guidance_sentence, prose

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
blueprint.before_request(allow_storing)
blueprint.after_request(let_hosts_read)

_Given = ParamSpec("_Given")
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API does: ``view`` says in its annotation what it tells, in its docstring what that is."""

    method: str
    path: str
    view: Callable[..., object]

    @property
    def name(self) -> str:
        """Its name, also the last part of its endpoint."""
        return self.view.__name__


OPERATIONS: list[Operation] = []
"""All operations, in the order of the page that shows them; ``openapi.py`` describes the API from them."""


def _operation(method: str, path: str) -> Callable[[Callable[_Given, _Told]], Callable[_Given, _Told]]:
    """Make a function that tells something a view of the API, and one that is described."""

    def register(view: Callable[_Given, _Told]) -> Callable[_Given, _Told]:
        @wraps(view)
        def answer(*args: _Given.args, **kwargs: _Given.kwargs) -> Response:
            return jsonify(objects.as_json(view(*args, **kwargs)))

        blueprint.add_url_rule(path, view.__name__, answer, methods=[method])
        OPERATIONS.append(Operation(method, f"{blueprint.url_prefix}{path}", view))
        return view

    return register


@_operation("GET", "/municipalities")
def municipalities() -> list[objects.Municipality]:
    """All municipalities."""
    return [
        objects.Municipality(
            id=one.slug,
            name=one.name,
            department=one.department,
            summary=one.summary,
            # A page without an outcome is not counted as a standard (docs/vocabulary.md).
            standards=len(one.with_outcome),
            checked=one.checked,
        )
        for one in site().guide.municipalities.values()
    ]


@_operation("GET", "/<municipality>/questions")
def questions(municipality: str) -> list[objects.Question]:
    """The questions in asking order."""
    return [_question(question) for question in _find(municipality).questions]


@_operation("GET", "/<municipality>/standards")
def standards(municipality: str) -> list[objects.Standard]:
    """All standards of a municipality, least intrusive first."""
    place = _find(municipality)
    return [_standard(standard, place) for standard in place.standards]


@_operation("GET", "/<municipality>/standards/<slug>")
def standard(municipality: str, slug: str) -> objects.Standard:
    """One standard."""
    place = _find(municipality)
    one = place.standard(slug)
    if one is None:
        raise ApiError(_("There is no such standard."), "standard", (each.slug for each in place.standards), status=404)
    return _standard(one, place)


@_operation("POST", "/<municipality>/outcomes")
def outcomes(municipality: str) -> objects.Outcomes:
    """The outcome of every standard for the posted answers, and the question to ask next."""
    place = _find(municipality)
    return outcomes_of(place, parse_answers(request, place))


def outcomes_of(place: Municipality, answers: Answers) -> objects.Outcomes:
    """What ``outcomes`` tells to these answers."""
    following = site().interviews[place.slug].next_question(answers)
    return objects.Outcomes(
        outcomes=[_outcome(evaluate(one, answers), answers.perspective) for one in place.with_outcome],
        next_question=following.id if following else None,
        guidance_only=guidance_sentence(),
    )


@blueprint.errorhandler(ApiError)
def refuse(error: ApiError) -> tuple[Response, int]:
    """Say what is wrong in the request, where, and what may be chosen instead."""
    return jsonify(objects.as_json(objects.Refusal(error.wrong, error.where, list(error.choose)))), error.status


def _find(slug: str) -> Municipality:
    place = site().guide.municipalities.get(slug)
    if place is None:
        raise ApiError(_("There is no such municipality."), "municipality", site().guide.municipalities, status=404)
    return place


def _question(question: Question) -> objects.Question:
    return objects.Question(
        id=question.id,
        kind=question.kind,
        opening=question.opening,
        text=question.text.self_,
        help=question.help.self_ if question.help else None,
        why=question.why.self_,
        options=[objects.Option(option.id, option.label.self_) for option in question.options],
    )


def _standard(standard: Standard, place: Municipality) -> objects.Standard:
    processing, source = standard.processing, standard.source
    return objects.Standard(
        id=standard.slug,
        title=standard.title,
        heading=standard.heading,
        law=standard.law,
        summary=standard.summary.self_,
        has_outcome=standard.has_outcome,
        requirements=[objects.Requirement(one.text.self_, one.advisory) for one in standard.requirements],
        extents=[extent.text.self_ for extent in standard.extents],
        fee=standard.fee.self_,
        processing_time=objects.ProcessingTime(
            months=processing.months or None,
            weeks=processing.weeks or None,
            explanation=processing.explanation or None,
            link=processing.link or None,
        ),
        application=standard.application or place.application,
        complaint=objects.Complaint(
            possible=not standard.no_complaint,
            text=standard.no_complaint or standard.complaint or place.complaint.text,
            recipient=place.complaint.recipient,
            address=place.complaint.address,
        ),
        sections=[
            objects.Section(one.id, one.heading, one.source_part, prose(one.html, place)) for one in standard.sections
        ],
        source=objects.Source(source.document, source.part, source.adopted),
        checked=standard.checked,
        law_changes=[
            objects.LawChange(one.title, one.text, one.in_force, one.source, one.checked)
            for one in standard.law_changes
        ],
    )


def _outcome(outcome: Outcome, perspective: Perspective) -> objects.Outcome:
    return objects.Outcome(
        standard=outcome.standard.slug,
        title=outcome.standard.title,
        outcome=outcome.state,
        reasons=[_finding(finding, perspective) for finding in outcome.reasons],
        undecided=[_finding(finding, perspective) for finding in outcome.undecided],
        extents=[extent.text.for_(perspective) for extent in outcome.extents],
    )


def _finding(finding: Finding, perspective: Perspective) -> objects.Finding:
    return objects.Finding(
        requirement=finding.requirement.text.for_(perspective),
        met=finding.met.name.lower(),
        grounds=[_ground(ground) for ground in finding.grounds],
    )


def _ground(ground: Ground) -> objects.Ground:
    question = ground.condition.question
    chosen = [option for option in question.option_ids if option in (ground.chosen or ())]
    if not chosen:
        return objects.Ground(question.id, None)
    return objects.Ground(question.id, chosen if question.kind is QuestionKind.MANY else chosen[0])
