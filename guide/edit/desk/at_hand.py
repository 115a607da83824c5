"""What the pages of the editor have at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flask import abort, current_app, request
from werkzeug.routing import BaseConverter

from guide.content import Problem
from guide.edit.open_file import OpenFile
from guide.edit.trial import Trial, Workshop
from guide.edit.writing.saving import PAGES, Repository, Shelf

PLACE = "/_redigering/"
"""Where the pages and files of the editor are; no municipality can be called so."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of the editor need.

    ``page`` renders a citizen's page of a trial, ``problems`` are those of the saved content.
    """

    shelf: Shelf
    repository: Repository
    workshop: Workshop
    problems: Callable[[], Sequence[Problem]]
    page: Callable[[Trial, str], str]
    today: Callable[[], date]


def desk_here() -> Desk:
    desk: Desk = current_app.extensions["desk"]
    return desk


def saved_text(slug: str, name: str) -> str:
    return text_or_refusal(desk_here().shelf.read, slug, name)


def text_or_refusal(read: Callable[[str, str], str], folder: str, name: str) -> str:
    """The text of a file, or an error page."""
    try:
        return read(folder, name)
    except LookupError:
        abort(404)
    except UnicodeDecodeError:
        abort(409, "Filen er ikke gemt som UTF-8. Åbn den i et program til ren tekst, og gem den igen.")


def committed(paths: Iterable[Path]) -> str:
    """How far a change came: saved, or into the history."""
    message = " ".join(request.form.get("besked", "").split())
    if not message:
        return "ja"
    return "historik" if desk_here().repository.commit(paths, message) else "uden"


class FileName(BaseConverter):
    """A file's name in an address, with the pages' folder."""

    part_isolating = False
    # A page may be called like what can be done with a file.
    regex = f"(?:{PAGES}[^/]+|(?!{PAGES})[^/]+)"


def trial_of(opened: OpenFile) -> Trial:
    return desk_here().workshop.trial(opened.slug, opened.name, opened.text)
