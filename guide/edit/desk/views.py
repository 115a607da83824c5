"""The pages of the editor."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.content.files.own_layer import OWN_FILES, QUESTIONS
from guide.edit.desk.at_hand import committed, desk_here, saved_text, trial_of
from guide.edit.desk.beside import Lists, labels
from guide.edit.desk.overview import blueprint
from guide.edit.desk.review import approve, review
from guide.edit.formats.files import format_of
from guide.edit.forms.kinds import ACTION
from guide.edit.open_file import OpenFile, document_or_none, new_text, text_from, with_question_inside
from guide.edit.trial import Trial
from guide.edit.writing.document import fingerprint, plain_lines
from guide.edit.writing.fields import CannotWrite
from guide.edit.writing.saving import OWN_FILE, SHARED, WasChanged

__all__ = ["blueprint"]


@blueprint.get("/<slug>/<file:name>")
def show(slug: str, name: str) -> str:
    saved, mark = saved_text(slug, name), request.args.get("kladde", "")
    drafts = list(desk_here().shelf.drafts(slug, name))
    if draft := next((draft for draft in drafts if draft.mark == mark), None):
        text = draft.path.read_text(encoding="utf-8", errors="replace")
        return _form(OpenFile(slug, name, text, draft.base, mark, saved * (draft.base == fingerprint(saved))))
    text = saved or new_text(
        format_of(slug, name), request.args.get("titel", ""), _source(slug), desk_here().today().isoformat()
    )
    return _form(OpenFile(slug, name, text, fingerprint(saved), secrets.token_hex(8), saved))


def _source(slug: str) -> str:
    """The document that the municipality names first."""
    own = document_or_none(saved_text(slug, OWN_FILE)) if slug != SHARED else None
    source = own.fields.get("kilde") if own else None
    first = source[0] if isinstance(source, list) and source else source
    return str(first.get("dokument", "")) if isinstance(first, dict) else ""


def _form(opened: OpenFile, message: str = "") -> str:
    desk, trial = desk_here(), trial_of(opened)
    drafts = [draft for draft in desk.shelf.drafts(opened.slug, opened.name) if draft.mark != opened.mark]
    is_form = opened.can_be_a_form and request.values.get("som") != "tekst"
    is_saved = bool(saved_text(opened.slug, opened.name))
    return render_template(
        "form.html",
        opened=opened,
        is_form=is_form,
        is_saved=is_saved,
        can_be_moved=is_saved and opened.slug != SHARED and opened.name != OWN_FILE,
        drafts=drafts,
        message=message,
        pressed=request.form.get(ACTION, ""),
        folds=request.form.get("åbne", "").split(),
        saved=request.args.get("gemt", ""),
        **_about(opened, trial),
    )


def _about(opened: OpenFile, trial: Trial) -> dict[str, Any]:
    """What form and panel say of a trial."""
    return {
        "trial": trial,
        "asked": trial.place.own_questions if trial.place and opened.name == QUESTIONS else (),
        "lists": Lists(trial),
        "labels": labels(opened.format),
        "faulty": {(key, number) for _problem, key, number in trial.places},
        "outcomes": {example.name: state for example, state, _reasons in trial.examples},
    }


def _posted(slug: str, name: str) -> OpenFile:
    """What a form says; refuses one cut off."""
    saved_text(slug, name)
    form = request.form
    if form.get("slut") != "1" or not {"hele", "grundlag"} & set(form):
        abort(400)
    text = with_question_inside(text_from(format_of(slug, name), form.to_dict(flat=False)), form.get(ACTION, ""))
    return OpenFile(slug, name, text, form.get("fra", ""), form.get("mærke", ""), plain_lines(form.get("begyndt", "")))


@blueprint.post("/<slug>/<file:name>")
def write(slug: str, name: str) -> ResponseReturnValue:
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


@blueprint.post("/<slug>/<file:name>/vis")
def beside(slug: str, name: str) -> str | tuple[str, int]:
    """The panel beside the form, while somebody types."""
    try:
        opened = _posted(slug, name)
    except CannotWrite:
        return "", 422
    message = _kept(opened)
    return render_template("panel.html", opened=opened, message=message, **_about(opened, trial_of(opened)))


@blueprint.post("/<slug>/<file:name>/side")
def page(slug: str, name: str) -> ResponseReturnValue:
    """A citizen's page as it would be."""
    trial = trial_of(_posted(slug, name))
    response = Response(desk_here().page(trial, request.form.get(ACTION, "side")))
    # Its own rules, but for where it is from.
    response.headers["Content-Security-Policy"] = (
        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'"
    )
    return response


def _save(opened: OpenFile) -> ResponseReturnValue:
    desk = desk_here()
    if not opened.text.strip() and (opened.slug == SHARED or opened.name not in OWN_FILES):
        return _form(opened, "En tom fil kan ikke gemmes. Filen er, som den var."), 422
    try:
        desk.shelf.save(opened.slug, opened.name, opened.text, opened.base)
    except WasChanged:
        return review(opened), 409
    except OSError as error:
        return _form(opened, f"Filen kunne ikke gemmes: {error.strerror}. Den er, som den var."), 507
    desk.shelf.discard(opened.slug, opened.name, opened.mark)
    done = committed([desk.shelf.path(opened.slug, opened.name)])
    return redirect(url_for("desk.show", slug=opened.slug, name=opened.name, gemt=done), 303)
