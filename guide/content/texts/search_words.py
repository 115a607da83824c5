"""The field `søgeord`: the citizens' own words."""

from __future__ import annotations

from guide.content.syntax.source import Fields

_MOST_WORDS = 6


def read_search_words(fields: Fields) -> tuple[str, ...]:
    """Search words: each once, no sentences."""
    found: dict[str, str] = {}
    for item in fields.items("søgeord"):
        word = item.text()
        if word.casefold() in found:
            item.report(f"Søgeordet “{word}” står to gange.", "Slet det ene.")
        if len(word.split()) > _MOST_WORDS:
            item.report(f"Søgeordet “{word}” er for langt.", f"Skriv højst {_MOST_WORDS} ord, sådan som borgere søger.")
        found.setdefault(word.casefold(), word)
    return tuple(found.values())
