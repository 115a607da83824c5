"""A translation and its Danish, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from babel import Locale, UnknownLocaleError
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from guide.content import Problem, shown
from guide.content.translations.rewriting import CannotRewrite, cut
from guide.content.translations.skeleton import pairs_of
from guide.edit.desk.at_hand import PLACE, committed, desk_here, text_or_refusal
from guide.edit.translations import Row, Side, Typed, typed_in
from guide.edit.translations.pair_files import PairShelf
from guide.edit.writing.document import plain_lines
from guide.edit.writing.saving import WasChanged
from guide.municipality import Guide
from guide.shown import files
from guide.translation import Coverage, Translation

blueprint = Blueprint("translations", __name__, url_prefix=f"{PLACE}_sprog")
"""No municipality's folder begins with a line."""

_GROUPS = (
    ("Skal ses efter", ("stale", "gone", "wrong")),
    ("Mangler", ("missing",)),
    ("Oversat", ("done",)),
)
_CHANGED = "Noget er ændret imens, og intet er gemt. Se det igennem, og gem igen."
_FAULTY = "Intet er gemt endnu. Ret det, der er galt."
_NOT_WRITTEN = "Det kunne ikke skrives i filen. Den er, som den var."
_NOTHING = Typed({}, frozenset(), frozenset(), {})


@blueprint.get("/")
def overview() -> str:
    """Every file of every language, and how far it is."""
    own = _shelf().files
    guide, problems = desk_here().workshop.read_with({})
    languages = [
        (locale, one, sorted(_files(one, own, problems), key=lambda file: not any(file[1:])))
        for code, one in guide.translations.items()
        if (locale := _locale(code))
    ]
    return render_template("translations.html", languages=languages, is_readable=_is_readable(guide, problems))


def _files(
    translation: Translation, own: list[str], problems: Sequence[Problem]
) -> Iterator[tuple[Coverage, int, int]]:
    """Each file of a language, its stale pairs and faults."""
    for coverage in (one for part in translation.files.values() for one in part if one.file in own):
        name = shown(pairs_of(desk_here().workshop.copy, translation.language, coverage.file))
        stale = sum(file == name for file, _line, _danish in translation.stale)
        yield coverage, stale, sum(problem.file == name for problem in problems)


def _shelf() -> PairShelf:
    return PairShelf(desk_here().shelf.content)


def _is_readable(guide: Guide, problems: Sequence[Problem]) -> bool:
    """Whether translations were read; not while the Danish has faults."""
    return bool(guide.translations) or not problems


def _locale(language: str) -> Locale | None:
    """The language, if its names and numbers are known."""
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(language, sep="-")
    return None


@blueprint.get("/<language>/<path:file>")
def show(language: str, file: str) -> str:
    side = _side(language, file, text_or_refusal(_shelf().read, language, file))
    return _page(side, side.rows)


@blueprint.post("/<language>/<path:file>")
def save(language: str, file: str) -> ResponseReturnValue:
    """Save what was typed, unless that would lose something."""
    saved = text_or_refusal(_shelf().read, language, file)
    base = plain_lines(request.form.get("grundlag", ""))
    side, typed = _side(language, file, saved), _typed(language, base)
    rows, lost = [typed.on(row) for row in side.rows], typed.without_row(side.rows)
    if base != saved or lost:
        return _page(side, rows, _CHANGED, typed, lost), 409
    try:
        text = side.with_typed(typed).text if typed.ids else saved
    except CannotRewrite:
        return _page(side, rows, _NOT_WRITTEN, typed), 422
    faults = {row.id: row.problems for row in _side(language, file, text).rows if row.id in typed.ids and row.problems}
    if faults and request.form.get("gør") != "alligevel":
        rows = [replace(row, state="wrong", problems=faults[row.id]) if row.id in faults else row for row in rows]
        return _page(side, rows, _FAULTY, typed), 422
    try:
        _shelf().save(language, file, text, saved)
    except WasChanged:
        return save(language, file)
    except OSError as error:
        return _page(side, rows, f"Filen kunne ikke gemmes: {error.strerror}. Den er, som den var.", typed), 507
    done = committed([_shelf().path(language, file)])
    return redirect(url_for("translations.show", language=language, file=file, gemt=done), 303)


def _typed(language: str, base: str) -> Typed:
    """What a form says; refuses one cut off."""
    if request.form.get("slut") != "1":
        abort(400)
    try:
        return typed_in(request.form, cut(base, language))
    except CannotRewrite:
        abort(400)


def _side(language: str, file: str, text: str) -> Side:
    """The pairs with their Danish, or an error page."""
    workshop, content = desk_here().workshop, desk_here().shelf.content
    below = pairs_of(Path(), language, file).as_posix()
    guide, problems = workshop.read_with({below: text or None})
    if not _is_readable(guide, problems):
        abort(409, "Filen kan først vises og gemmes, når fejlene i de danske filer er rettet. De står på listen.")
    if language not in guide.translations or not _locale(language):
        abort(404)
    try:
        pairs = cut(text, language)
    except CannotRewrite:
        abort(409, f"Filen {below} kan ikke vises her. Ret den i et program til ren tekst.")
    if file not in dict(files(guide)):
        abort(409, f"Filen da/{file} kan ikke læses. Ret den først.")
    return Side(guide, problems, content, workshop.copy, language, file, text, pairs)


def _page(side: Side, rows: list[Row], message: str = "", typed: Typed = _NOTHING, lost: Sequence[str] = ()) -> str:
    on_rows = {problem for row in rows for problem in row.problems}
    return render_template(
        "translation.html",
        side=side,
        locale=_locale(side.language),
        groups=[(heading, [row for row in rows if row.state in states]) for heading, states in _GROUPS],
        others=[problem for problem in side.own_problems if problem not in on_rows],
        message=message,
        typed=typed,
        lost=lost,
        may_save=message == _FAULTY,
        saved=request.args.get("gemt", ""),
    )
