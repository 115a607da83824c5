"""A file renamed or removed, after it has been asked."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.content import Problem
from guide.edit.desk.at_hand import PLACE, desk_here, saved_text, trial_of
from guide.edit.desk.forms import OpenFile, slug_of
from guide.edit.forms.kinds import ACTION
from guide.edit.writing.document import fingerprint
from guide.edit.writing.moving import Move
from guide.edit.writing.saving import OWN_FILE, PAGES, SHARED, WasChanged

blueprint = Blueprint("moving", __name__, url_prefix=PLACE)
_CHANGED = "En anden har gemt filen imens. Se siden igen, før du trykker."


@blueprint.get("/<slug>/<file:name>/flyt")
def ask(slug: str, name: str) -> str:
    return _asked(slug, name)


def _asked(slug: str, name: str, wrong: str = "") -> str:
    """What refers to it, and what it would leave wrong."""
    saved, shelf = saved_text(slug, name), desk_here().shelf
    if not saved or name == OWN_FILE or slug == SHARED:
        abort(404)
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
        has_history=desk_here().repository.is_there(),
    )


def _said(problem: Problem) -> tuple[str, int, str]:
    return Path(problem.file).name, problem.line, problem.wrong


@blueprint.post("/<slug>/<file:name>/flyt")
def move(slug: str, name: str) -> str | AnyResponse | tuple[str, int]:
    shelf, form = desk_here().shelf, request.form
    if not saved_text(slug, name) or name == OWN_FILE or slug == SHARED:
        abort(404)
    to, here = slug_of(form.get("navn", "")), Move(shelf, slug, name)
    try:
        if form.get(ACTION) == "fjern":
            done, goal = here.remove(form.get("fra", ""), secrets.token_hex(8)), url_for("desk.overview")
        elif form.get(ACTION) != "omdøb" or name.endswith(".yaml"):
            abort(400)
        elif not to or to == OWN_FILE:
            return _asked(slug, name, "Skriv det nye navn."), 422
        else:
            new = PAGES * name.startswith(PAGES) + to
            done, goal = here.rename(new, form.get("fra", "")), url_for("desk.show", slug=slug, name=new, gemt="ja")
    except WasChanged:
        return _asked(slug, name, _CHANGED), 409
    except FileExistsError:
        return _asked(slug, name, "Der er allerede en fil med det navn."), 422
    except OSError as error:
        return _asked(slug, name, f"Filen kunne ikke flyttes: {error.strerror}."), 507
    if message := " ".join(form.get("besked", "").split()):
        desk_here().repository.commit(done, message)
    return redirect(goal, 303)
