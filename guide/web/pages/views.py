"""The pages that know no answers: municipalities, start, standards, complaint, prose, glossary, assets, health."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from guide.result.ladder import LADDER_PAGE, ladder_of
from guide.result.timeline import timelines
from guide.rules.answers import Answers
from guide.web.headers import allow_storing
from guide.web.http.compression import send_compressed
from guide.web.pages.topics import topic_in_words
from guide.web.site import here, site, standard_or_404

blueprint = Blueprint("pages", __name__)
blueprint.before_request(allow_storing)

_FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
def choose() -> str:
    """Choose a municipality."""
    return render_template("pages/choose.html", municipalities=site().guide.municipalities.values())


@blueprint.get("/<municipality>/")
def start() -> str:
    """What the guide is and is not, and the way in."""
    name = request.args.get("emne", "")
    topic = here().topic(name)
    return render_template(
        "pages/start.html",
        most=len(site().interview.open_questions(Answers())),
        topic=topic,
        told=topic_in_words(topic) if topic else (),
        strange=bool(name) and topic is None,
    )


@blueprint.get("/<municipality>/standarder")
def standards() -> str:
    """All standards of the municipality, least intrusive first."""
    return render_template("pages/standards.html")


@blueprint.get("/<municipality>/standarder/<slug>")
def standard(slug: str) -> str:
    """One standard, with its rule and its prose."""
    found, today = standard_or_404(slug), site().today()
    (timeline,) = timelines([found], today, site().guide.time_to_complain)
    return render_template("pages/standard.html", standard=found, timeline=timeline, today=today)


@blueprint.get("/<municipality>/klage")
def complaint() -> str:
    """How to complain: the law's rules and the municipality's address."""
    return render_template("pages/complaint.html", page=site().guide.pages["klage"])


@blueprint.get("/<municipality>/forbered")
def prepare() -> str:
    """All themes of the talk on one page: notes are sent nowhere, so they would not survive the way to another."""
    return render_template("pages/talk.html", talk=site().guide.talk)


@blueprint.get("/<municipality>/sider/<slug>")
def municipality_page(slug: str) -> str:
    """A page of prose of the municipality."""
    page = here().page(slug) or abort(404)
    ladder = ladder_of(here()) if slug == LADDER_PAGE else None
    return render_template("pages/page.html", page=page, ladder=ladder, staff_of=(), today=site().today())


@blueprint.get("/om", defaults={"slug": "om"})
@blueprint.get("/privatliv", defaults={"slug": "privatliv"})
@blueprint.get("/tilgaengelighed", defaults={"slug": "tilgaengelighed"})
@blueprint.get("/afproevning", defaults={"slug": "afproevning"})
def page(slug: str) -> str:
    """A page of prose that all municipalities share."""
    found, rules = site().guide.pages, current_app.url_map.iter_rules("pages.page")
    others = [found[name] for rule in rules if (name := (rule.defaults or {})["slug"]) != slug]
    staff_of = site().guide.municipalities.values() if slug == "om" else ()
    return render_template(
        "pages/page.html", page=found[slug], others=others, staff_of=staff_of, ladder=None, today=site().today()
    )


@blueprint.get("/was")
def accessibility_statement() -> AnyResponse:
    """The address that Danish public sites give their accessibility statement."""
    return redirect(url_for("pages.page", slug="tilgaengelighed"), 301)


@blueprint.get("/ordbog")
def glossary() -> str:
    """The words that must stay, explained."""
    return render_template("pages/glossary.html", terms=site().guide.glossary)


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A static file under the name that carries its hash."""
    found = site().assets.get(name) or abort(404)
    response = Response(found.body, content_type=found.type)
    response.headers["Cache-Control"] = _FOR_EVER
    if found.compressed:
        response.vary.add("Accept-Encoding")
        send_compressed(response, found.compressed)
    return response


@blueprint.get("/favicon.ico")
def no_icon() -> Response:
    """Browsers ask for it unbidden; there is none."""
    return Response(status=204)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Search engines may read all that is the same for everybody, and nothing that a reader answered."""
    private = {rule.rule.partition("<token>")[0] for rule in current_app.url_map.iter_rules() if "<token>" in rule.rule}
    lines = sorted(f"Disallow: {path.replace('<municipality>', '*')}*" for path in private)
    return Response("\n".join(["User-agent: *", *lines, ""]), content_type="text/plain; charset=utf-8")


@blueprint.get("/healthz")
def health() -> Response:
    """For a load balancer."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")
