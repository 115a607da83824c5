"""The pages of the editor."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.content import Layers, Problem
from guide.edit.desk.at_hand import PLACE, desk_here, saved_text, trial_of
from guide.edit.desk.beside import Lists, beyond, inside, labels
from guide.edit.desk.forms import (
    HEADINGS,
    OpenFile,
    document_or_none,
    form_value,
    new_standard,
    slug_of,
    text_from,
    with_question_inside,
)
from guide.edit.desk.review import approve, review
from guide.edit.forms.differences import title
from guide.edit.forms.kinds import ACTION
from guide.edit.trial import STATES, Trial
from guide.edit.writing.document import fingerprint, plain_lines
from guide.edit.writing.fields import CannotWrite
from guide.edit.writing.saving import OWN_FILE, Shelf, WasChanged
from guide.new_municipality import CannotCreate, create

blueprint = Blueprint("desk", __name__, url_prefix=PLACE)


@blueprint.get("/")
def overview() -> str:
    return _overview()


def _overview(wrong: str = "") -> str:
    desk = desk_here()
    problems = desk.problems()
    places = [(slug, _rows(desk.shelf, slug, problems)) for slug in desk.shelf.municipalities()]
    listed = {file for _slug, rows in places for file in (row[0] for row in rows)}
    others = [problem for problem in problems if "/".join(Path(problem.file).parts[-2:]) not in listed]
    return render_template("overview.html", places=places, others=others, wrong=wrong)


def _rows(shelf: Shelf, slug: str, problems: Sequence[Problem]) -> list[tuple[str, str, str, int, int, bool]]:
    """A municipality's files: file, name, title, faults, blanks, drafts."""
    rows = []
    for name in [OWN_FILE, *shelf.names(slug)]:
        file = f"{slug}/{name}.md"
        text = ""
        own = [problem for problem in problems if "/".join(Path(problem.file).parts[-2:]) == file]
        with suppress(UnicodeDecodeError):  # the check says so
            text = shelf.read(slug, name)
        blanks = sum(problem.is_blank for problem in own)
        rows.append(
            (
                file,
                name,
                OpenFile(slug, name, text, "", "").heading,
                len(own) - blanks,
                blanks,
                any(shelf.drafts(slug, name)),
            )
        )
    return rows


@blueprint.post("/ny")
def new_municipality() -> str | AnyResponse:
    try:
        slug = slug_of(request.form.get("navn", ""))
        create(Layers(desk_here().shelf.content), slug)
    except CannotCreate as error:
        return _overview(str(error))
    except OSError as error:
        return _overview(f"Mappen kunne ikke oprettes: {error.strerror}.")
    return redirect(url_for("desk.show", slug=slug, name=OWN_FILE), 303)


@blueprint.post("/<slug>/")
def begin(slug: str) -> str | AnyResponse:
    """A new standard, of which only the name is known."""
    heading = " ".join(request.form.get("titel", "").split())
    name = slug_of(heading)
    if not name or name == OWN_FILE or saved_text(slug, name):
        wrong = "Der er allerede en standard med det navn." if name else "Skriv ordningens navn."
        return _overview(wrong)
    return redirect(url_for("desk.show", slug=slug, name=name, titel=heading), 303)


@blueprint.get("/<slug>/<name>")
def show(slug: str, name: str) -> str:
    saved, mark = saved_text(slug, name), request.args.get("kladde", "")
    drafts = list(desk_here().shelf.drafts(slug, name))
    if draft := next((draft for draft in drafts if draft.mark == mark), None):
        return _form(OpenFile(slug, name, draft.text, draft.base, mark, saved * (draft.base == fingerprint(saved))))
    text = saved
    if not saved:
        own = document_or_none(saved_text(slug, OWN_FILE))
        source = own.fields.get("kilde") if own else None
        first = source[0] if isinstance(source, list) and source else source
        document = str(first.get("dokument", "")) if isinstance(first, dict) else ""
        text = new_standard(request.args.get("titel", ""), document, desk_here().today().isoformat())
    return _form(OpenFile(slug, name, text, fingerprint(saved), secrets.token_hex(8), saved))


def _form(opened: OpenFile, message: str = "") -> str:
    desk, trial = desk_here(), trial_of(opened)
    drafts = [draft for draft in desk.shelf.drafts(opened.slug, opened.name) if draft.mark != opened.mark]
    is_form = opened.can_be_a_form and request.values.get("som") != "tekst"
    return render_template(
        "form.html",
        opened=opened,
        is_form=is_form,
        is_standard=opened.name != OWN_FILE,
        is_saved=bool(saved_text(opened.slug, opened.name)),
        drafts=drafts,
        message=message,
        pressed=request.form.get(ACTION, ""),
        folds=request.form.get("åbne", "").split(),
        saved=request.args.get("gemt", ""),
        **_about(trial),
    )


def _about(trial: Trial) -> dict[str, Any]:
    """What form and panel say of a trial."""
    return {
        "trial": trial,
        "lists": Lists(trial),
        "inside": inside,
        "beyond": beyond,
        "states": STATES,
        "headings": HEADINGS,
        "form_value": form_value,
        "title": title,
        "labels": labels(trial.name),
        "faulty": {(key, number) for _problem, key, number in trial.places},
        "outcomes": {example.name: state for example, state, _reasons in trial.examples},
    }


def _posted(slug: str, name: str) -> OpenFile:
    """What a form says; refuses one cut off."""
    saved_text(slug, name)
    form = request.form
    if form.get("slut") != "1" or not {"hele", "grundlag"} & set(form):
        abort(400)
    text = with_question_inside(text_from(name, form.to_dict(flat=False)), form.get(ACTION, ""))
    return OpenFile(slug, name, text, form.get("fra", ""), form.get("mærke", ""), plain_lines(form.get("begyndt", "")))


@blueprint.post("/<slug>/<name>")
def write(slug: str, name: str) -> str | AnyResponse | tuple[str, int]:
    try:
        opened = _posted(slug, name)
    except CannotWrite:
        form = request.form
        before = OpenFile(slug, name, plain_lines(form["grundlag"]), form["fra"], form["mærke"])
        return _form(before, "Det kunne ikke skrives i filen. Filen er, som den var."), 422
    action = request.form.get(ACTION, "vis")
    if action == "kassér":
        desk_here().shelf.discard(slug, name, opened.mark)
        return redirect(url_for("desk.overview"), 303)
    message = _kept(opened)
    steps: Mapping[str, Callable[[OpenFile], Any]] = {"gennemse": review, "godkend": approve, "gem": _save}
    return steps[action](opened) if action in steps else _form(opened, message)


def _kept(opened: OpenFile) -> str:
    """Keep a draft; says what went wrong."""
    try:
        if fingerprint(opened.text) == opened.base:
            desk_here().shelf.discard(opened.slug, opened.name, opened.mark)
            return ""
        desk_here().shelf.keep(opened.slug, opened.name, opened.mark, opened.base, opened.text)
    except LookupError:
        abort(400)
    except OSError as error:
        return f"Kladden kunne ikke gemmes: {error.strerror}. Luk ikke siden, før der er plads."
    return ""


@blueprint.post("/<slug>/<name>/vis")
def beside(slug: str, name: str) -> str | tuple[str, int]:
    """The panel beside the form, while somebody types."""
    try:
        opened = _posted(slug, name)
    except CannotWrite:
        return "", 422
    message = _kept(opened)
    return render_template("panel.html", opened=opened, message=message, **_about(trial_of(opened)))


@blueprint.post("/<slug>/<name>/side")
def page(slug: str, name: str) -> AnyResponse:
    """A citizen's page as it would be."""
    trial = trial_of(_posted(slug, name))
    response = Response(desk_here().page(trial, request.form.get(ACTION, "side")))
    # Its own rules, but for where it is from.
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
    )
    return response


def _save(opened: OpenFile) -> str | AnyResponse | tuple[str, int]:
    desk = desk_here()
    try:
        desk.shelf.save(opened.slug, opened.name, opened.text, opened.base)
    except WasChanged:
        return review(opened), 409
    except OSError as error:
        return _form(opened, f"Filen kunne ikke gemmes: {error.strerror}. Den er, som den var."), 507
    desk.shelf.discard(opened.slug, opened.name, opened.mark)
    done = "ja"
    if message := " ".join(request.form.get("besked", "").split()):
        path = desk.shelf.path(opened.slug, opened.name)
        done = "historik" if desk.repository.commit(path, message) else "uden"
    return redirect(url_for("desk.show", slug=opened.slug, name=opened.name, gemt=done), 303)
