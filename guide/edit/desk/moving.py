"""A file renamed or removed, after it has been asked."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.content import Problem
from guide.content.files.own_layer import OWN_FILES
from guide.edit.desk.at_hand import PLACE, committed, desk_here, saved_text, trial_of
from guide.edit.open_file import OpenFile, slug_of
from guide.edit.writing.document import fingerprint
from guide.edit.writing.moving import Move
from guide.edit.writing.saving import OWN_FILE, PAGES, SHARED, WasChanged

blueprint = Blueprint("moving", __name__, url_prefix=PLACE)


@blueprint.get("/<slug>/<file:name>/flyt")
def ask(slug: str, name: str, wrong: str = "") -> str:
    """What refers to it, and what it would leave wrong."""
    saved, shelf = _text_to_move(slug, name), desk_here().shelf
    opened = OpenFile(slug, name, saved, fingerprint(saved), "")
    known = set(map(_said, (*desk_here().problems(), *trial_of(opened).others)))
    without = trial_of(replace(opened, text=""))
    move = Move(shelf, slug, name)
    return render_template(
        "moving.html",
        opened=opened,
        wrong=wrong,
        mentions=[path.relative_to(shelf.content) for path in move.mentions],
        translations=[path.relative_to(shelf.content) for path in move.translations],
        elsewhere=[problem for problem in without.others if _said(problem) not in known],
    )


def _said(problem: Problem) -> tuple[str, int, str]:
    return Path(problem.file).name, problem.line, problem.wrong


@blueprint.post("/<slug>/<file:name>/slet")
def remove(slug: str, name: str) -> ResponseReturnValue:
    goal = url_for("desk.overview", slettet="")
    return _moved(slug, name, lambda move, base: move.remove(base, secrets.token_hex(8)), goal)


@blueprint.post("/<slug>/<file:name>/omdoeb")
def rename(slug: str, name: str) -> ResponseReturnValue:
    to = slug_of(request.form.get("navn", ""))
    if not to or to == OWN_FILE or name.endswith(".yaml"):
        return ask(slug, name, "Skriv det nye navn."), 422
    new = PAGES * name.startswith(PAGES) + to
    # Both would have the same translations.
    if f"{new}.yaml" in OWN_FILES:
        return ask(slug, name, "Det navn har en af jeres egne filer. Skriv et andet."), 422
    goal = url_for("desk.show", slug=slug, name=new, gemt="")
    return _moved(slug, name, lambda move, base: move.rename(new, base), goal)


def _moved(slug: str, name: str, act: Callable[[Move, str], list[Path]], goal: str) -> ResponseReturnValue:
    """Do it, and say in the next address what happened."""
    _text_to_move(slug, name)
    try:
        paths = act(Move(desk_here().shelf, slug, name), request.form.get("fra", ""))
    except WasChanged:
        return ask(slug, name, "En anden har gemt filen imens. Se siden igen, før du trykker."), 409
    except FileExistsError:
        return ask(slug, name, "Der er allerede en fil med det navn, på dansk eller i en oversættelse."), 422
    except OSError as error:
        return ask(slug, name, f"Filen kunne ikke flyttes: {error.strerror}."), 507
    return redirect(goal + committed(paths), 303)


def _text_to_move(slug: str, name: str) -> str:
    """The text of a movable file, or an error page."""
    saved = saved_text(slug, name)
    if not saved or name == OWN_FILE or slug == SHARED:
        abort(404)
    return saved
