"""“Sig til, hvis noget er forkert”: whom to tell of a page, and its address without the answers that stood in it.

The page that is told of stands in the path, after `sig-til`, as its own path without municipality and token
(`/helsingoer/sig-til/spoergsmaal/behov`). Only a path that a page of the guide has is taken; a token is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from guide.municipality import Municipality
from guide.next_steps.letters import LetterKind
from guide.web.addresses import breakable, whole_address
from guide.web.site import here, site

blueprint = Blueprint("report", __name__)


@blueprint.record
def _register(state: BlueprintSetupState) -> None:
    """Give templates the address of the form for this page."""
    state.app.jinja_env.globals["report_address"] = report_address


START = "forside"
"""What the page with no path after the municipality is called."""

_OF_A_MUNICIPALITY = "/<municipality>/"
_VARIABLE = re.compile(r"<(?:[^<>]*:)?(\w+)>")


@blueprint.get("/sig-til", defaults={"page": ""})
@blueprint.get("/sig-til/<path:page>")
def without_municipality(page: str) -> str | Response:
    """Whom to tell of a page that all municipalities share."""
    if page and not _is_known(page, None):
        return redirect(url_for("report.without_municipality"), 303)
    return _report_page(page, None, site().guide.municipalities.values())


@blueprint.get("/<municipality>/sig-til", defaults={"page": ""})
@blueprint.get("/<municipality>/sig-til/<path:page>")
def in_municipality(page: str) -> str | Response:
    """Whom to tell of a page of this municipality."""
    chosen = here()
    if page and not _is_known(page, chosen):
        return redirect(url_for("report.in_municipality"), 303)
    return _report_page(page, chosen, (chosen,))


def report_address(municipality: Municipality | None) -> str:
    """Where to tell of the page that is shown; empty on the page where one does."""
    if request.blueprint == blueprint.name:
        return ""
    page = _page_here(municipality)
    if municipality is None:
        return url_for("report.without_municipality", page=page)
    return url_for("report.in_municipality", page=page)


def mail_about(address: str, mail: str) -> str:
    """The link that opens a mail, with the address of the page in it where it is known."""
    body = "\r\n\r\n".join(
        ([_("The page: %(address)s", address=address)] if address else []) + [_("This is wrong:"), ""]
    )
    subject = _("Something is wrong in the support guide")
    return f"mailto:{quote(mail, safe='@')}?subject={quote(subject)}&body={quote(body)}"


def _report_page(page: str, municipality: Municipality | None, told: Collection[Municipality]) -> str:
    root = url_for("pages.start") if municipality else url_for("pages.choose")
    address = whole_address(root + ("" if page == START else page)) if page else ""
    mails = {one.slug: mail_about(address, one.contact.mail) for one in told if one.contact.mail}
    return render_template("pages/report.html", told=told, mails=mails, address=breakable(address))


def _page_here(municipality: Municipality | None) -> str:
    """The path of this page after its municipality, without its token; empty where no page has it."""
    rule = request.url_rule
    if rule is None or rule.rule.startswith(_OF_A_MUNICIPALITY) is not bool(municipality):
        return ""
    given = request.view_args or {}
    pattern = _parts(rule)
    parts = [str(given[name[1]]) if (name := _VARIABLE.fullmatch(part)) else part for part in pattern]
    return "/".join(parts) or START if _fits(parts, pattern, _ids(municipality)) else ""


def _is_known(page: str, municipality: Municipality | None) -> bool:
    """Whether this is the path of a page, as ``_page_here`` tells it."""
    parts, ids = [] if page == START else page.split("/"), _ids(municipality)
    return any(
        _fits(parts, _parts(rule), ids)
        for rule in current_app.url_map.iter_rules()
        if rule.rule.startswith(_OF_A_MUNICIPALITY) is bool(municipality)
    )


def _parts(rule: Rule) -> list[str]:
    """The parts of a route that tell which page it is."""
    return [part for part in rule.rule.split("/") if part not in ("", "<municipality>", "<token>")]


def _fits(parts: list[str], pattern: list[str], ids: Mapping[str, Collection[str]]) -> bool:
    return len(parts) == len(pattern) and all(
        part in ids.get(name[1], ()) if (name := _VARIABLE.fullmatch(expected)) else part == expected
        for part, expected in zip(parts, pattern, strict=True)
    )


def _ids(municipality: Municipality | None) -> Mapping[str, Collection[str]]:
    """What may stand for each variable of a route; for any other one, nothing."""
    if municipality is None:
        return {}
    slugs = {one.slug for one in municipality.standards} | {one.slug for one in municipality.pages}
    questions = {question.id for question in municipality.questions}
    return {"slug": slugs, "question_id": questions, "kind": {kind.value for kind in LetterKind}}
