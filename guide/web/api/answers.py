"""Answers out of a JSON request: known questions and options only, never guessed."""

from __future__ import annotations

import json
from collections.abc import Iterable

from flask import Request
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.rules.answers import Answers, Question, QuestionKind


class ApiError(Exception):
    """What is wrong in a request: ``where`` it is, and what may be chosen instead."""

    def __init__(self, wrong: str, where: str | None, choose: Iterable[str] = (), status: int = 422) -> None:
        self.wrong, self.choose, self.status = wrong, tuple(choose), status
        # JSON can name half a character, which no answer can be written with.
        self.where = where and where.encode(errors="replace").decode()
        super().__init__(wrong)


def parse_answers(request: Request, municipality: Municipality) -> Answers:
    """The answers of ``{"answers": {…}}``.

    Raises:
        ApiError: 400 for what is no JSON, 422 for anything else that is wrong.
    """
    try:
        body = json.loads(request.get_data(), object_pairs_hook=_each_once)
    except (RecursionError, ValueError) as error:
        raise ApiError(_("The body is not JSON."), None, status=400) from error
    if not isinstance(body, dict) or not isinstance(body.get("answers"), dict):
        raise ApiError(_("Send an object with “answers”: question to answer."), "answers")
    if strange := set(body) - {"answers"}:
        raise ApiError(_("There is no such field."), min(strange), ("answers",))
    return Answers({key: _chosen(key, given, municipality) for key, given in body["answers"].items()})


def _each_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object as it was sent; of two answers to one question neither is guessed to be the right one."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _given in pairs]
        raise ApiError(_("This field is given twice."), max(names, key=names.count))
    return found


def _chosen(key: str, given: object, municipality: Municipality) -> frozenset[str]:
    where = f"answers.{key}"
    question = municipality.question(key)
    if question is None:
        raise ApiError(_("There is no such question."), where, (known.id for known in municipality.questions))
    options: list[object] = given if isinstance(given, list) else [given]
    if isinstance(given, list) and question.kind is QuestionKind.ONE:
        raise ApiError(_("The question takes one answer, as a text."), where, question.option_ids)
    if not options:
        raise ApiError(_("Choose at least one answer, or leave the question out."), where, question.option_ids)
    if not all(option in question.option_ids for option in options):
        raise ApiError(_("There is no such answer."), where, question.option_ids)
    chosen = frozenset(map(str, options))
    if len(chosen) > 1:
        _refuse_excluding(question, chosen, where)
    return chosen


def _refuse_excluding(question: Question, chosen: frozenset[str], where: str) -> None:
    for option in sorted(chosen):
        if question.excludes_others(option):
            raise ApiError(
                _("“%(option)s” cannot be combined with other answers.", option=option),
                where,
                question.option_ids,
            )
