"""“Sig til, hvis noget er forkert”, about a page.

The path of the page comes after `sig-til`, without municipality and token (`/helsingoer/sig-til/spoergsmaal/behov`).
Only the paths of pages of the guide are accepted, so nobody can put answers there.
"""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from guide.municipality import Municipality
from guide.settings import Settings
from guide.web.addresses.known import TOKEN, Parts, parts_of
from guide.web.addresses.meant import known_pages
from guide.web.addresses.whole import breakable, whole_address
from guide.web.pages.places import Places, asked_places
from guide.web.site import site

blueprint = Blueprint("report", __name__)


START = "forside"
"""The name of a page without a path after its municipality."""

_TRUE_FOR = timedelta(days=364)
"""After the start: RFC 9116 wants less than a year."""


@blueprint.get("/<municipality>/sig-til/<path:page>")
@blueprint.get("/<municipality>/sig-til", defaults={"page": ""})
@blueprint.get("/sig-til/<path:page>")
@blueprint.get("/sig-til", defaults={"page": ""})
def show(page: str) -> str | AnyResponse:
    """Whom to tell about a page, here or of all."""
    place: Municipality | None = g.get("municipality")
    if page and not _is_known(page, place):
        return redirect(url_for("report.show"), 303)
    root = url_for("pages.start") if place else url_for("pages.choose")
    address = whole_address(root + ("" if page == START else page)) if page else ""
    recipients = Places((place,)) if place else asked_places()
    mails = {one.slug: mail_about(address, one.contact.mail) for one in recipients.listed if one.contact.mail}
    return render_template("pages/report.html", recipients=recipients, mails=mails, address=breakable(address))


@blueprint.get("/.well-known/security.txt")
def vulnerability() -> Response:
    return Response(site().security_txt or abort(404), content_type="text/plain; charset=utf-8")


def security_txt(settings: Settings, start: date) -> str:
    """Whom to tell of a vulnerability (RFC 9116), if set.

    It expires by itself where nobody has started or reloaded the guide, and so looked at its settings, for a year.
    """
    lines = [f"Contact: {settings.security_contact}", f"Expires: {start + _TRUE_FOR}T00:00:00Z"]
    if settings.address:
        lines.append(f"Canonical: {settings.address}/.well-known/security.txt")
    return "\n".join([*lines, "Preferred-Languages: da, en", ""]) if settings.security_contact else ""


@blueprint.app_template_global()
def report_address(municipality: Municipality | None) -> str:
    """The form for this page; empty on the form."""
    if request.blueprint == blueprint.name:
        return ""
    # The page of the end names no municipality, though its address does.
    slug = municipality.slug if municipality else None
    return url_for("report.show", municipality=slug, page=_page_here(municipality))


def mail_about(address: str, mail: str) -> str:
    """A link that opens a mail about the page."""
    page = [_("The page: %(address)s", address=address)] if address else []
    body = "\r\n\r\n".join([*page, _("This is wrong:"), ""])
    subject = _("Something is wrong in the support guide")
    return f"mailto:{quote(mail, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _page_here(municipality: Municipality | None) -> str:
    """The path without municipality and token, or empty."""
    page = known_pages().meant(parts_of(request.path)) if request.url_rule else None
    return _written(page) if page is not None and known_pages().municipality(page) is municipality else ""


def _is_known(page: str, municipality: Municipality | None) -> bool:
    """Whether this is a path as ``_page_here`` gives it."""
    pages = known_pages()
    return any(page == _written(known) for known in pages.pages if pages.municipality(known) is municipality)


def _written(page: Parts) -> str:
    own = page[1:] if known_pages().municipality(page) else page
    return "/".join(part for part in own if part != TOKEN) or START
