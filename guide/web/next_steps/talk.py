"""“Forbered samtalen”: the themes of the talk with the municipality, for notes that never leave the browser."""

from __future__ import annotations

from flask import Blueprint, render_template

from guide.web.site import municipality_or_404, site

blueprint = Blueprint("talk", __name__, url_prefix="/<municipality>")


@blueprint.get("/forbered")
def prepare(municipality: str) -> str:
    """All themes on one page: notes that are not sent anywhere would not survive the way to another one."""
    return render_template(
        "next_steps/talk.html", municipality=municipality_or_404(municipality), talk=site().guide.talk
    )
