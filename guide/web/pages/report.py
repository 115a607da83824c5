"""“Sig til, hvis noget er forkert”, about a page.

The path of the page stands after `sig-til`, without municipality and token (`/helsingoer/sig-til/spoergsmaal/behov`).
Only the paths of pages of the guide are accepted, so nobody can put answers there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.routing import Rule
from werkzeug.wrappers import Response as AnyResponse

from guide.municipality import Municipality
from guide.next_steps.letters import LetterKind
from guide.settings import Settings
from guide.web.addresses.whole import breakable, whole_address
from guide.web.site import site

blueprint = Blueprint("report", __name__)


@blueprint.record
def _register(state: BlueprintSetupState) -> None:
    state.app.jinja_env.globals["report_address"] = report_address


START = "forside"
"""The name of a page without a path after its municipality."""

_TRUE_FOR = timedelta(days=364)
"""After the start: RFC 9116 wants less than a year."""
_OF_A_MUNICIPALITY = "/<municipality>/"
_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")


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
    recipients = (place,) if place else site().guide.municipalities.values()
    mails = {place.slug: mail_about(address, place.contact.mail) for place in recipients if place.contact.mail}
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


def report_address(municipality: Municipality | None) -> str:
    """The form for this page; empty on the form."""
    if request.blueprint == blueprint.name:
        return ""
    # The page of the end names no municipality, though it stands in its address.
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
    rule = request.url_rule
    if rule is None or rule.rule.startswith(_OF_A_MUNICIPALITY) is not bool(municipality):
        return ""
    values, pattern = request.view_args or {}, _parts(rule)
    parts = [str(values[name[1]]) if (name := _VARIABLE.fullmatch(part)) else part for part in pattern]
    return "/".join(parts) or START if _fits(parts, pattern, _ids(municipality)) else ""


def _is_known(page: str, municipality: Municipality | None) -> bool:
    """Whether this is a path as ``_page_here`` gives it."""
    parts, ids = [] if page == START else page.split("/"), _ids(municipality)
    return any(
        _fits(parts, _parts(rule), ids)
        for rule in current_app.url_map.iter_rules()
        if rule.rule.startswith(_OF_A_MUNICIPALITY) is bool(municipality)
    )


def _parts(rule: Rule) -> list[str]:
    """The parts of a route that name its page."""
    return [part for part in rule.rule.split("/") if part not in ("", "<municipality>", "<token>")]


def _fits(parts: list[str], pattern: list[str], ids: Mapping[str, Collection[str]]) -> bool:
    return len(parts) == len(pattern) and all(
        part in ids.get(name[1], ()) if (name := _VARIABLE.fullmatch(expected)) else part == expected
        for part, expected in zip(parts, pattern, strict=True)
    )


def _ids(municipality: Municipality | None) -> Mapping[str, Collection[str]]:
    """The ids that may stand in a page's path."""
    if municipality is None:
        return {}
    return {
        "slug": {standard.slug for standard in municipality.standards} | {page.slug for page in municipality.pages},
        "question_id": {question.id for question in municipality.questions},
        "kind": set(LetterKind),
    }
