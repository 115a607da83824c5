"""The interview: one question per page, check the answers, see the result. The answers travel in the path, sealed."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.result.cards import build_result, in_words, urgent_messages
from guide.result.ladder import LADDER_PAGE, marked_ladder
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Question
from guide.web.interview.forms import AnswerForm
from guide.web.sealed.tokens import OpenedToken, offered_answers
from guide.web.site import here, opened, site

blueprint = Blueprint("interview", __name__, url_prefix="/<municipality>")


@blueprint.get("/spoergsmaal/<token>")
def go_on(token: str) -> AnyResponse:
    """Redirect to the next question, or to the answers when there is none."""
    return redirect(_next_address(opened(token).answers, token), 303)


@blueprint.get("/spoergsmaal/<token>/<question_id>")
def question(token: str, question_id: str) -> str:
    """One question, shown as it was left."""
    found, asked = opened(token), _question_or_404(question_id)
    return _question_page(token, found, AnswerForm(asked, found.answers.perspective, None))


@blueprint.post("/spoergsmaal/<token>/<question_id>")
def answer(token: str, question_id: str) -> AnyResponse | tuple[str, int]:
    """Take one answer and go on, or show what to do about it."""
    found, asked = opened(token), _question_or_404(question_id)
    form = AnswerForm(asked, found.answers.perspective, request.form)
    if not form.validate():
        return _question_page(token, found, form), 422
    now = offered_answers(found.answers.with_answer(asked.id, form.chosen), here())
    return redirect(_next_address(now, site().seals.seal_next(here().slug, found, now)), 303)


@blueprint.get("/svar/<token>")
def check(token: str) -> str:
    """Every answer with its question and the way to change it."""
    found = opened(token)
    answers = found.answers
    return render_template(
        "interview/check.html",
        token=token,
        found=found,
        perspective=answers.perspective,
        rows=[in_words(asked, answers[asked.id], answers) for asked in here().questions if asked.id in answers],
        left=site().interview.open_questions(answers),
        urgent=urgent_messages(here(), answers),
    )


@blueprint.get("/resultat/<token>")
def result(token: str) -> str:
    """The outcomes with their reasons, and what to do next."""
    found, today = opened(token), site().today()
    answers = found.answers
    shown = build_result(here(), answers, today)
    return render_template(
        "interview/result.html",
        token=token,
        found=found,
        perspective=answers.perspective,
        result=shown,
        ladder=marked_ladder(here(), shown.outcomes),
        ladder_page=here().page(LADDER_PAGE),
        timelines=timelines(shown.worth_applying, today, site().guide.time_to_complain),
        left=site().interview.open_questions(answers),
        today=today,
        urgent=urgent_messages(here(), answers),
    )


@blueprint.get("/slut")
def end() -> str:
    """A neutral page: nothing of the answers, and the municipality only in addresses."""
    return render_template(
        "interview/end.html",
        municipality=None,
        start=url_for("pages.start"),
        cleared=url_for("interview.clear"),
    )


@blueprint.get("/slut/ryd.svg")
def clear() -> Response:
    """An empty picture that has the browser clear its cache of the guide.

    Only the cache: its other words would clear the cookies and the storage of all that shares the host or the domain.
    """
    picture = Response('<svg xmlns="http://www.w3.org/2000/svg"/>', mimetype="image/svg+xml")
    picture.headers["Clear-Site-Data"] = '"cache"'
    return picture


def _question_or_404(question_id: str) -> Question:
    return here().question(question_id) or abort(404)


def _next_address(answers: Answers, token: str) -> str:
    asked = site().interview.next_question(answers)
    if asked is None:
        return url_for("interview.check", token=token)
    return url_for("interview.question", token=token, question_id=asked.id)


def _question_page(token: str, found: OpenedToken, form: AnswerForm) -> str:
    asked, answers, questions = form.question, found.answers, here().questions
    earlier = [question for question in questions[: questions.index(asked)] if question.id in answers]
    left = site().interview.open_questions(answers)
    return render_template(
        "interview/question.html",
        token=token,
        found=found,
        perspective=answers.perspective,
        question=asked,
        chosen=form.chosen if form.error else answers.get(asked.id, frozenset()),
        error=form.error,
        previous=earlier[-1] if earlier else None,
        left=len(left) if asked in left else None,
        urgent=urgent_messages(here(), answers),
    )
