"""Texts looked up where they are shown.

Jinja hands every value that a template shows to ``shown``: no template can forget it. What has no translation is marked
as Danish. In Danish nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from flask import Flask, g
from jinja2 import pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from markupsafe import Markup

from guide.shown import pieces
from guide.web.http.prefixes import DANISH, chosen_language
from guide.web.site import site
from guide.web.translated.tables import COMMA, beside, in_danish, table_of

_LIKE_AN_ID = re.compile(r"[^\WA-ZÆØÅ]+(?:-[^\WA-ZÆØÅ]+)*")
_READY = 32
"""Tables that a worker keeps: municipalities times languages."""

_TABLE: ContextVar[Mapping[str, Markup] | None] = ContextVar("table", default=None)
"""That of the request; none in Danish."""


def register(app: Flask) -> None:
    """Choose each request's table, and look up what is shown."""
    table = app.extensions["tables"] = lru_cache(_READY)(table_of)

    def choose() -> None:
        language = chosen_language()
        _TABLE.set(None if language == DANISH else table(site().guide, language, g.get("municipality")))

    def forget(_error: BaseException | None) -> None:
        _TABLE.set(None)

    app.before_request(choose)
    app.teardown_request(forget)
    app.jinja_env.finalize = shown
    app.jinja_env.globals.update(comma=lambda: translated(COMMA))
    app.jinja_env.filters.update(
        translated=translated,
        both=both,
        danish=danish,
        ltr=ltr,
        join=_join,
        on_one_line=on_one_line,
        on_lines=on_lines,
        capitalised=_capitalised,
    )


def is_danish() -> bool:
    """Whether the page is Danish, like the content."""
    return _TABLE.get() is None


def shown(value: object) -> object:
    """A value as the page shows it.

    A small word that could be an id stays: only who knows that it is none asks for ``translated``.
    """
    table = _TABLE.get()
    if table is None or type(value) is not str or (said := table.get(value)) is None:
        return value
    return value if _LIKE_AN_ID.fullmatch(value) else said


def translated(text: str) -> str:
    """A text of the content, whatever it looks like."""
    table = _TABLE.get()
    return text if table is None else table.get(text, text)


def both(text: str) -> str:
    """A Danish text that stays, and its meaning."""
    table = _TABLE.get()
    if table is None:
        return text
    said = table.get(text, Markup())
    return in_danish(text) + (beside(said, "d-print-none") if said and not _stays_danish(said) else "")


def _stays_danish(said: str) -> bool:
    """Whether something of a text is marked as Danish."""
    return isinstance(said, Markup) and "lang=" in said


def unmarked(text: str) -> str:
    """The same as plain text, for what takes no HTML."""
    said = translated(text)
    return said.striptags() if isinstance(said, Markup) else said


def ltr(text: str) -> str:
    """A number that keeps its order among Arabic words."""
    return text if _TABLE.get() is None else Markup('<bdi dir="ltr">{}</bdi>').format(text)


def filled_in(text: str, fill: Callable[[str], str]) -> str:
    """A text with places to fill, or its translation."""
    filled = fill(unmarked(text))
    return in_danish(filled, kind="untranslated") if _stays_danish(translated(text)) else filled


def danish(text: str) -> str:
    """A law, a source: what is Danish in every language."""
    return text if _TABLE.get() is None else in_danish(text)


def on_one_line(lines: Iterable[str]) -> str:
    """A Danish address."""
    return danish(COMMA.join(lines))


def on_lines(lines: Iterable[str]) -> str:
    """A Danish address and a number, each on its line."""
    return danish(Markup("<br>").join(lines))


def prose_in_language(html: str) -> str:
    """The HTML of prose, piece by piece."""
    table = _TABLE.get()
    return html if table is None else "".join(table.get(piece, piece) for piece in pieces(html))


def with_translated(given: Mapping[str, object]) -> dict[str, object]:
    """What is put into a text of the interface."""
    return {name: translated(value) if type(value) is str else value for name, value in given.items()}


@pass_eval_context
def _join(context: EvalContext, values: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    """Jinja's own, of texts as they are shown."""
    get = make_attrgetter(context.environment, attribute) if attribute else lambda value: value
    between = d.replace(COMMA, translated(COMMA))
    joined: str = do_join(context, [shown(get(value)) for value in values], between)
    return joined


def _capitalised(text: str) -> str:
    text = translated(text)
    return text[:1].upper() + text[1:]
