"""Answers from a JSON request, never guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.rules.answers import Answers, QuestionKind
from guide.web.api.objects import Refusal


class ApiError(Exception):
    """What is wrong, where, and what may be chosen."""

    def __init__(self, wrong: str, where: str | None, choose: Iterable[str] = (), status: int = 422) -> None:
        # JSON can name half a character, which no answer can be written with.
        self.refusal = Refusal(wrong, where and where.encode(errors="replace").decode(), list(choose))
        self.status = status
        super().__init__(wrong)


def parse_answers(sent: bytes, municipality: Municipality) -> Answers:
    """The answers of ``{"answers": {…}}``.

    Raises ``ApiError``: 400 where the body is not JSON, 422 for all else.
    """
    try:
        body = json.loads(sent, object_pairs_hook=_each_once)
    except (RecursionError, ValueError) as error:
        raise ApiError(_("The body is not JSON."), None, status=400) from error
    if not isinstance(body, dict) or not isinstance(body.get("answers"), dict):
        raise ApiError(_("Send an object with “answers”: question to answer."), "answers")
    if unknown := set(body) - {"answers"}:
        raise ApiError(_("There is no such field."), min(unknown), ("answers",))
    return Answers({key: _options(key, answer, municipality) for key, answer in body["answers"].items()})


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """The object; two answers to one question are an error."""
    once: dict[str, object] = {}
    for name, value in pairs:
        if name in once:
            raise ApiError(_("This field is given twice."), name)
        once[name] = value
    return once


def _options(key: str, answer: object, municipality: Municipality) -> frozenset[str]:
    where = f"answers.{key}"
    question = municipality.question(key)
    if question is None:
        raise ApiError(_("There is no such question."), where, (known.id for known in municipality.questions))
    options: list[object] = answer if isinstance(answer, list) else [answer]
    if isinstance(answer, list) and question.kind is QuestionKind.ONE:
        raise ApiError(_("The question takes one answer, as a text."), where, question.option_ids)
    if not options:
        raise ApiError(_("Choose at least one answer, or leave the question out."), where, question.option_ids)
    if not all(option in question.option_ids for option in options):
        raise ApiError(_("There is no such answer."), where, question.option_ids)
    ids = frozenset(map(str, options))
    if len(ids) > 1 and (alone := next(filter(question.excludes_others, sorted(ids)), None)):
        message = _("“%(option)s” cannot be combined with other answers.", option=alone)
        raise ApiError(message, where, question.option_ids)
    return ids
