"""Pages without answers, and static files."""

from __future__ import annotations

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from guide.result.answers import answers_in_words
from guide.result.ladder import LADDER_PAGE, ladder_of
from guide.result.timeline import timelines
from guide.rules.answers import Answers
from guide.web.http.access_log import note_interview
from guide.web.http.compression import send_compressed
from guide.web.http.headers import allow_storing
from guide.web.kept import same_for_all
from guide.web.pages.places import asked_places
from guide.web.sealed.tokens import offered_answers
from guide.web.site import here, site, standard_or_404

blueprint = Blueprint("pages", __name__)
blueprint.before_request(allow_storing)

_FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
@same_for_all
def choose() -> str:
    return render_template("pages/choose.html", places=asked_places())


@blueprint.get("/<municipality>/")
@same_for_all
def start() -> str:
    """What the guide is, and the topic of a link."""
    topic_id = request.args.get("emne", "")
    topic = here().topic(topic_id)
    return render_template(
        "pages/start.html",
        urgent=[message for message in here().messages if message.urgent],
        max_questions=len(site().interview.open_questions(Answers())),
        topic=topic,
        topic_answers=answers_in_words(here(), topic.answers) if topic else (),
        unknown_topic=bool(topic_id) and topic is None,
    )


@blueprint.get("/<municipality>/standarder")
@same_for_all
def standards() -> str:
    return render_template("pages/standards.html")


@blueprint.get("/<municipality>/standarder/<slug>")
@same_for_all
def standard(slug: str) -> str:
    standard, today = standard_or_404(slug), site().today()
    (timeline,) = timelines([standard], today, site().guide.time_to_complain)
    return render_template("pages/standard.html", standard=standard, timeline=timeline, today=today)


@blueprint.get("/<municipality>/klage")
@same_for_all
def complaint() -> str:
    return render_template("pages/complaint.html", page=site().guide.pages["klage"])


@blueprint.get("/<municipality>/forbered")
@same_for_all
def prepare() -> str:
    """On one page: notes would not survive a link."""
    return render_template("pages/talk.html", talk=site().guide.talk.with_own(here().own_talk))


@blueprint.get("/<municipality>/sider/<slug>")
@same_for_all
def municipality_page(slug: str) -> str:
    page = here().page(slug) or abort(404)
    ladder = ladder_of(here()) if slug == LADDER_PAGE else None
    return render_template("pages/page.html", page=page, ladder=ladder)


@blueprint.get("/<municipality>/privatliv")
@same_for_all
def privacy() -> str:
    """Who is responsible here, above the text that all share."""
    return render_template("pages/privacy.html", page=site().guide.pages["privatliv"])


@blueprint.get("/<municipality>/hvem-maa-hjaelpe")
@same_for_all
def helpers() -> str:
    """Who may come along, and who may act for somebody."""
    page, own = site().guide.pages["hvem-maa-hjaelpe"], here().page("soege-for-en-anden")
    return render_template("pages/helpers.html", page=page, own=own)


@blueprint.get("/om", defaults={"slug": "om"})
@blueprint.get("/privatliv", defaults={"slug": "privatliv"})
@blueprint.get("/tilgaengelighed", defaults={"slug": "tilgaengelighed"})
@blueprint.get("/afproevning", defaults={"slug": "afproevning"})
@same_for_all
def page(slug: str) -> str:
    pages, rules = site().guide.pages, current_app.url_map.iter_rules("pages.page")
    others = [pages[other] for rule in rules if (other := (rule.defaults or {})["slug"]) != slug]
    return render_template("pages/shared_page.html", page=pages[slug], others=others, places=asked_places())


@blueprint.get("/was")
def accessibility_statement() -> AnyResponse:
    """The usual address of Danish accessibility statements."""
    return redirect(url_for("pages.page", slug="tilgaengelighed"), 301)


@blueprint.get("/ordbog")
@same_for_all
def glossary() -> str:
    """The shared words, and those of each municipality."""
    shared, places = site().guide.glossary, asked_places()
    own = [(place, [term for term in place.glossary if term not in shared]) for place in places.listed]
    return render_template("pages/glossary.html", terms=shared, places=places, own=own)


@blueprint.get("/assets/<name>")
def asset(name: str) -> Response:
    """A static file; its name has its hash."""
    asset = site().assets.get(name) or abort(404)
    response = Response(asset.body, content_type=asset.type)
    response.headers["Cache-Control"] = _FOR_EVER if asset.name == name else "no-store"
    if asset.compressed:
        response.vary.add("Accept-Encoding")
        send_compressed(response, asset.compressed)
    return response


@blueprint.get("/favicon.ico")
def no_icon() -> Response:
    """Browsers ask for it unbidden; there is none."""
    return Response(status=204)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Search engines may fetch every page.

    The page itself says whether it may be listed. Where they may not fetch, they never see that, and list the address:
    here it is the secret.
    """
    return Response("User-agent: *\nDisallow:\n", content_type="text/plain; charset=utf-8")


@blueprint.app_template_global()
def unlisted() -> Markup:
    """For the head of a page that is not listed."""
    g.unlisted = True
    return Markup('<meta name="robots" content="noindex">')


@blueprint.after_app_request
def keep_unlisted(response: Response) -> Response:
    """Say it in a header too, with every token."""
    if not response.location and (g.get("unlisted") or "token" in (request.view_args or {})):
        response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.get("/healthz")
def health() -> Response:
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@blueprint.post("/<municipality>/emne")
def confirm_topic() -> AnyResponse:
    """Make the answers of a topic the reader's own."""
    topic = here().topic(request.form.get("emne", "")) or abort(404)
    note_interview(begun=True)
    token = site().seals.seal(here().slug, offered_answers(topic.answers, here()))
    return redirect(url_for("interview.go_on", token=token), 303)
