"""How far each language is translated, and what is stale."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from guide.content.syntax.problems import Problem, shown
from guide.content.translations.pairs import ABOUT
from guide.municipality import Guide
from guide.shown import files, shown_in
from guide.translation import SHARED, Translation

_LONGEST = 60
"""Characters of a text that are enough to find it."""


def without_catalogue(guide: Guide, content: Path, catalogues: Path) -> Iterator[Problem]:
    """Languages that no reader can come to.

    ``catalogues`` is the folder of the interface's texts.
    """
    for code in guide.translations:
        if not (catalogues / code).is_dir():
            wrong = f"Sproget “{code}” kan ikke vises: guidens egne ord er ikke oversat."
            remedy = f"Lav kataloget med “make translations LANGUAGE={code}”."
            yield Problem(shown(content / code / ABOUT), 1, wrong, remedy)


def stale_pairs(guide: Guide) -> Iterator[Problem]:
    """Translations of a Danish text that is shown no more."""
    for translation in guide.translations.values():
        texts = _texts_by_file(guide) if translation.stale else {}
        for file, line, danish in translation.stale:
            below = file.split(f"/{translation.language}/", 1)[-1].rpartition(".")[0]
            near = get_close_matches(danish, texts.get(below, ()), n=1, cutoff=0.5)
            now = f"Nu står der: “{_short(near[0])}”." if near else ""
            remedy = (
                f"{now} Kør “guide translate {translation.language} {below}”, og ret parret, eller slet det.".strip()
            )
            yield Problem(file, line, f"Den danske tekst findes ikke mere: “{_short(danish)}”.", remedy)


def _texts_by_file(guide: Guide) -> dict[str, list[str]]:
    """The texts by Danish file, without its ending."""
    texts: dict[str, list[str]] = {}
    for file, part in files(guide):
        said = (text if isinstance(text, str) else text.self_ for _kind, text in shown_in(part))
        texts[file.rpartition(".")[0]] = list(said)
    return texts


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def coverage(guide: Guide) -> Iterator[str]:
    """A line for each language, place and unfinished file."""
    for code, translation in guide.translations.items():
        for slug, parts in translation.files.items():
            lacking = [one for one in parts if one.short_done < one.short or one.prose_done < one.prose]
            yield f"{_of_place(code, translation, slug)}.{' Mangler (korte, lange):' if lacking else ''}"
            for one in lacking:
                short, prose = f"{one.short_done}/{one.short}", f"{one.prose_done}/{one.prose}"
                yield f"  {short:>9} {prose:>9}  {one.file}"


def _of_place(code: str, translation: Translation, slug: str) -> str:
    done = f"{translation.covered(slug):.0%} af de korte tekster"
    offered = "" if slug == SHARED else ", vises for læserne" if translation.is_offered(slug) else ", vises ikke endnu"
    return f"Oversættelse {code}, {slug or 'fælles'}: {done}{offered}"
