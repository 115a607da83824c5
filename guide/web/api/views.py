"""The API: the questions, standards and outcomes as JSON (``docs/vocabulary.md``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from http import HTTPStatus
from typing import ParamSpec, TypeVar

from flask import Blueprint, Response, g, jsonify, request
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import Finding, Ground, Outcome, evaluate
from guide.rules.standards import Case, Standard
from guide.sources import ProcessingTime, Source
from guide.web.api import objects
from guide.web.api.answers import ApiError, parse_answers
from guide.web.http.headers import allow_storing
from guide.web.kept import same_for_all
from guide.web.site import site
from guide.web.templating import guidance_sentence, linked

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
blueprint.before_request(allow_storing)

_Parameters = ParamSpec("_Parameters")
_Returned = TypeVar("_Returned")

_AN_HOUR = "3600"  # seconds for which a browser need not ask again whether it may read


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint.

    OpenAPI takes its schema from the view's return type and its summary from the docstring.
    """

    method: str
    path: str
    view: Callable[..., object]

    @property
    def name(self) -> str:
        return self.view.__name__


OPERATIONS: list[Operation] = []
"""All endpoints, in the order of the page about the API."""


def _operation(
    method: str, path: str
) -> Callable[[Callable[_Parameters, _Returned]], Callable[_Parameters, _Returned]]:
    def register(view: Callable[_Parameters, _Returned]) -> Callable[_Parameters, _Returned]:
        @wraps(view)
        def body(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> bytes:
            data: bytes = jsonify(objects.as_json(view(*args, **kwargs))).data
            return data

        made = same_for_all(body) if method == "GET" else body

        def answer(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> Response:
            return Response(made(*args, **kwargs), mimetype="application/json")

        blueprint.add_url_rule(path, view.__name__, answer, methods=[method])
        OPERATIONS.append(Operation(method, f"{blueprint.url_prefix}{path}", view))
        return view

    return register


@_operation("GET", "/municipalities")
def municipalities() -> list[objects.Municipality]:
    """All municipalities."""
    return [
        objects.Municipality(
            id=place.slug,
            name=place.name,
            department=place.department,
            summary=place.summary,
            # A page without an outcome is not counted as a standard (docs/vocabulary.md).
            standards=len(place.with_outcome),
            checked=place.checked,
        )
        for place in site().guide.municipalities.values()
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
    standard = place.standard(slug)
    if standard is None:
        slugs = (known.slug for known in place.standards)
        raise ApiError(_("There is no such standard."), "standard", slugs, status=404)
    return _standard(standard, place)


@_operation("POST", "/<municipality>/outcomes")
def outcomes(municipality: str) -> objects.Outcomes:
    """Every standard's outcome for the answers, and the next question."""
    place = _find(municipality)
    return outcomes_of(place, parse_answers(request.get_data(), place))


def outcomes_of(place: Municipality, answers: Answers) -> objects.Outcomes:
    question = site().interviews[place.slug].next_question(answers)
    return objects.Outcomes(
        outcomes=[_outcome(evaluate(standard, answers), answers.perspective) for standard in place.with_outcome],
        next_question=question.id if question else None,
        guidance_only=guidance_sentence(),
        rules_version=site().rules[place.slug],
        rules_checked=place.last_checked,
    )


@blueprint.errorhandler(ApiError)
def refuse(error: ApiError) -> tuple[Response, int]:
    return jsonify(objects.as_json(error.refusal)), error.status


@blueprint.after_request
def let_hosts_read(response: Response) -> Response:
    """CORS for sites that may embed the municipality's guide."""
    municipality = g.get("municipality")
    origin = request.headers.get("Origin", "")
    if request.method == "OPTIONS":
        # Flask answers it with the methods, as a page without a word in it: that is no page.
        response.status_code = HTTPStatus.NO_CONTENT
        del response.headers["Content-Type"]
    if municipality is None:
        return response
    response.vary.add("Origin")
    if origin in municipality.may_embed:
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Max-Age"] = _AN_HOUR
    return response


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
    return objects.Standard(
        id=standard.slug,
        title=standard.title,
        heading=standard.heading,
        law=standard.law,
        summary=standard.summary.self_,
        has_outcome=standard.has_outcome,
        requirements=[
            objects.Requirement(rule.text.self_, rule.advisory, rule.assessed, list(rule.quotes))
            for rule in standard.requirements
        ],
        extents=[extent.text.self_ for extent in standard.extents],
        fee=standard.fee.self_,
        processing_time=_time(standard.processing),
        application=standard.application or place.application,
        complaint=objects.Complaint(
            possible=not standard.no_complaint,
            text=standard.no_complaint or standard.complaint or place.complaint.text,
            recipient=(standard.complaint_board or place.complaint).recipient,
            address=(standard.complaint_board or place.complaint).address,
        ),
        sections=[
            objects.Section(section.id, section.heading, section.source_part, linked(section.html, place))
            for section in standard.sections
        ],
        cases=[_case(case) for case in standard.cases],
        source=_source(standard.source),
        more_sources=list(map(_source, standard.more_sources)),
        checked=standard.checked,
        law_changes=[
            objects.LawChange(change.title, change.text, change.in_force, change.source, change.checked)
            for change in standard.law_changes
        ],
    )


def _case(case: Case) -> objects.Case:
    return objects.Case(
        name=case.name,
        when=[objects.When(each.question.id, sorted(each.accepts)) for each in case.when],
        law=case.law or None,
        extent=case.extent.self_ if case.extent else None,
        fee=case.fee.self_ if case.fee else None,
        processing_time=_time(case.processing) if case.processing else None,
        application=case.application or None,
        complaint=case.complaint or None,
        source=_source(case.source) if case.source else None,
    )


def _time(processing: ProcessingTime) -> objects.ProcessingTime:
    known = {field.name: getattr(processing, field.name) or None for field in fields(objects.ProcessingTime)}
    return objects.ProcessingTime(**known)


def _source(source: Source) -> objects.Source:
    return objects.Source(source.document, source.part, source.adopted)


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
        guiding=finding.requirement.advisory,
        assessed=finding.requirement.assessed,
        met=finding.met.name.lower(),
        grounds=[_ground(ground) for ground in finding.grounds],
        advice=[sentence.for_(perspective) for sentence in finding.advice],
    )


def _ground(ground: Ground) -> objects.Ground:
    question = ground.condition.question
    options = [option for option in question.option_ids if option in (ground.answer or ())]
    if not options:
        return objects.Ground(question.id, None)
    return objects.Ground(question.id, options if question.kind is QuestionKind.MANY else options[0])
