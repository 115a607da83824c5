"""Links with QR codes, and how to embed the guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from guide.municipality import Municipality
from guide.web.addresses.whole import breakable, qr_code, whole_address
from guide.web.headers import allow_storing
from guide.web.http.prefixes import FRAME
from guide.web.site import here

blueprint = Blueprint("links", __name__, url_prefix="/<municipality>")
blueprint.before_request(allow_storing)


@dataclass(frozen=True, slots=True)
class Link:
    """A page with its whole address and QR code."""

    name: str
    path: str
    address: Markup
    """With line breaks allowed after slashes."""
    code: Markup


@blueprint.get("/links")
def links() -> str:
    """Links in the language and reading of this page."""
    return render_template(
        "pages/links.html",
        groups=[(heading, links) for heading, links in _groups(here()) if links],
        script=whole_address(url_for("embedding.script"), plain=True),
        start=whole_address(url_for("pages.start"), plain=True),
        frame=whole_address(url_for("pages.start"), plain=True, frame=FRAME),
    )


def _groups(municipality: Municipality) -> Iterator[tuple[str, list[Link]]]:
    start = url_for("pages.start")
    yield (
        _("The guide"),
        [
            _link(_("The start page"), start),
            _link(_("All kinds of support"), url_for("pages.standards")),
            _link(_("How to complain"), url_for("pages.complaint")),
        ],
    )
    yield _("Topics"), [_link(topic.title, start, f"?emne={topic.id}") for topic in municipality.topics]
    yield (
        _("Kinds of support"),
        [_link(standard.heading, url_for("pages.standard", slug=standard.slug)) for standard in municipality.standards],
    )
    yield (
        _("Other pages"),
        [_link(page.title, url_for("pages.municipality_page", slug=page.slug)) for page in municipality.pages],
    )


def _link(name: str, path: str, query: str = "") -> Link:
    address = whole_address(path) + query
    return Link(name, path + query, breakable(address), _code(address))


@lru_cache(maxsize=512)
def _code(address: str) -> Markup:
    """Remembered, so for public addresses only: no answers."""
    return qr_code(address)
