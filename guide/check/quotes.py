"""Quotes of requirements, prompts and relations, in the sources' texts.

A municipality's folder of sources has one text per standard, named as its file (``ledsagelse.txt``), and the chapters
that hold for all of them (``00-indledning.txt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from guide.content import Problem
from guide.content.syntax.clutter import PARAGRAPH_SIGN
from guide.municipality import Guide
from guide.rules.standards import Prompt, Relation, Requirement, Standard

_CHAPTERS = "0[0-9]-*.txt"
_LEFT_OUT = "…"
_SHOWN = 60
"""Characters of a quote in a message."""

_QUOTATION_MARK = re.compile(r"['`\u00b4«»\u2018-\u201f]")
_DASH = re.compile(r"[\u2010-\u2015\u2212]")
# At the end of a line nobody can tell the hyphen of a divided word from a word's own.
_HYPHEN = re.compile(r"\u00ad\s*|(?<=[^\W\d_])-\s*(?=[^\W\d_])")


def quote_problems(guide: Guide, sources: Path) -> Iterator[Problem]:
    """Quotes not in their source, and missing sources."""
    for municipality in guide.municipalities.values():
        folder = sources / municipality.slug
        texts = {path.name: plain(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))}
        chapters = {path.name for path in folder.glob(_CHAPTERS)}
        for standard in municipality.standards:
            own = f"{standard.slug}.txt"
            if own in texts:
                yield from _not_found(standard, own, chapters, texts)
            elif standard.requirements:
                wrong = f"Kilden til standarden mangler: {folder / own}."
                remedy = "Læg kildens tekst dér, eller ret mappen efter --kilder."
                yield Problem(standard.file, standard.positions["krav"], wrong, remedy)


def requirements_without_quotes(guide: Guide) -> Iterator[Problem]:
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            for requirement in standard.requirements:
                if not requirement.quotes:
                    wrong, line = f"Kravet har intet citat: “{requirement.text.self_}”", requirement.positions[""]
                    yield Problem(standard.file, line, wrong, "Skriv kildens sætning under “kilde”.")


def _not_found(standard: Standard, own: str, chapters: set[str], texts: Mapping[str, str]) -> Iterator[Problem]:
    for quote, line, other in _quotes(standard):
        places = [name for name, text in texts.items() if holds(text, quote)]
        if {own, other, *chapters}.intersection(places):
            continue
        excerpt = quote if len(quote) <= _SHOWN else f"{quote[:_SHOWN].rstrip()}{_LEFT_OUT}"
        if places:
            wrong = f"Citatet står i {', '.join(places)}, men ikke i {own}: “{excerpt}”."
            yield Problem(standard.file, line, wrong, "Find sætningen om denne standard, eller slet citatet.")
        else:
            remedy = "Skriv sætningen, som den står i kilden, og se efter, om kravet stadig passer."
            yield Problem(standard.file, line, f"Citatet står ikke i {own}: “{excerpt}”.", remedy)


def _quotes(standard: Standard) -> Iterator[tuple[str, int, str]]:
    """Every quote, its line, and another text that counts."""
    parts: tuple[Requirement | Prompt | Relation, ...] = (
        *standard.requirements,
        *standard.prompts,
        *standard.see_also,
    )
    for quoting in parts:
        other = f"{quoting.other}.txt" if isinstance(quoting, Relation) else ""
        for number, quote in enumerate(quoting.quotes):
            yield quote, quoting.positions[f"kilde.{number}"], other


def holds(text: str, quote: str) -> bool:
    """Whether the text has the quote's parts, in their order."""
    parts = [re.escape(part) for part in map(plain, quote.split(_LEFT_OUT)) if part]
    return bool(parts) and re.search(".*?".join(rf"(?<!\w){part}(?!\w)" for part in parts), text) is not None


def plain(text: str) -> str:
    """Text without line ends, divided words and kinds of marks."""
    marked = PARAGRAPH_SIGN.sub("§ ", _DASH.sub("-", _QUOTATION_MARK.sub('"', text)))
    return " ".join(_HYPHEN.sub("", marked).split())
