"""The list of all files, and how new ones begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.content import Layers, Problem
from guide.content.files.own_layer import OWN_FILES
from guide.edit.desk.at_hand import PLACE, desk_here, saved_text
from guide.edit.open_file import OpenFile, slug_of
from guide.edit.trial import is_of
from guide.edit.writing.saving import OWN_FILE, PAGES, SHARED
from guide.new_municipality import CannotCreate, create

blueprint = Blueprint("desk", __name__, url_prefix=PLACE)
"""Of the list and the forms."""


@dataclass(frozen=True, slots=True)
class Row:
    """A file of the list.

    ``faults`` and ``blanks`` are how many problems it has of each kind.
    """

    slug: str
    name: str
    file: Path
    heading: str
    faults: int
    blanks: int
    is_there: bool
    is_draft: bool


@blueprint.get("/")
def overview(wrong: str = "") -> str:
    shelf, problems = desk_here().shelf, desk_here().problems()
    places = []
    for slug in shelf.municipalities():
        texts = [name for name in (*shelf.texts(slug), *shelf.drafted(slug)) if name not in OWN_FILES]
        pages = [name for name in texts if name.startswith(PAGES)]
        standards = [name for name in texts if name not in pages]
        names = {"": [OWN_FILE, *standards], "own": OWN_FILES, "pages": pages}
        places.append({part: list(_rows(slug, some, problems)) for part, some in names.items()})
    shared = list(_rows(SHARED, [*shelf.shared(), *shelf.texts(SHARED)], problems))
    listed = {row.file for place in (*places, {"": shared}) for rows in place.values() for row in rows}
    others = [problem for problem in problems if not any(is_of(problem.file, file) for file in listed)]
    return render_template(
        "overview.html",
        places=places,
        shared=shared,
        others=others,
        wrong=wrong,
        removed=request.args.get("slettet", ""),
    )


def _rows(slug: str, names: Iterable[str], problems: Sequence[Problem]) -> Iterable[Row]:
    shelf = desk_here().shelf
    for name in names:
        file, text = shelf.relative(slug, name), ""
        own = [problem for problem in problems if is_of(problem.file, file)]
        with suppress(UnicodeDecodeError):  # the check says so
            text = shelf.read(slug, name)
        blanks = sum(problem.is_blank for problem in own)
        heading = OpenFile(slug, name, text, "", "").heading
        is_there, is_draft = shelf.path(slug, name).is_file(), any(shelf.drafts(slug, name))
        yield Row(slug, name, file, heading, len(own) - blanks, blanks, is_there, is_draft)


@blueprint.post("/ny")
def new_municipality() -> ResponseReturnValue:
    try:
        slug = slug_of(request.form.get("navn", ""))
        create(Layers(desk_here().shelf.content), slug)
    except CannotCreate as error:
        return overview(str(error))
    except OSError as error:
        return overview(f"Mappen kunne ikke oprettes: {error.strerror}.")
    return redirect(url_for("desk.show", slug=slug, name=OWN_FILE), 303)


@blueprint.post("/<slug>/")
def begin(slug: str) -> ResponseReturnValue:
    """A new standard or page with only a name."""
    is_page = "side" in request.form
    heading = " ".join(request.form.get("side" if is_page else "titel", "").split())
    name = slug_of(heading)
    if not name:
        return overview(f"Skriv {'sidens titel' if is_page else 'ordningens navn'}.")
    name = PAGES * is_page + name
    if name == OWN_FILE or f"{name}.yaml" in OWN_FILES or saved_text(slug, name):
        return overview(f"Der er allerede en {'side' if is_page else 'fil'} med det navn.")
    return redirect(url_for("desk.show", slug=slug, name=name, titel=heading), 303)
