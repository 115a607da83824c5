"""The API in OpenAPI 3.1, from code and content.

Nothing is written twice: what an endpoint returns is the view's annotation (``views.py``), what an object holds is its
type (``objects.py``), and which ids there are is the content's.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from flask import Blueprint, Response, jsonify, request

from guide import __version__
from guide.municipality import Guide
from guide.rules.answers import Question, QuestionKind
from guide.rules.met import Met
from guide.web.api.objects import Ids, Refusal
from guide.web.api.views import OPERATIONS, Operation
from guide.web.http.headers import allow_storing
from guide.web.site import site

Json = dict[str, Any]

blueprint = Blueprint("openapi", __name__, url_prefix="/api/v1")
blueprint.before_request(allow_storing)

_PARAMETER = re.compile(r"<(\w+)>")
_PLAIN: Mapping[object, Json] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    date: {"type": "string", "format": "date"},
}
_IN_PATH = {"municipality": Ids.MUNICIPALITY, "slug": Ids.STANDARD}
_REFUSALS = {
    "400": "The body is no JSON.",
    "404": "There is no such municipality or standard; `choose` lists those that there are.",
    "413": "The body is too large.",
    "422": "The body is JSON, but no answers to these questions; `where` and `choose` say what to mend.",
}


@blueprint.get("/openapi.json")
def document() -> Response:
    """The description of this API."""
    return jsonify(described(site().guide, request.script_root or "/"))


def described(guide: Guide, server: str) -> Json:
    """The document for an API below ``server``."""
    schemas = _Schemas(guide)
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        paths.setdefault(_PARAMETER.sub(r"{\1}", operation.path), {})[operation.method.lower()] = _operation(
            operation, schemas
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Støtteguiden",
            "version": __version__,
            "summary": "Municipal service standards, their questions, and what answers say of them",
            "description": "Guidance only: the municipality decides after a concrete, individual assessment.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {"schemas": schemas.named | {"Answers": _answers(guide)}},
    }


def _operation(operation: Operation, schemas: _Schemas) -> Json:
    parameters = _PARAMETER.findall(operation.path)
    takes_answers = operation.method == "POST"
    errors = {status for status in _REFUSALS if takes_answers or (status == "404" and parameters)}
    returned = get_type_hints(operation.view, include_extras=True)["return"]
    described: Json = {
        "operationId": operation.name,
        "summary": (inspect.getdoc(operation.view) or "").rstrip("."),
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": schemas.ids(_IN_PATH[name])} for name in parameters
        ],
        "responses": {"200": _content("What was asked for.", schemas.of(returned))}
        | {status: _content(_REFUSALS[status], schemas.of(Refusal)) for status in sorted(errors)},
    }
    if takes_answers:
        body = {
            "type": "object",
            "properties": {"answers": {"$ref": "#/components/schemas/Answers"}},
            "required": ["answers"],
            "additionalProperties": False,
        }
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return described


def _content(description: str, schema: Json) -> Json:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


class _Schemas:
    """Schemas of types; those of dataclasses are collected in ``named``."""

    def __init__(self, guide: Guide) -> None:
        self.named: dict[str, Json] = {}
        places = guide.municipalities.values()
        self._ids: Mapping[Ids, list[str]] = {
            Ids.MUNICIPALITY: list(guide.municipalities),
            Ids.STANDARD: _each_once(standard.slug for place in places for standard in place.standards),
            Ids.QUESTION: _each_once(question.id for place in places for question in place.questions),
            Ids.OPTION: _each_once(
                option for place in places for question in place.questions for option in question.option_ids
            ),
            Ids.MET: [met.name.lower() for met in Met],
        }

    def ids(self, kind: Ids) -> Json:
        return {"type": "string", "enum": self._ids[kind]}

    def of(self, kind: Any) -> Json:  # noqa: ANN401  (any annotation)
        if kind in _PLAIN:
            return _PLAIN[kind]
        if get_origin(kind) is Annotated:
            return self.ids(get_args(kind)[1])
        if get_origin(kind) is list:
            return {"type": "array", "items": self.of(get_args(kind)[0])}
        if get_origin(kind) in (Union, UnionType):
            return {"anyOf": [self.of(member) for member in get_args(kind)]}
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return {"type": "string", "enum": [member.value for member in kind]}
        if not is_dataclass(kind):
            raise TypeError(f"The API cannot describe the type {kind}")
        return self._object(kind)  # type: ignore[arg-type]  # is_dataclass takes objects too

    def _object(self, kind: type) -> Json:
        if kind.__name__ not in self.named:
            self.named[kind.__name__] = {}  # a type may hold itself
            hints = get_type_hints(kind, include_extras=True)
            names = [field.name for field in fields(kind)]
            self.named[kind.__name__] = {
                "type": "object",
                "description": " ".join((inspect.getdoc(kind) or "").split()),
                "properties": {name: self.of(hints[name]) for name in names},
                "required": names,
            }
        return {"$ref": f"#/components/schemas/{kind.__name__}"}


def _each_once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))


def _answers(guide: Guide) -> Json:
    """All answers; a question may differ between municipalities."""
    by_id: dict[str, list[Question]] = {}
    for place in guide.municipalities.values():
        for question in place.questions:
            by_id.setdefault(question.id, []).append(question)
    return {
        "type": "object",
        "description": "Question to answer. Leave out what has not been asked, and what the municipality does not ask.",
        "properties": {id_: _any_of(questions) for id_, questions in by_id.items()},
        "additionalProperties": False,
    }


def _any_of(questions: list[Question]) -> Json:
    schemas = [_answer(question) for question in dict.fromkeys(questions)]
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _answer(question: Question) -> Json:
    single = {"type": "string", "enum": list(question.option_ids), "description": question.text.self_}
    if question.kind is QuestionKind.ONE:
        return single
    alone = [option for option in question.option_ids if question.excludes_others(option)]
    together = [option for option in question.option_ids if option not in alone]
    return {
        "anyOf": [
            single,
            {"type": "array", "items": {"enum": together}, "minItems": 1},
            *({"type": "array", "items": {"const": option}, "minItems": 1} for option in alone),
        ]
    }
