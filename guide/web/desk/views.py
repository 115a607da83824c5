"""The adviser's page: all questions at once with the outcomes beside them, a search, and a sheet for the visitor.

The answers travel sealed in the path, as in the interview; the computer is one that the next visitor sits at too, so
a link of the desk lives for an hour after each answer.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from guide.result.cards import build_result
from guide.web.desk.desk import Desk, desk_from_answers, desk_from_form, summary_sentence
from guide.web.desk.sheet import SheetForm, build_sheet
from guide.web.fields import errors_of
from guide.web.sealed.lifetime import SHARED_COMPUTER
from guide.web.sealed.tokens import EMPTY_SHARED
from guide.web.site import here, opened, site
from guide.web.typed_text import without_control

LONGEST_QUERY = 200
"""Characters of a search that count."""

blueprint = Blueprint("adviser", __name__, url_prefix="/<municipality>/raadgiver")


@blueprint.get("")
def blank() -> str:
    """The desk before anything has been told."""
    return desk(EMPTY_SHARED)


@blueprint.post("")
def update() -> Response | tuple[str, int]:
    """Take all answers at once and show how the outcomes stand, or what to do about the answers."""
    told = desk_from_form(site().interview, request.form)
    token = site().seals.seal(here().slug, told.answers, SHARED_COMPUTER) if told.answers else EMPTY_SHARED
    if told.wrong:
        return _desk_page(token, told), 422
    way_on = "adviser.sheet" if request.form.get("videre") == "ark" else "adviser.desk"
    return redirect(url_for(way_on, token=token), 303)


@blueprint.get("/<token>")
def desk(token: str) -> str:
    """The desk as it was left."""
    return _desk_page(token, desk_from_answers(site().interview, opened(token).answers))


@blueprint.get("/<token>/soeg")
@blueprint.post("/<token>/soeg")
def search(token: str) -> str:
    """What the posted words lead to; they may tell of somebody's health, so they stand in no address."""
    query = without_control(request.form.get("ord", ""), LONGEST_QUERY)
    return render_template(
        "desk/search.html",
        token=token,
        perspective=opened(token).answers.perspective,
        query=query,
        found=site().searches[here().slug].find(query),
    )


@blueprint.get("/<token>/ark")
def sheet(token: str) -> str:
    """The sheet for the visitor with all that it can hold but a link, and the choice of what it is to hold."""
    return _sheet_page(token, SheetForm(None))


@blueprint.post("/<token>/ark")
def chosen_sheet(token: str) -> str | tuple[str, int]:
    """The sheet as it was chosen.

    It stands in this answer itself, and has no address of its own: the link on it may live for many days.
    """
    form = SheetForm(request.form)
    fine = form.validate()
    page = _sheet_page(token, form)
    return page if fine else (page, 422)


@blueprint.get("/slut")
def end() -> str:
    """A page between two visitors; ``leave.js`` takes the pages of the first one out of the history."""
    return render_template(
        "desk/end.html", municipality=None, start=url_for("adviser.blank"), cleared=url_for("interview.clear")
    )


def _desk_page(token: str, told: Desk) -> str:
    result = build_result(here(), told.answers, site().today())
    return render_template(
        "desk/desk.html",
        token=token,
        found=opened(token),
        perspective=told.answers.perspective,
        desk=told,
        errors=[(f"{asked.question.id}-{asked.options[0].id}", asked.error) for asked in told.wrong],
        result=result,
        standing=summary_sentence(result),
        today=site().today(),
    )


def _sheet_page(token: str, form: SheetForm) -> str:
    found, today = opened(token), site().today()
    sheet = build_sheet(found.answers, form, today)
    return render_template(
        "desk/sheet.html",
        token=token,
        found=found,
        perspective=sheet.answers.perspective,
        form=form,
        errors=list(errors_of(form)),
        sheet=sheet,
        talk=site().guide.talk,
        today=today,
    )
