"""Ready-made links for letters, posters and other sites, each with a QR code; and the lines that embed the guide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from guide.municipality import Municipality
from guide.web.addresses import breakable, qr_code, whole_address
from guide.web.headers import allow_storing
from guide.web.http.prefixes import FRAME
from guide.web.site import here

blueprint = Blueprint("links", __name__, url_prefix="/<municipality>")
blueprint.before_request(allow_storing)


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the guide: its name, the way to it from here, and its whole address as it can be printed."""

    name: str
    path: str
    address: str

    @property
    def breakable(self) -> Markup:
        """The address as text that may go on in the next line after a slash."""
        return breakable(self.address)

    @property
    def code(self) -> Markup:
        """The address as a QR code: SVG, black on white with its quiet zone, whatever colours stand around it."""
        return _code(self.address)


@blueprint.get("/links")
def links() -> str:
    """All links, in the language and the way of reading of this page."""
    chosen = here()
    return render_template(
        "pages/links.html",
        groups=[(heading, found) for heading, found in _groups(chosen) if found],
        script=whole_address(url_for("embedding.script"), plain=True),
        start=whole_address(url_for("pages.start"), plain=True),
        frame=whole_address(url_for("pages.start"), plain=True, frame=FRAME),
    )


def _groups(chosen: Municipality) -> Iterator[tuple[str, list[Link]]]:
    slug = chosen.slug
    start = url_for("pages.start", municipality=slug)
    yield (
        _("The guide"),
        [
            _link(_("The start page"), start),
            _link(_("All kinds of support"), url_for("pages.standards", municipality=slug)),
            _link(_("How to complain"), url_for("pages.complaint", municipality=slug)),
        ],
    )
    yield _("Topics"), [_link(one.title, start, f"?emne={one.id}") for one in chosen.topics]
    standards = [(one.heading, url_for("pages.standard", municipality=slug, slug=one.slug)) for one in chosen.standards]
    yield _("Kinds of support"), [_link(name, path) for name, path in standards]
    pages = [(one.title, url_for("pages.municipality_page", municipality=slug, slug=one.slug)) for one in chosen.pages]
    yield _("Other pages"), [_link(name, path) for name, path in pages]


def _link(name: str, path: str, query: str = "") -> Link:
    return Link(name, path + query, whole_address(path) + query)


@lru_cache(maxsize=512)
def _code(address: str) -> Markup:
    """Public addresses only: an address with answers in it must not be remembered."""
    return qr_code(address)
