"""A language's texts, ready to be put into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from markupsafe import Markup, escape

from guide.municipality import Guide, Municipality
from guide.rules.answers import Wording
from guide.rules.standards import Standard
from guide.shown import Kind, files, files_of, shown_in
from guide.translation import SHARED, Translation

COMMA = ", "
"""Between the parts of a Danish list."""

_BETWEEN = re.compile(r"\{0\}([^\w{]*[^\w\s{][^\w{]*)")


def table_of(guide: Guide, language: str, municipality: Municipality | None) -> Mapping[str, Markup]:
    """Each text that a municipality's pages may show.

    Where there is none, those that all share, and what the pages on several municipalities say of each.
    """
    translation = guide.translations.get(language, Translation(language))
    table: dict[str, Markup] = {COMMA: escape(comma_of(language))}
    for slug, part in _parts(guide, municipality):
        known = {**translation.texts.get(SHARED, {}), **translation.texts.get(slug, {})}
        for kind, wording in shown_in(part):
            for text in (wording,) if isinstance(wording, str) else wording:
                table[text] = _as_shown(kind, text, known.get(text))
    for standard in municipality.standards if municipality else ():
        table[standard.heading] = _heading(standard, table)
    return table


@cache
def comma_of(language: str) -> str:
    """What a language has between the parts of a list.

    Of CLDR's pattern of a list without words; where that has no mark, of the usual one.
    """
    patterns = (Locale.parse(language).list_patterns.get(name, {}) for name in ("unit-short", "standard"))
    marks = (_BETWEEN.match(pattern.get("middle", "")) for pattern in patterns)
    return next((mark[1] for mark in marks if mark), COMMA)


def in_danish(text: str, element: str = "span", kind: str = "") -> Markup:
    """Danish text in a page of another language."""
    described = Markup(' class="{}"').format(kind) if kind else ""
    return Markup('<{0}{1} lang="da" dir="ltr">{2}</{0}>').format(element, described, text)


def beside(said: str, kind: str = "") -> Markup:
    """What a Danish text means, after it."""
    return Markup(' <span class="{}">{}</span>').format(f"meaning {kind}".strip(), said)


def _parts(guide: Guide, municipality: Municipality | None) -> Iterator[tuple[str, object]]:
    slug = municipality.slug if municipality else SHARED
    yield from ((slug, part) for _file, part in files(guide, shared_only=True))
    if municipality:
        yield from ((slug, part) for _file, part in files_of(guide, municipality))
    for place in guide.municipalities.values() if not municipality else ():
        own = (term for term in place.glossary if term not in guide.glossary)
        yield place.slug, (Wording(place.summary, place.summary, place.summary), *own)


def _as_shown(kind: Kind, text: str, said: str | None) -> Markup:
    if kind is Kind.QUOTE:
        return in_danish(text) + (beside(said) if said else "")
    if kind is Kind.PROSE:
        html = Markup(said or text)  # noqa: S704  # it was sanitised when read
        return html if said else in_danish(html, "div", "untranslated")
    return escape(said) if said else in_danish(text, kind="untranslated")


def _heading(standard: Standard, table: Mapping[str, Markup]) -> Markup:
    """The name, and what a Danish letter calls it."""
    # Each on its own: from right to left, what is between them would come beside the bracket.
    danish = in_danish(standard.title_within_sentence), in_danish(standard.law)
    return Markup("{} ({}{}{})").format(table[standard.name], danish[0], table[COMMA], danish[1])
