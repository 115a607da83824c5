"""“Del med dig selv”: a link that is never sent."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.form import BaseForm

from guide.result.overview import urgent_messages
from guide.web.fields import Fields, OneOfField, Page, Posted, page_of, posted_form
from guide.web.interview.shared_link import shared_link
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, Lifetime
from guide.web.site import here, open_token

blueprint = Blueprint("share", __name__, url_prefix="/<municipality>/del")


class ShareForm(BaseForm):
    """How many days the link works, in ``dage``."""

    def __init__(self, posted: Posted) -> None:
        days = [(str(number), ngettext("%(num)s day", "%(num)s days", number)) for number in DAYS_TO_CHOOSE]
        fields: Fields = {"dage": OneOfField(offered=days, missing=_("Choose how long the link should work."))}
        super().__init__(fields)
        self.process(posted)


@blueprint.post("/<token>")
@blueprint.get("/<token>", endpoint="choose_life")
def show_link(token: str) -> str | Page:
    """Ask for how many days, then show the link.

    The link stands in this answer itself. An address of its own would leave it, for all its days, in the history of a
    computer that may be a library's.
    """
    opened, posted = open_token(token), posted_form()
    form, urgent = ShareForm(posted), urgent_messages(here(), opened.answers)
    if posted is None or not form.validate():
        return page_of(form, "interview/share.html", token=token, opened=opened, urgent=urgent)
    link = shared_link(opened.answers, Lifetime.of_days(int(form["dage"].data)), opened.first)
    return render_template("interview/shared.html", token=token, opened=opened, urgent=urgent, link=link)
