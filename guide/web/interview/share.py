"""“Del med dig selv”: a link to one's own result, with a life that the reader chooses, shown and never sent."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.form import BaseForm

from guide.result.cards import urgent_messages
from guide.web.fields import Fields, OneOfField, Posted, errors_of
from guide.web.interview.shared_link import shared_link
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, Lifetime
from guide.web.sealed.tokens import OpenedToken
from guide.web.site import here, opened

blueprint = Blueprint("share", __name__, url_prefix="/<municipality>/del")


class ShareForm(BaseForm):
    """For how many days a link to oneself is to work, in the field ``dage``."""

    def __init__(self, posted: Posted) -> None:
        days = [(str(number), ngettext("%(num)s day", "%(num)s days", number)) for number in DAYS_TO_CHOOSE]
        fields: Fields = {"dage": OneOfField(offered=days, missing=_("Choose how long the link should work."))}
        super().__init__(fields)
        self.process(posted)


@blueprint.get("/<token>")
def choose_life(token: str) -> str:
    """For how many days the link is to work."""
    return _choice_page(token, opened(token), ShareForm(None))


@blueprint.post("/<token>")
def show_link(token: str) -> str | tuple[str, int]:
    """The link, to copy, to print and as a QR code.

    It stands in this answer itself. An address of its own would leave it, for all its days, in the history of a
    computer that may be a library's.
    """
    found, form = opened(token), ShareForm(request.form)
    if not form.validate():
        return _choice_page(token, found, form), 422
    return render_template(
        "interview/shared.html",
        token=token,
        found=found,
        urgent=urgent_messages(here(), found.answers),
        link=shared_link(found.answers, Lifetime.of_days(int(form["dage"].data))),
    )


def _choice_page(token: str, found: OpenedToken, form: ShareForm) -> str:
    return render_template(
        "interview/share.html",
        token=token,
        found=found,
        urgent=urgent_messages(here(), found.answers),
        form=form,
        errors=list(errors_of(form)),
    )
