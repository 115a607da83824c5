"""Links with QR codes, and how to embed the guide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from flask import Blueprint, Response, abort, render_template, url_for
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.web.addresses.whole import breakable, qr_picture, whole_address
from guide.web.http.headers import allow_storing
from guide.web.http.prefixes import FRAME
from guide.web.kept import same_for_all
from guide.web.site import here

blueprint = Blueprint("links", __name__, url_prefix="/<municipality>")
blueprint.before_request(allow_storing)


@dataclass(frozen=True, slots=True)
class Link:
    """A page to point at, with its QR code."""

    id: str
    name: str
    path: str

    @property
    def address(self) -> str:
        """Whole, in the language and reading of this page."""
        path, question, query = self.path.partition("?")
        return whole_address(path) + question + query


@blueprint.get("/links")
@same_for_all
def links() -> str:
    """Links in the language and reading of this page."""
    return render_template(
        "pages/links.html",
        groups=_groups(here()),
        breakable=breakable,
        script=whole_address(url_for("embedding.script"), plain=True),
        start=whole_address(url_for("pages.start"), plain=True),
        frame=whole_address(url_for("pages.start"), plain=True, frame=FRAME),
    )


@blueprint.get("/links/<link>.<any(svg, png):kind>")
def picture(link: str, kind: str) -> Response:
    """The QR code of a link, to save."""
    known = {known.id: known for links in _groups(here()).values() for known in links}
    if link not in known:
        abort(404)
    types = {"svg": "image/svg+xml", "png": "image/png"}
    return Response(_picture(known[link].address, kind), content_type=types[kind])


def _groups(municipality: Municipality) -> dict[str, list[Link]]:
    """The links, each group below its heading."""
    start = url_for("pages.start")
    return {
        _("The guide"): [
            Link("forside", _("The start page"), start),
            Link("ordninger", _("All kinds of support"), url_for("pages.standards")),
            Link("klage", _("How to complain"), url_for("pages.complaint")),
        ],
        _("Topics"): [
            Link(f"emne-{topic.id}", topic.title, f"{start}?emne={topic.id}") for topic in municipality.topics
        ],
        _("Kinds of support"): [
            Link(f"ordning-{standard.slug}", standard.heading, url_for("pages.standard", slug=standard.slug))
            for standard in municipality.standards
        ],
        _("Other pages"): [
            Link(f"side-{page.slug}", page.title, url_for("pages.municipality_page", slug=page.slug))
            for page in municipality.pages
        ],
    }


@lru_cache(maxsize=512)
def _picture(address: str, kind: str) -> bytes:
    """Remembered, so for public addresses only: no answers."""
    return qr_picture(address, kind)
