"""A link from elsewhere with a topic: shown on the start page, and an answer only when the reader has sent it."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from guide.municipality import Topic
from guide.result.cards import AnswerInWords, in_words
from guide.web.sealed.tokens import offered_answers
from guide.web.site import here, site

blueprint = Blueprint("topics", __name__, url_prefix="/<municipality>")


def topic_in_words(topic: Topic) -> tuple[AnswerInWords, ...]:
    """The answers of a topic in the words of the questions, in the order of asking."""
    answers = topic.answers
    return tuple(in_words(one, answers[one.id], answers) for one in here().questions if one.id in answers)


@blueprint.post("/emne")
def confirm() -> Response:
    """Take the answers of a topic as the reader's own, and go on."""
    topic = here().topic(request.form.get("emne", "")) or abort(404)
    token = site().seals.seal(here().slug, offered_answers(topic.answers, here()))
    return redirect(url_for("interview.go_on", token=token), 303)
