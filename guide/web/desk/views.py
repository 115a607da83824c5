"""The adviser's page: all questions at once with the outcomes beside them, a search, and a sheet for the visitor.

The answers travel sealed in the path, as in the interview; the computer is one that the next visitor sits at too, so
a link of the desk lives for an hour after each answer.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from guide.municipality import Municipality
from guide.result.cards import build_result
from guide.web.desk.desk import Desk, desk_of, posted_desk, standing
from guide.web.desk.sheet import build_sheet
from guide.web.interview.forms import SheetForm
from guide.web.sealed.lifetime import HOURS_TO_CHOOSE, SHARED
from guide.web.sealed.tokens import EMPTY_SHARED
from guide.web.site import municipality_or_404, opened, site

LONGEST_QUERY = 200
"""Characters of a search that count."""

blueprint = Blueprint("adviser", __name__, url_prefix="/<municipality>/raadgiver")


@blueprint.get("")
def blank(municipality: str) -> str:
    """The desk before anything has been told."""
    return desk(municipality, EMPTY_SHARED)


@blueprint.post("")
def update(municipality: str) -> Response | tuple[str, int]:
    """Take all answers at once and show how the outcomes stand, or what to do about the answers."""
    chosen = municipality_or_404(municipality)
    told = posted_desk(site().interviews[chosen.slug], request.form)
    token = site().seals.seal(chosen.slug, told.answers, SHARED) if told.answers else EMPTY_SHARED
    if told.wrong:
        return _desk_page(chosen, token, told), 422
    way_on = "adviser.sheet" if request.form.get("videre") == "ark" else "adviser.desk"
    return redirect(url_for(way_on, municipality=chosen.slug, token=token), 303)


@blueprint.get("/<token>")
def desk(municipality: str, token: str) -> str:
    """The desk as it was left."""
    chosen = municipality_or_404(municipality)
    return _desk_page(chosen, token, desk_of(site().interviews[chosen.slug], opened(chosen, token).answers))


@blueprint.get("/<token>/soeg")
@blueprint.post("/<token>/soeg")
def search(municipality: str, token: str) -> str:
    """What the posted words lead to; they may tell of somebody's health, so they stand in no address."""
    chosen = municipality_or_404(municipality)
    posted = request.form.get("ord", "")[:LONGEST_QUERY]
    # Control characters may stand on no page.
    query = " ".join("".join(one if one.isprintable() else " " for one in posted).split())
    return render_template(
        "desk/search.html",
        municipality=chosen,
        token=token,
        perspective=opened(chosen, token).answers.perspective,
        query=query,
        found=site().searches[chosen.slug].find(query),
    )


@blueprint.get("/<token>/ark")
def sheet(municipality: str, token: str) -> str:
    """The sheet for the visitor with all that it can hold but a link, and the choice of what it is to hold."""
    return _sheet_page(municipality_or_404(municipality), token, SheetForm())


@blueprint.post("/<token>/ark")
def chosen_sheet(municipality: str, token: str) -> str | tuple[str, int]:
    """The sheet as it was chosen.

    It stands in this answer itself, and has no address of its own: the link on it may live for many days.
    """
    chosen, form = municipality_or_404(municipality), SheetForm(request.form)
    fine = form.validate()
    page = _sheet_page(chosen, token, form)
    return page if fine else (page, 422)


@blueprint.get("/slut")
def end(municipality: str) -> str:
    """A page between two visitors; ``leave.js`` takes the pages of the first one out of the history."""
    slug = municipality_or_404(municipality).slug
    return render_template(
        "desk/end.html",
        municipality=None,
        start=url_for("adviser.blank", municipality=slug),
        cleared=url_for("interview.clear", municipality=slug),
    )


def _desk_page(municipality: Municipality, token: str, told: Desk) -> str:
    result = build_result(municipality, told.answers, site().today())
    return render_template(
        "desk/desk.html",
        municipality=municipality,
        token=token,
        found=opened(municipality, token),
        perspective=told.answers.perspective,
        desk=told,
        errors=[(one.error, f"{one.question.id}-{one.options[0].id}") for one in told.wrong],
        result=result,
        standing=standing(result),
        today=site().today(),
    )


def _sheet_page(municipality: Municipality, token: str, form: SheetForm) -> str:
    found, today = opened(municipality, token), site().today()
    sheet = build_sheet(municipality, found.answers, form, today)
    return render_template(
        "desk/sheet.html",
        municipality=municipality,
        token=token,
        found=found,
        perspective=sheet.answers.perspective,
        form=form,
        hours=HOURS_TO_CHOOSE,
        sheet=sheet,
        talk=site().guide.talk,
        today=today,
    )
