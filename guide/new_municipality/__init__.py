"""A new municipality's folder: files with blanks to fill in, or a neighbour's standards with what must be rewritten.

It writes text and knows no rules: what is still blank is told by the content's own check, one by one.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from guide.content.files.slugs import refused
from guide.content.syntax.problems import suggestion
from guide.municipality import Municipality
from guide.new_municipality.neighbour import rewritten

_TEMPLATES = Path(__file__).parent
_LADDER = re.compile(r"^trappe:.*\n(?:[ -].*\n)*", re.MULTILINE)
_SHARED = ("spoergsmaal.yaml", "satser.yaml", "ordbog.yaml", "breve.yaml", "samtale.yaml", "sider")
_LAW_CHANGES = "lovaendringer.yaml"
_NO_LAW_CHANGES = "# Hvad der er ændret i loven, siden en standard blev skrevet. Se docs/redigering.md.\n[]\n"
"""A change that no standard names is refused, and a first standard names none."""


class Refusal(Exception):
    """The folder cannot be laid; the message says why and what to do, in Danish."""


def lay(
    content: Path,
    slug: str,
    shared_from: Path,
    neighbour: Municipality | None = None,
    standards: Collection[str] = (),
) -> tuple[Path, ...]:
    """Lay the folder of a municipality; returns what was written, files and folders.

    Args:
        content: the folder ``content``; what all municipalities share is laid there too where it is missing.
        slug: the name of the folder.
        shared_from: the content that the shared files are taken from.
        neighbour: a municipality of the same content, whose standards and pages are the start.
        standards: the slugs of those standards; without any, all of them and the pages.

    Raises:
        Refusal: the name cannot be used, the folder is there already, or the neighbour has no such standard.
    """
    folder = content / "da" / slug
    if wrong := refused(slug):
        raise Refusal(" ".join(wrong))
    if folder.exists():
        raise Refusal(f"Mappen {folder} findes allerede. Vælg et andet navn, eller ret filerne i den.")
    shared = [content / "da" / name for name in (*_SHARED, _LAW_CHANGES) if not (content / "da" / name).exists()]
    files = _of_neighbour(content / "da" / neighbour.slug, neighbour, standards) if neighbour else _of_nobody()
    folder.mkdir(parents=True)
    for missing in shared:
        if missing.name == _LAW_CHANGES:
            missing.write_text(_NO_LAW_CHANGES, encoding="utf-8")
        else:
            _copy(shared_from / "da" / missing.name, missing)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return (*shared, *(folder / name for name in files))


def _copy(source: Path, to: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, to)
    else:
        shutil.copyfile(source, to)


def _of_nobody() -> Mapping[str, str]:
    return {name: (_TEMPLATES / name).read_text(encoding="utf-8") for name in ("kommune.md", "ledsagelse.md")}


def _of_neighbour(folder: Path, neighbour: Municipality, standards: Collection[str]) -> Mapping[str, str]:
    """The neighbour's files, rewritten, by their names; its ``kommune.md`` gives nothing but the ladder."""
    own = {standard.slug for standard in neighbour.standards}
    if unknown := sorted(set(standards) - own):
        raise Refusal(f"{neighbour.name} har ingen standard “{unknown[0]}”. {suggestion(unknown[0], own)}")
    taken = set(standards) or own
    pages = set() if standards else {page.slug for page in neighbour.pages}
    there = {f"standard:{slug}" for slug in taken} | {f"side:{slug}" for slug in pages}
    files = {"kommune.md": _with_ladder((_TEMPLATES / "kommune.md").read_text(encoding="utf-8"), neighbour, taken)}
    for name in (*(f"{slug}.md" for slug in sorted(taken)), *(f"sider/{slug}.md" for slug in sorted(pages))):
        files[name] = rewritten((folder / name).read_text(encoding="utf-8"), neighbour, there)
    if neighbour.own_questions:
        files["spoergsmaal.yaml"] = (folder / "spoergsmaal.yaml").read_text(encoding="utf-8")
    return files


def _with_ladder(text: str, neighbour: Municipality, taken: Collection[str]) -> str:
    """The template with those rungs of the neighbour's ladder on which one of these standards stands."""
    lines = ["trappe:"]
    for rung in neighbour.ladder:
        if here := [slug for slug in rung.standards if slug in taken]:
            step = f"trin: {rung.step}, " if rung.step else ""
            lines.append(f'  - {{{step}navn: "{rung.name}", standarder: [{", ".join(here)}]}}')
    ladder = "\n".join(lines) if len(lines) > 1 else "trappe: []"
    return _LADDER.sub(lambda _own: f"{ladder}\n", text)
