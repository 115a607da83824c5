"""The field `søgeord`: what citizens say when they look for something, in their own words."""

from __future__ import annotations

from guide.content.syntax.source import Fields

_MOST_WORDS = 6


def read_search_words(fields: Fields) -> tuple[str, ...]:
    """The search words of an optional field; one twice and a whole sentence are problems."""
    found: dict[str, str] = {}
    for item in fields.items("søgeord"):
        word = item.text()
        if word.casefold() in found:
            item.report(f"Søgeordet “{word}” står to gange.", "Slet det ene.")
        if len(word.split()) > _MOST_WORDS:
            item.report(f"Søgeordet “{word}” er for langt.", f"Skriv højst {_MOST_WORDS} ord, sådan som borgere søger.")
        found.setdefault(word.casefold(), word)
    return tuple(found.values())
