"""The content's texts in the language of the request, looked up where they are shown.

Jinja hands every value that a template shows to ``shown``: no template can forget it. What has no translation is marked
as Danish. In Danish nothing is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any, Protocol, TypeVar, cast

from flask import Flask, g
from jinja2 import pass_eval_context
from jinja2.filters import do_join, make_attrgetter
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from guide.municipality import Guide, Municipality
from guide.rules.answers import Wording
from guide.rules.standards import Standard
from guide.shown import Kind, files, files_of, pieces, shown_in
from guide.translation import SHARED, Translation
from guide.web.http.prefixes import DANISH, chosen_language
from guide.web.site import site

T = TypeVar("T")

_LIKE_AN_ID = re.compile(r"[^\WA-ZÆØÅ]+(?:-[^\WA-ZÆØÅ]+)*")
_READY = 32
"""Tables that a worker keeps: municipalities times languages."""

_TABLE: ContextVar[Mapping[str, Markup] | None] = ContextVar("table", default=None)
"""That of the request; none in Danish."""


def register(app: Flask) -> None:
    """Choose the table of each request, and look up what is shown."""
    table = app.extensions["tables"] = lru_cache(_READY)(_table)

    def choose() -> None:
        language = chosen_language()
        _TABLE.set(None if language == DANISH else table(language, g.get("municipality")))

    def forget(_error: BaseException | None) -> None:
        _TABLE.set(None)

    app.before_request(choose)
    app.teardown_request(forget)
    app.jinja_env.finalize = shown
    app.jinja_env.filters.update(
        translated=translated, both=both, danish=danish, ltr=ltr, join=_join, capitalised=_capitalised
    )


def shown(value: object) -> object:
    """A value as the page shows it.

    A small word that could be an id stays: only who knows that it is none asks for ``translated``.
    """
    table = _TABLE.get()
    if table is None or type(value) is not str or _LIKE_AN_ID.fullmatch(value):
        return value
    return table.get(value, value)


def translated(text: str) -> str:
    """A text of the content, whatever it looks like."""
    table = _TABLE.get()
    return text if table is None else table.get(text, text)


def both(text: str) -> str:
    """A Danish text that stays, and what it means beside it, not on paper."""
    table = _TABLE.get()
    if table is None:
        return text
    said = table.get(text, Markup())
    return in_danish(text) + (
        Markup(' <span class="beside d-print-none">{}</span>').format(said) if "lang=" not in said else ""
    )


def in_danish(text: str, element: str = "span", kind: str = "") -> Markup:
    """A text that is Danish in a page of another language."""
    described = Markup(' class="{}"').format(kind) if kind else ""
    return Markup('<{0}{1} lang="da" dir="ltr">{2}</{0}>').format(element, described, text)


def unmarked(text: str) -> str:
    """The same as plain text, for what takes no HTML."""
    said = translated(text)
    return said.striptags() if isinstance(said, Markup) else said


def meaning(thing: T) -> T:
    """A thing of the content in the reader's language, as plain text.

    Only to tell what the Danish says: nothing is decided by it. A text without a translation is Danish.
    """
    if isinstance(thing, str):
        return cast("T", unmarked(thing))
    if isinstance(thing, tuple):
        return cast("T", tuple(meaning(part) for part in thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return type(thing)(**{field.name: meaning(getattr(thing, field.name)) for field in fields(thing)})
    return thing


class Say(Protocol):
    """Takes a text, or what has texts, and gives it in one language."""

    def __call__(self, thing: T, /) -> T: ...


def in_both(write: Callable[[Say], str]) -> tuple[str, str]:
    """A letter in Danish, and what it says; that is empty in Danish.

    Args:
        write: makes the letter of what it is made of, each handed to its argument first.
    """
    return write(lambda thing: thing), write(meaning) if _TABLE.get() is not None else ""


def ltr(text: str) -> str:
    """A number with spaces in it, kept in its order where lines run from the right."""
    return text if _TABLE.get() is None else Markup('<bdi dir="ltr">{}</bdi>').format(text)


def filled_in(text: str, fill: Callable[[str], str]) -> str:
    """A text with places to fill, which its translation has too."""
    said = translated(text)
    return Markup(fill(str(said))) if isinstance(said, Markup) else fill(text)  # noqa: S704  # from the content


def danish(text: str) -> str:
    """A law, a source: what is Danish in every language."""
    return text if _TABLE.get() is None else in_danish(text)


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
    joined: str = do_join(context, [shown(get(value)) for value in values], d)
    return joined


def _capitalised(text: str) -> str:
    text = translated(text)
    return text[:1].upper() + text[1:]


def offered_languages(municipality: Municipality | None) -> list[tuple[str, str]]:
    """Code and name of Danish, of this page's language, and of what is offered."""
    slug = municipality.slug if municipality else SHARED
    return [
        (code, name)
        for code, name in site().languages.names()
        if code in (DANISH, chosen_language()) or is_offered(code, slug)
    ]


def is_offered(language: str, slug: str) -> bool:
    """Whether readers of a municipality are led to a language."""
    translation = site().guide.translations.get(language)
    return language == DANISH or (translation is not None and translation.is_offered(slug))


def translation_here() -> Translation:
    """That of the request's language, perhaps of nothing yet."""
    language = chosen_language()
    return site().guide.translations.get(language, Translation(language))


def _table(_language: str, municipality: Municipality | None) -> Mapping[str, Markup]:
    """Each text as it is shown, ready to be put into a page."""
    guide = site().guide
    translation = translation_here()
    table: dict[str, Markup] = {}
    for slug, part in _parts(guide, municipality):
        known = {**translation.texts.get(SHARED, {}), **translation.texts.get(slug, {})}
        for kind, wording in shown_in(part):
            for text in (wording,) if isinstance(wording, str) else wording:
                table[text] = _as_shown(kind, text, known.get(text))
    for standard in municipality.standards if municipality else ():
        table[standard.heading] = _heading(standard, table)
    return table


def _parts(guide: Guide, municipality: Municipality | None) -> Iterable[tuple[str, object]]:
    yield from ((SHARED, part) for _file, part in files(guide, shared_only=True))
    if municipality:
        yield from ((municipality.slug, part) for _file, part in files_of(guide, municipality))
    for place in guide.municipalities.values() if not municipality else ():
        # Where none is chosen, the pages list them with their summaries, and their words.
        yield (
            place.slug,
            (
                Wording(place.summary, place.summary, place.summary),
                *(term for term in place.glossary if term not in guide.glossary),
            ),
        )


def _as_shown(kind: Kind, text: str, said: str | None) -> Markup:
    if kind is Kind.QUOTE:
        return in_danish(text) + (Markup(' <span class="beside">{}</span>').format(said) if said else "")
    if kind is Kind.PROSE:
        html = Markup(said or text)  # noqa: S704
        return html if said else in_danish(html, "div", "untranslated")
    return escape(said) if said else in_danish(text, kind="untranslated")


def _heading(standard: Standard, table: Mapping[str, Markup]) -> Markup:
    """The name, and what a Danish letter calls it."""
    danish = f"{standard.title_within_sentence}, {standard.law}"
    return Markup("{} ({})").format(table[standard.name], in_danish(danish))
