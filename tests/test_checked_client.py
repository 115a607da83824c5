"""The checked client fails on what no response may have; a small bad application for each of its checks."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from flask import Flask, Response

from testing.checked_client import CheckedClient, PageFault

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors https://kommune.example",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
TOKEN = "gAAAAA" + "b" * 100
PAGE = """<!doctype html>
<html lang="da" dir="ltr">
<head>
<meta charset="utf-8">
<title>Alder – Guiden</title>
<link rel="stylesheet" href="/assets/guide.css">
</head>
<body>
<a class="skipnav" href="#main-content">Til indholdet</a>
<main id="main-content">
<h1>Alder</h1>
<p class="guidance">Kun vejledende.</p>
<div data-standard="ledsagelse" data-outcome="likely"><h2>Ledsagelse</h2><p>Det ser ud til at passe.</p></div>
<p id="hint">Vælg.</p>
<input type="radio" name="svar" value="ja" id="ja" aria-describedby="hint"><label for="ja">Ja</label>
<a href="https://borger.dk">borger.dk</a>
<script src="/assets/copy.js"></script>
</main>
</body>
</html>
"""
ERROR_PAGE = PAGE.replace("<title>", "<title>Fejl: ")
ALERT = '<div role="alert"><h2>Der er et problem</h2><a href="#ja">Vælg</a></div>'


def visit(
    body: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    type_: str = "text/html; charset=utf-8",
    path: str = "/",
) -> None:
    """Opens the one page of an application that always answers so."""
    app = Flask(__name__)
    app.test_client_class = CheckedClient

    @app.route("/", defaults={"_path": ""})
    @app.route("/<path:_path>")
    def answer(_path: str) -> Response:
        return Response(body, status, HEADERS | dict(headers or {}), content_type=type_)

    app.test_client(guidance={"da": "Kun vejledende."}).get(path)


def changed(old: str, new: str, page: str = PAGE) -> str:
    """A page with one thing changed in it."""
    assert page.count(old) == 1
    return page.replace(old, new)


def test_a_good_page_is_let_through() -> None:
    visit(PAGE)


def test_a_good_page_of_an_error_is_let_through() -> None:
    visit(ERROR_PAGE, 404)
    visit(changed('<main id="main-content">', f'<main id="main-content">{ALERT}', ERROR_PAGE), 422)


BAD_PAGES = {
    "markup that is not valid": (changed("<p id=", "</b><p id="), "not valid"),
    "no doctype": (changed("<!doctype html>", ""), "not valid"),
    "no h1": (changed("<h1>Alder</h1>", "<p>Alder</p>"), "0 h1"),
    "an empty h1": (changed("<h1>Alder</h1>", "<h1></h1>"), "empty"),
    "two h1": (changed("<h2>Ledsagelse</h2>", "<h1>Ledsagelse</h1>"), "2 h1"),
    "a level of headings left out": (changed("<h2>Ledsagelse</h2>", "<h3>Ledsagelse</h3>"), "comes after h1"),
    "a heading above the h1": (changed("<h1>", "<h2>Før</h2><h1>"), "comes after h0"),
    "no title": (changed("<title>Alder – Guiden</title>", "<title></title>"), "title is empty"),
    "an error in the title of a page without one": (ERROR_PAGE, "tells of an error"),
    "an error that the title does not tell of": (changed("<h1>", f"{ALERT}<h1>"), "does not tell of the error"),
    "a language whose word for error is not known": (changed('lang="da"', 'lang="fo"'), "ERROR_WORDS"),
    "no language": (changed('lang="da" ', ""), "no language"),
    "no direction": (changed(' dir="ltr"', ""), "no direction"),
    "no main": (changed("<main id=", "<div id=").replace("</main>", "</div>"), "main#main-content"),
    "main of another id": (changed('<main id="main-content">', '<main><p id="main-content"></p>'), "main#main-content"),
    "no skip link": (changed('class="skipnav"', 'class="link"'), "skip link"),
    "something before the skip link": (changed("<body>", '<body><a href="/">Guiden</a>'), "skip link"),
    "a tabindex that changes the order": (changed("<h1>", '<h1 tabindex="3">'), "order of focus"),
    "an id twice": (changed("<h2>", '<h2 id="hint">'), "there 2 times"),
    "a label for nothing": (changed('for="ja"', 'for="nej"'), "for=“nej”"),
    "a description that is not there": (changed('describedby="hint"', 'describedby="hint more"'), "“more”"),
    "a name that is not there": (changed("<h2>", '<h2 aria-labelledby="more">'), "labelledby=“more”"),
    "a link to a place that is not there": (changed("https://borger.dk", "#klage"), "href=“klage”"),
    "a link to nothing": (changed("https://borger.dk", "#"), "href=“”"),
    "a field without a label": (changed('<label for="ja">Ja</label>', ""), "no label"),
    "a field with an empty label": (changed(">Ja</label>", "></label>"), "no label"),
    "a style attribute": (changed("<h1>", '<h1 style="color:red">'), "style attribute"),
    "a style in the page": (changed("</head>", "<style>h1 {}</style></head>"), "style with content"),
    "a script in the page": (changed('<script src="/assets/copy.js">', "<script>1"), "script with content"),
    "a handler of an event": (changed("<h1>", '<h1 onclick="go()">'), "handler onclick"),
    "a javascript: address": (changed("https://borger.dk", "javascript:go()"), "javascript:"),
    "a stylesheet from elsewhere": (changed("/assets/guide.css", "https://cdn.example/a.css"), "another origin"),
    "a script from elsewhere": (changed("/assets/copy.js", "//cdn.example/a.js"), "another origin"),
    "a picture from elsewhere": (changed("<h1>", '<img alt="" src="http://cdn.example/a.png"><h1>'), "another origin"),
    "a form that sends elsewhere": (changed("<h1>", '<form action="https://x.example/"></form><h1>'), "another origin"),
    "an outcome without guidance": (changed("Kun vejledende.", ""), "guidance sentence"),
    "guidance below the first outcome": (
        changed('<p class="guidance">Kun vejledende.</p>', "").replace(
            "</main>", '<p class="guidance">Kun vejledende.</p></main>'
        ),
        "guidance sentence",
    ),
    "the words of guidance without its place": (changed(' class="guidance"', ""), "guidance sentence"),
}


@pytest.mark.parametrize(("page", "complaint"), BAD_PAGES.values(), ids=BAD_PAGES)
def test_a_bad_page_is_complained_of(page: str, complaint: str) -> None:
    with pytest.raises(PageFault, match=complaint):
        visit(page)


@pytest.mark.parametrize("promise", ["Du har ret til ledsagelse.", "Du har\nikke\nkrav på det."])
def test_a_promise_or_a_refusal_in_a_result_is_complained_of(promise: str) -> None:
    with pytest.raises(PageFault, match="a promise"):
        visit(changed("Det ser ud til at passe.", promise))


@pytest.mark.parametrize("sentence", ["Får du afslag, kan du klage.", "Du betaler 15 kr."])
def test_what_is_no_promise_is_let_through(sentence: str) -> None:
    visit(changed("Det ser ud til at passe.", sentence))


def test_a_page_that_shows_no_outcome_may_speak_of_rights() -> None:
    visit(changed(' data-outcome="likely"', "").replace("Det ser ud til at passe.", "Du har ret til at klage."))


BAD_HEADERS = {
    "a cookie": ({"Set-Cookie": "a=b"}, "cookie"),
    "no content security policy": ({"Content-Security-Policy": "frame-ancestors 'none'"}, "content security policy"),
    "inline styles allowed": (
        {"Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'"},
        "allows unsafe-inline",
    ),
    "another origin allowed": (
        {"Content-Security-Policy": "default-src 'none'; script-src https://cdn.example"},
        "script-src allows https://cdn.example",
    ),
    "a referrer": ({"Referrer-Policy": "origin"}, "referrer"),
    "sniffing": ({"X-Content-Type-Options": ""}, "nosniff"),
    "outcomes that may be stored": ({"Cache-Control": "public"}, "may be stored"),
}


@pytest.mark.parametrize(("headers", "complaint"), BAD_HEADERS.values(), ids=BAD_HEADERS)
def test_a_bad_header_is_complained_of(headers: dict[str, str], complaint: str) -> None:
    with pytest.raises(PageFault, match=complaint):
        visit(PAGE, headers=headers)


def test_a_bad_header_is_complained_of_on_what_is_no_page() -> None:
    with pytest.raises(PageFault, match="cookie"):
        visit("ok", headers={"Set-Cookie": "a=b"}, type_="text/plain")


@pytest.mark.parametrize("path", [f"/k/svar/{TOKEN}", f"/k/resultat/{TOKEN}", "/k/slut", "/api/v1/k/outcomes"])
def test_what_stands_at_an_address_with_answers_must_not_be_stored(path: str) -> None:
    with pytest.raises(PageFault, match="may be stored"):
        visit("ok", headers={"Cache-Control": ""}, type_="text/plain", path=path)


def test_a_page_that_does_not_say_its_encoding_is_complained_of() -> None:
    with pytest.raises(PageFault, match="UTF-8"):
        visit(PAGE, type_="text/html")


@pytest.mark.parametrize(
    "location",
    [
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/k/resultat/hvem=mig",
        "/k/resultat/mig",
        "/k/mig",
        "/k/resultat/ny?alder=26-64",
        f"/k/resultat/{TOKEN}#alder",
        f"/k/resultat/{TOKEN}/alder/26-64",
    ],
)
def test_answers_or_another_origin_in_a_location_are_complained_of(location: str) -> None:
    with pytest.raises(PageFault, match=r"leads to"):
        visit("", 303, {"Location": location})


@pytest.mark.parametrize(
    "location", ["/", "/k/", "/tilgaengelighed", "/k/spoergsmaal/ny/hvem", f"/en/k/spoergsmaal/{TOKEN}/hvem"]
)
def test_an_address_of_the_guide_is_let_through_in_a_location(location: str) -> None:
    visit("", 303, {"Location": location})


def test_a_redirect_to_nowhere_is_complained_of() -> None:
    with pytest.raises(PageFault, match="does not say where"):
        visit("", 303)


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("{", "no JSON"),
        ('{"outcomes": []}', "without the guidance"),
        ('{"outcomes": ["Du har ret til det."], "guidance_only": "Kun vejledende."}', "a promise"),
    ],
)
def test_bad_json_is_complained_of(body: str, complaint: str) -> None:
    with pytest.raises(PageFault, match=complaint):
        visit(body, type_="application/json")


def test_good_json_is_let_through() -> None:
    visit('{"outcomes": [], "guidance_only": "Kun vejledende."}', type_="application/json")


def test_a_failure_of_the_guide_is_complained_of() -> None:
    with pytest.raises(PageFault, match="the guide failed"):
        visit(ERROR_PAGE, 500)


def test_all_faults_are_told_at_once() -> None:
    with pytest.raises(PageFault, match=r"(?s)cookie.*no language.*no direction"):
        visit(changed(' lang="da" dir="ltr"', ""), headers={"Set-Cookie": "a=b"})


def test_a_page_that_is_reached_by_a_redirect_is_checked_too() -> None:
    app = Flask(__name__)
    app.test_client_class = CheckedClient
    app.add_url_rule("/", view_func=lambda: Response("", 303, HEADERS | {"Location": "/k/"}), endpoint="first")
    bad = changed("<h1>Alder</h1>", "")
    app.add_url_rule("/k/", view_func=lambda: Response(bad, 200, HEADERS), endpoint="second")
    with pytest.raises(PageFault, match="0 h1"):
        app.test_client(guidance={}).get("/", follow_redirects=True)
