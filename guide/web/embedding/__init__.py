"""The guide in a frame: its script and its links.

Who may frame a page is in its policy (`frame-ancestors`); that it is framed, in front of its path (`prefixes.py`).
`docs/decisions/0008-the-frame-is-in-the-path.md` has the reasons.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request
from flask_babel import gettext as _
from markupsafe import escape

from guide.web.http.assets import Asset
from guide.web.http.compression import send_compressed
from guide.web.http.prefixes import FRAMES, address, bare, chosen_language, easy_chosen, frame_word
from guide.web.site import site

blueprint = Blueprint("embedding", __name__)

_SCRIPT = "embed.js"
_AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400"
_LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<address>[^"]*)"(?P<after>[^>]*)>(?P<text>.*?)</a>', re.DOTALL)
_STAYS = ("#", "mailto:", "tel:")
_ELSEWHERE = ("https://", "http://")


def register(app: Flask, static: Path, languages: Iterable[str]) -> None:
    """Serve the script of ``static``, and adapt every page.

    ``languages`` are those that a frame may have, as the page around it.
    """
    script = (static / _SCRIPT).read_text(encoding="utf-8").replace('["da"]', json.dumps(sorted(languages)))
    body = script.encode()
    app.extensions[_SCRIPT] = Asset(_SCRIPT, body, "text/javascript; charset=utf-8")
    app.jinja_env.globals.update(framed=lambda: bool(frame_word()), colour_scheme=lambda: FRAMES.get(frame_word(), ""))
    app.register_blueprint(blueprint)
    app.after_request(fit_for_a_frame)


@blueprint.get(f"/{_SCRIPT}")
def script() -> Response:
    """For other sites: the address cannot change, so it expires."""
    asset: Asset = current_app.extensions[_SCRIPT]
    response = Response(asset.body, content_type=asset.type)
    response.headers["Cache-Control"] = _AN_HOUR
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.vary.add("Accept-Encoding")
    send_compressed(response, asset.compressed)
    response.set_etag(hashlib.sha256(asset.body).hexdigest()[:16], weak=True)
    response.make_conditional(request)
    return response


def fit_for_a_frame(response: Response) -> Response:
    """Let links leave the frame; vary by it in caches."""
    if response.mimetype != "text/html":
        return response
    if frame_word() and response.get_data():
        response.set_data(_LINK.sub(_leaving, response.get_data(as_text=True)))
    if request.blueprint != "interview":  # whose pages no cache may keep
        response.vary.add("Sec-Fetch-Dest")
    return response


def _leaving(link: re.Match[str]) -> str:
    """The link, out of the frame where it must be."""
    before, target, after, text = link["before"], link["address"], link["after"], link["text"]
    if target.startswith(_STAYS) or "target=" in before + after:
        return link[0]
    if not target.startswith(_ELSEWHERE):
        path = bare(target, site().languages)
        if path.lstrip("/").split("/")[0] in site().guide.municipalities:
            return link[0]
        target = address(path, language=chosen_language(), easy=easy_chosen())
    new_window = escape(_("(new window)"))
    return f'<a {before}href="{target}"{after} target="_blank">{text} {new_window}</a>'
