"""What a municipality's files say of one another: every reference must lead somewhere, and none in a circle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from guide.content.problems import Problems, suggestion
from guide.content.prose import internal_links
from guide.municipality import Municipality
from guide.standards import Standard

Reference = tuple[str, str, str]
"""The file, the slug that it names, and the field that it stands under."""


def refuse_strangers(municipality: Municipality, folder: Path, problems: Problems) -> None:
    """Complain of every reference to a standard or page that the municipality lacks, and of circles.

    Args:
        municipality: with its standards and pages.
        folder: its folder, to find the line of what is wrong.
        problems: where complaints go.
    """
    known = {standard.slug for standard in municipality.standards}
    for file, slug, where in _references(municipality):
        if slug not in known:
            wrong = f"Standarden “{slug}” under “{where}” findes ikke her."
            problems.add(file, _line(folder, file, slug), wrong, suggestion(slug, known))
    pages = {page.slug for page in municipality.pages}
    for file, html in _prose(municipality):
        for kind, slug in internal_links(html):
            there = known if kind == "standard" else pages
            if slug not in there:
                wrong = f"Linket “{kind}:{slug}” fører ingen steder hen."
                problems.add(file, _line(folder, file, f"{kind}:{slug}"), wrong, suggestion(slug, there))
    for standard in municipality.standards:
        if _in_a_circle(standard, municipality):
            problems.add(
                standard.file,
                _line(folder, standard.file, "i stedet for"),
                f"“i stedet for” går i ring om “{standard.slug}”.",
                "Slet det ene af de to “i stedet for”.",
            )


def _line(folder: Path, file: str, needle: str) -> int:
    """The first line of the file that holds the needle, from 1."""
    path = folder / file.split(f"/{folder.name}/", 1)[-1]
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((number for number, line in enumerate(lines, 1) if needle in line), 1)


def _references(municipality: Municipality) -> Iterator[Reference]:
    for where, named in (
        ("trappe", (rung.standards for rung in municipality.ladder)),
        ("højst ét af", (group.standards for group in municipality.one_of)),
    ):
        for slugs in named:
            yield from ((municipality.file, slug, where) for slug in slugs)
    for standard in municipality.standards:
        for where, relations in (
            ("udelukker", standard.excludes),
            ("i stedet for", standard.in_place_of),
            ("ellers se", standard.see_instead),
        ):
            yield from ((standard.file, relation.other, where) for relation in relations)
        yield from ((standard.file, slug, "går forud for") for slug in standard.before)


def _prose(municipality: Municipality) -> Iterator[tuple[str, str]]:
    yield municipality.file, municipality.html
    for page in municipality.pages:
        yield page.file, page.html
    for standard in municipality.standards:
        yield from ((standard.file, section.html) for section in standard.sections)


def _in_a_circle(standard: Standard, municipality: Municipality) -> bool:
    """Whether “in place of” leads back to where it began."""
    seen: set[str] = set()
    ahead = [relation.other for relation in standard.in_place_of]
    while ahead:
        slug = ahead.pop()
        if slug == standard.slug:
            return True
        other = municipality.standard(slug)
        if other and slug not in seen:
            seen.add(slug)
            ahead.extend(relation.other for relation in other.in_place_of)
    return False
