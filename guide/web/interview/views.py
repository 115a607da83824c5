"""The interview: one question per page, check the answers, see the result. The answers travel in the path, sealed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.municipality import Municipality
from guide.result.cards import build_result, told, urgent_messages
from guide.result.ladder import LADDER_PAGE, marked_ladder
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Question
from guide.web.interview.forms import AnswerForm, shown_as_left
from guide.web.sealed.tokens import Opened, offered_answers
from guide.web.site import municipality_or_404, opened, site

blueprint = Blueprint("interview", __name__, url_prefix="/<municipality>")


@blueprint.get("/spoergsmaal/<token>")
def go_on(municipality: str, token: str) -> AnyResponse:
    """To the question that is to be asked now, or to the answers when there is none."""
    chosen = municipality_or_404(municipality)
    return redirect(_next_address(chosen, opened(chosen, token).answers, token), 303)


@blueprint.get("/spoergsmaal/<token>/<question_id>")
def question(municipality: str, token: str, question_id: str) -> str:
    """One question, shown as it was left."""
    chosen = municipality_or_404(municipality)
    found, asked = opened(chosen, token), _question_or_404(chosen, question_id)
    return _question_page(chosen, token, found, AnswerForm(asked, found.answers.perspective, None))


@blueprint.post("/spoergsmaal/<token>/<question_id>")
def answer(municipality: str, token: str, question_id: str) -> AnyResponse | tuple[str, int]:
    """Take one answer and go on, or show what to do about it."""
    chosen = municipality_or_404(municipality)
    found, asked = opened(chosen, token), _question_or_404(chosen, question_id)
    form = AnswerForm(asked, found.answers.perspective, request.form)
    if not form.validate():
        return _question_page(chosen, token, found, form), 422
    now = offered_answers(found.answers.with_answer(asked.id, form.chosen), site().guide.of(chosen.slug))
    return redirect(_next_address(chosen, now, site().seals.seal_next(chosen.slug, found, now)), 303)


@blueprint.get("/svar/<token>")
def check(municipality: str, token: str) -> str:
    """Every answer with its question and the way to change it."""
    chosen = municipality_or_404(municipality)
    found = opened(chosen, token)
    answers, asked_here = found.answers, site().guide.of(chosen.slug).questions
    return render_template(
        "interview/check.html",
        municipality=chosen,
        token=token,
        found=found,
        perspective=answers.perspective,
        rows=[told(asked, answers[asked.id], answers) for asked in asked_here if asked.id in answers],
        left=site().interviews[chosen.slug].open_questions(answers),
        urgent=urgent_messages(chosen, answers),
    )


@blueprint.get("/resultat/<token>")
def result(municipality: str, token: str) -> str:
    """The outcomes with their reasons, and what to do next."""
    chosen = municipality_or_404(municipality)
    found, today = opened(chosen, token), site().today()
    answers = found.answers
    shown = build_result(chosen, answers, today)
    return render_template(
        "interview/result.html",
        municipality=chosen,
        token=token,
        found=found,
        perspective=answers.perspective,
        result=shown,
        ladder=marked_ladder(chosen, shown.outcomes),
        ladder_page=chosen.page(LADDER_PAGE),
        timelines=timelines(shown.worth_applying, today, site().guide.rates["klagefrist"]),
        left=site().interviews[chosen.slug].open_questions(answers),
        today=today,
        urgent=urgent_messages(chosen, answers),
    )


@blueprint.get("/slut")
def end(municipality: str) -> str:
    """A neutral page: nothing of the answers, and the municipality only in addresses."""
    slug = municipality_or_404(municipality).slug
    return render_template(
        "interview/end.html",
        municipality=None,
        start=url_for("pages.start", municipality=slug),
        cleared=url_for("interview.clear", municipality=slug),
    )


@blueprint.get("/slut/ryd.svg")
def clear(municipality: str) -> Response:
    """An empty picture that has the browser clear what it has kept of the guide.

    Only the cache: its other words would clear the cookies and the storage of all that shares the host or the domain.
    """
    municipality_or_404(municipality)
    picture = Response('<svg xmlns="http://www.w3.org/2000/svg"/>', mimetype="image/svg+xml")
    picture.headers["Clear-Site-Data"] = '"cache"'
    return picture


def _question_or_404(municipality: Municipality, question_id: str) -> Question:
    return site().guide.of(municipality.slug).question(question_id) or abort(404)


def _next_address(municipality: Municipality, answers: Answers, token: str) -> str:
    asked = site().interviews[municipality.slug].next_question(answers)
    if asked is None:
        return url_for("interview.check", municipality=municipality.slug, token=token)
    return url_for("interview.question", municipality=municipality.slug, token=token, question_id=asked.id)


def _question_page(municipality: Municipality, token: str, found: Opened, form: AnswerForm) -> str:
    asked, answers, asked_here = form.question, found.answers, site().guide.of(municipality.slug).questions
    earlier = [q for q in asked_here[: asked_here.index(asked)] if q.id in answers]
    left = site().interviews[municipality.slug].open_questions(answers)
    return render_template(
        "interview/question.html",
        municipality=municipality,
        token=token,
        found=found,
        perspective=answers.perspective,
        question=asked,
        chosen=form.chosen if form.error else shown_as_left(answers, asked),
        error=form.error,
        previous=earlier[-1] if earlier else None,
        left=len(left) if asked in left else None,
        urgent=urgent_messages(municipality, answers),
    )
