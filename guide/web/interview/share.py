"""“Del med dig selv”: a link to one's own result, with a life that the reader chooses, shown and never sent."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from guide.municipality import Municipality
from guide.result.cards import urgent_messages
from guide.web.interview.forms import ShareForm
from guide.web.interview.shared_link import shared_link
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, kept
from guide.web.sealed.tokens import Opened
from guide.web.site import municipality_or_404, opened

blueprint = Blueprint("share", __name__, url_prefix="/<municipality>/del")


@blueprint.get("/<token>")
def choose_life(municipality: str, token: str) -> str:
    """For how many days the link is to work."""
    chosen = municipality_or_404(municipality)
    return _choice_page(chosen, token, opened(chosen, token), ShareForm())


@blueprint.post("/<token>")
def show_link(municipality: str, token: str) -> str | tuple[str, int]:
    """The link, to copy, to print and as a QR code.

    It stands in this answer itself. An address of its own would leave it, for all its days, in the history of a
    computer that may be a library's.
    """
    chosen = municipality_or_404(municipality)
    found, form = opened(chosen, token), ShareForm(request.form)
    if not form.validate():
        return _choice_page(chosen, token, found, form), 422
    link = shared_link(chosen, found.answers, kept(form.days))
    return render_template(
        "interview/shared.html",
        municipality=chosen,
        token=token,
        found=found,
        urgent=urgent_messages(chosen, found.answers),
        link=link,
    )


def _choice_page(municipality: Municipality, token: str, found: Opened, form: ShareForm) -> str:
    return render_template(
        "interview/share.html",
        municipality=municipality,
        token=token,
        found=found,
        urgent=urgent_messages(municipality, found.answers),
        days=DAYS_TO_CHOOSE,
        error=form.error,
    )
