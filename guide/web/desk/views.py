"""The adviser's desk, its search, and the sheet for the visitor.

The answers travel sealed in the path, as in the interview. The next visitor sits at the same computer, so a link of
the desk works for an hour after each answer.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from guide.result.cards import build_result
from guide.web.desk.desk import Desk, desk_from_answers, desk_from_form, summary_sentence
from guide.web.desk.sheet import SheetForm, build_sheet
from guide.web.fields import errors_of
from guide.web.sealed.lifetime import SHARED_COMPUTER
from guide.web.sealed.tokens import EMPTY_SHARED, OpenedToken
from guide.web.site import here, open_token, site
from guide.web.typed_text import without_control

LONGEST_QUERY = 200
"""Characters of a search that count."""

blueprint = Blueprint("adviser", __name__, url_prefix="/<municipality>/raadgiver")


@blueprint.get("")
def blank() -> str:
    """The desk without answers."""
    return desk(EMPTY_SHARED)


@blueprint.post("")
def update() -> Response | tuple[str, int]:
    """Take all answers at once, and show the outcomes or what to mend."""
    desk = desk_from_form(site().interview, request.form)
    token = site().seals.seal(here().slug, desk.answers, SHARED_COMPUTER) if desk.answers else EMPTY_SHARED
    if desk.wrong:
        return _desk_page(token, desk, open_token(token)), 422
    way_on = "adviser.sheet" if request.form.get("videre") == "ark" else "adviser.desk"
    return redirect(url_for(way_on, token=token), 303)


@blueprint.get("/<token>")
def desk(token: str) -> str:
    """The desk as it was left."""
    opened = open_token(token)
    return _desk_page(token, desk_from_answers(site().interview, opened.answers), opened)


@blueprint.get("/<token>/soeg")
@blueprint.post("/<token>/soeg")
def search(token: str) -> str:
    """What the posted words lead to; they may be about health, so no address holds them."""
    query = without_control(request.form.get("ord", ""), LONGEST_QUERY)
    return render_template(
        "desk/search.html",
        token=token,
        perspective=open_token(token).answers.perspective,
        query=query,
        results=site().searches[here().slug].find(query),
    )


@blueprint.get("/<token>/ark")
def sheet(token: str) -> str:
    """The sheet with everything but a link, and its choices."""
    return _sheet_page(token, SheetForm(None))


@blueprint.post("/<token>/ark")
def chosen_sheet(token: str) -> tuple[str, int]:
    """The sheet by its choices.

    It stands in this answer itself, and has no address of its own: the link on it may live for many days.
    """
    form = SheetForm(request.form)
    status = 200 if form.validate() else 422
    return _sheet_page(token, form), status


@blueprint.get("/slut")
def end() -> str:
    """A page between two visitors; ``leave.js`` takes the pages of the first one out of the history."""
    return render_template(
        "desk/end.html", municipality=None, start=url_for("adviser.blank"), cleared=url_for("interview.clear")
    )


def _desk_page(token: str, desk: Desk, opened: OpenedToken) -> str:
    result = build_result(here(), desk.answers, site().today())
    return render_template(
        "desk/desk.html",
        token=token,
        opened=opened,
        perspective=desk.answers.perspective,
        desk=desk,
        errors=[(f"{wrong.question.id}-{wrong.options[0].id}", wrong.error) for wrong in desk.wrong],
        result=result,
        summary=summary_sentence(result),
        today=site().today(),
    )


def _sheet_page(token: str, form: SheetForm) -> str:
    opened, today = open_token(token), site().today()
    sheet = build_sheet(opened.answers, form, today)
    return render_template(
        "desk/sheet.html",
        token=token,
        opened=opened,
        perspective=sheet.answers.perspective,
        form=form,
        errors=list(errors_of(form)),
        sheet=sheet,
        talk=site().guide.talk,
        today=today,
    )
