"""A pseudo-language: Danish in brackets, half as long again. It shows what is not translated, and what does not fit."""

from __future__ import annotations

import re

from guide.municipality import Guide
from guide.shown import Kind, files, shown_in
from guide.translation import SHARED, Coverage, Translation

OPEN, CLOSE = "⟦", "⟧"
_PLACE = re.compile(r"%\(\w+\)[sd]")


def pseudo(text: str) -> str:
    """A text half as long again, in brackets; what is put into it stays, outside of them."""
    whole = f"{OPEN}{text}{' ü' * (len(text) // 5)}{CLOSE}"
    return _PLACE.sub(lambda place: f"{CLOSE}{place[0]}{OPEN}", whole)


def pseudo_translation(guide: Guide, language: str) -> Translation:
    """All of the content in a pseudo-language, complete."""
    texts: dict[str, dict[str, str]] = {SHARED: {}, **{slug: {} for slug in guide.municipalities}}
    for file, part in files(guide):
        slug = file.partition("/")[0] if file.partition("/")[0] in guide.municipalities else SHARED
        for kind, wording in shown_in(part):
            for text in (wording,) if isinstance(wording, str) else wording:
                html = re.sub(r">([^<]*\w[^<]*)<", lambda match: f">{pseudo(match[1])}<", text)
                texts[slug][text] = html if kind is Kind.PROSE else pseudo(text)
    complete = (Coverage("all", 1, 1, 1, 1),)
    return Translation(language, texts, dict.fromkeys(texts, complete))
