"""The adviser's desk, its search, the visitor's sheet.

The answers travel sealed in the path, as in the interview. The next visitor sits at the same computer, so a link of
the desk works for an hour after each answer.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from guide.result.overview import build_result
from guide.web.desk.desk import Desk, desk_from_answers, desk_from_form, summary_sentence
from guide.web.desk.sheet import SheetForm, build_sheet
from guide.web.fields import Page, page_of, posted_form
from guide.web.kept import same_for_all
from guide.web.receipts import new_receipt
from guide.web.sealed.lifetime import SHARED_COMPUTER
from guide.web.sealed.tokens import EMPTY_SHARED, OpenedToken
from guide.web.site import here, open_token, site
from guide.web.typed_text.text import without_control

LONGEST_QUERY = 200
"""Characters of a search that count."""

blueprint = Blueprint("adviser", __name__, url_prefix="/<municipality>/raadgiver")


@blueprint.get("")
@same_for_all
def blank() -> str:
    return desk(EMPTY_SHARED)


@blueprint.post("")
def update() -> Response | tuple[str, int]:
    """Take all answers, and show outcomes or errors."""
    desk = desk_from_form(site().interview, request.form)
    receipt = new_receipt(desk.answers)
    token = site().seals.seal(here().slug, desk.answers, SHARED_COMPUTER, receipt) if desk.answers else EMPTY_SHARED
    slug = request.form.get("ordning", "")
    if desk.wrong:
        return _desk_page(token, desk, open_token(token), slug), 422
    if request.form.get("videre") == "ark":
        return redirect(url_for("adviser.sheet", token=token), 303)
    if here().standard(slug):
        return redirect(url_for("adviser.account", token=token, slug=slug), 303)
    return redirect(url_for("adviser.desk", token=token), 303)


@blueprint.get("/<token>")
@blueprint.get("/<token>/<slug>", endpoint="account")
def desk(token: str, slug: str = "") -> str:
    """The desk, with the account of the chosen standard."""
    opened = open_token(token)
    return _desk_page(token, desk_from_answers(site().interview, opened.answers), opened, slug)


@blueprint.get("/<token>/soeg")
@blueprint.post("/<token>/soeg")
def search(token: str) -> str:
    """Posted, since the words may be about somebody's health."""
    query = without_control(request.form.get("ord", ""), LONGEST_QUERY)
    return render_template(
        "desk/search.html",
        token=token,
        perspective=open_token(token).answers.perspective,
        query=query,
        results=site().search(here()).find(query),
    )


@blueprint.post("/<token>/ark", endpoint="chosen_sheet")
@blueprint.get("/<token>/ark")
def sheet(token: str) -> Page:
    """The sheet by its choices; at first without a link.

    It is in this answer itself, and has no address of its own: the link on it may live for many days.
    """
    opened, form, today = open_token(token), SheetForm(posted_form()), site().today()
    sheet = build_sheet(opened, form, today)
    return page_of(
        form,
        "desk/sheet.html",
        token=token,
        opened=opened,
        perspective=sheet.answers.perspective,
        sheet=sheet,
        talk=site().guide.talk.with_own(here().own_talk),
        today=today,
    )


@blueprint.get("/slut")
def end() -> str:
    """Between two visitors; ``leave.js`` clears the first one's history."""
    return render_template(
        "desk/end.html", municipality=None, start=url_for("adviser.blank"), cleared=url_for("interview.clear")
    )


def _desk_page(token: str, desk: Desk, opened: OpenedToken, slug: str) -> str:
    result, standard, today = build_result(here(), desk.answers), here().standard(slug), site().today()
    return render_template(
        "desk/desk.html",
        token=token,
        opened=opened,
        perspective=desk.answers.perspective,
        desk=desk,
        errors=[(f"{wrong.question.id}-{wrong.options[0].id}", wrong.error) for wrong in desk.wrong],
        result=result,
        account=result.account(standard, today) if standard and standard.has_outcome else None,
        summary=summary_sentence(result),
        today=today,
    )
