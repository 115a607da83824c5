"""One question per page, the answers to check, the result."""

from __future__ import annotations

from itertools import takewhile

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.result.answers import answers_in_words
from guide.result.ladder import LADDER_PAGE, marked_ladder
from guide.result.overview import build_result, urgent_messages
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Question
from guide.web.http.access_log import note_interview
from guide.web.http.locale import short_time
from guide.web.interview.forms import AnswerForm
from guide.web.kept import framed_page, kept_page, new_page
from guide.web.receipts import new_receipt
from guide.web.sealed.tokens import EMPTY, EMPTY_SHARED, OpenedToken, offered_answers
from guide.web.site import KeptLink, here, open_token, site

blueprint = Blueprint("interview", __name__, url_prefix="/<municipality>")


@blueprint.get("/spoergsmaal/<token>")
def go_on(token: str) -> AnyResponse:
    """Redirect to the next question, or to the answers."""
    return redirect(_address_of(site().interview.next_question(open_token(token).answers), token), 303)


@blueprint.get("/spoergsmaal/<token>/<question_id>")
def question(token: str, question_id: str) -> bytes | Response:
    opened, question = open_token(token), _question(token, question_id)
    return _question_page(token, opened, question, opened.answers.get(question.id, frozenset()))


@blueprint.post("/spoergsmaal/<token>/<question_id>")
def answer(token: str, question_id: str) -> AnyResponse | tuple[bytes | Response, int]:
    """Take one answer, or say what is wrong."""
    opened, question = open_token(token), _question(token, question_id)
    form = AnswerForm(question, opened.answers.perspective, request.form)
    if not form.validate():
        return _question_page(token, opened, question, form.options, form.error), 422
    answers = offered_answers(opened.answers.with_answer(question.id, form.options), here())
    following = site().interview.next_question(answers)
    if question.id not in opened.answers:
        note_interview(begun=not opened.answers, questions=0 if following else len(answers))
    token = site().seals.seal_next(here().slug, opened, answers, new_receipt(answers))
    return redirect(_address_of(following, token), 303)


@blueprint.get("/svar/<token>")
def check(token: str) -> bytes:
    """All answers, and the way to change them."""
    opened = open_token(token)
    answers = opened.answers
    return framed_page(
        "interview/check.html",
        token,
        _frame(answers),
        opened=opened,
        rows=answers_in_words(here(), answers),
        left=site().interview.open_questions(answers),
    )


@blueprint.get("/resultat/<token>")
def result(token: str, *, missing: bool = False) -> bytes:
    """What to do now, and a row per standard."""
    opened, template = open_token(token), "interview/result.html"
    frame, result = _frame(opened.answers), build_result(here(), opened.answers)
    if missing:  # its address is whatever somebody wrote, and is not kept
        return new_page(template, {"token": token}, **frame, opened=opened, result=result, missing=True)
    return framed_page(template, token, frame, opened=opened, result=result, missing=False)


@blueprint.app_errorhandler(KeptLink)
def show_closed(link: KeptLink) -> str:
    """The same page for everybody, with a button.

    Links to keep are sent on, and what carries mails and messages fetches them before their readers do.
    """
    return render_template("interview/closed.html", token=link.token, until=link.until)


@blueprint.post("/resultat/<token>")
def show_opened(token: str) -> AnyResponse:
    """Lead on to the result, at an ordinary address."""
    opened = open_token(token)
    # The receipt of the link that was kept: it was made with the rules of that day.
    token = site().seals.seal_next(here().slug, opened, opened.answers, opened.receipt)
    return redirect(url_for("interview.result", token=token), 303)


@blueprint.get("/resultat/<token>/<slug>")
def account(token: str, slug: str) -> bytes:
    """All about one standard for this reader, or the result."""
    opened, standard = open_token(token), here().standard(slug)
    if standard is None or not standard.has_outcome:
        return result(token, missing=True)
    return framed_page(
        "interview/account.html",
        token,
        {**_frame(opened.answers), "standard": standard},
        opened=opened,
        result=build_result(here(), opened.answers),
        today=site().today(),
    )


@blueprint.get("/resultat/<token>/det-hele")
def whole(token: str) -> str:
    """The result with accounts of what may fit, to print."""
    opened, today = open_token(token), site().today()
    result = build_result(here(), opened.answers)
    return render_template(
        "interview/whole.html",
        token=token,
        opened=opened,
        perspective=opened.answers.perspective,
        result=result,
        urgent=urgent_messages(here(), opened.answers),
        ladder=marked_ladder(here(), result.outcomes),
        ladder_page=here().page(LADDER_PAGE),
        timelines=timelines(result.with_one_time, today, site().guide.time_to_complain),
        today=today,
    )


@blueprint.get("/slut")
def end() -> str:
    """A neutral page; the municipality is in addresses only."""
    return render_template(
        "interview/end.html", municipality=None, start=url_for("pages.start"), cleared=url_for("interview.clear")
    )


@blueprint.get("/slut/ryd.svg")
def clear() -> Response:
    """An empty picture that makes the browser clear its cache.

    Only the cache: its other words would clear the cookies and the storage of all that shares the host or the domain.
    """
    picture = Response('<svg xmlns="http://www.w3.org/2000/svg"/>', mimetype="image/svg+xml")
    picture.headers["Clear-Site-Data"] = '"cache"'
    return picture


def _frame(answers: Answers) -> dict[str, object]:
    """What a page has around its middle."""
    return {"perspective": answers.perspective, "urgent": bool(urgent_messages(here(), answers))}


def _question(token: str, question_id: str) -> Question:
    """The question of an address, or the way on.

    With answers, another content may have asked it, a moment ago or on another machine: then the interview goes on.
    """
    question = here().question(question_id)
    if question is None:
        abort(404 if token in (EMPTY, EMPTY_SHARED) else redirect(url_for("interview.go_on", token=token), 303))
    return question


def _address_of(question: Question | None, token: str) -> str:
    if question is None:
        return url_for("interview.check", token=token)
    return url_for("interview.question", token=token, question_id=question.id)


def _question_page(
    token: str, opened: OpenedToken, question: Question, chosen: frozenset[str], error: str = ""
) -> bytes | Response:
    answers, questions = opened.answers, here().questions
    earlier = [one for one in takewhile(lambda one: one is not question, questions) if one.id in answers]
    left = site().interview.open_questions(answers)
    show = new_page if chosen or error else kept_page  # what somebody chose is not kept
    return show(
        "interview/question.html",
        {"token": token, "until": short_time(opened.until) if opened.until else None},
        is_shared=opened.lifetime.is_shared,
        perspective=answers.perspective,
        question=question,
        answer=tuple(chosen),
        error=error,
        errors=[(f"svar-{question.offered(answers.perspective)[0].id}", error)] if error else [],
        previous=earlier[-1] if earlier else None,
        left=len(left) if question in left else None,
        urgent=urgent_messages(here(), answers),
    )
