"""Every kind of page and every state it can be in, as data; the gates of accessibility go through all of them.

A new page or a new state gets a line in ``STATES``, and every gate then looks at it.
"""

from __future__ import annotations

from e2e.states.interviews import ACCOUNTS, AWAY_AND_SHARED, CHECKS, QUESTIONS, RESULTS, SHARING
from e2e.states.next_steps import APPLICATIONS, DEADLINES, DECISIONS, LETTERS, SUMS
from e2e.states.state import ERROR, LIKELY, NO_HEADING, NOT_CHOSEN, State
from testing.people import CANNOT_GO_OUT_ALONE, KNOWS_NOTHING, MOTHER_OF_A_SON, PARENT_OF_A_SMALL_CHILD, WITHOUT_A_HOME

STANDARDS = (
    State("standard", "/helsingoer/standarder/ledsagelse", ".requirements"),
    State("standard with a law change", "/helsingoer/standarder/merudgifter", ".alert-warning"),
    State("standard that is not used", "/helsingoer/standarder/behandling", ".alert-warning:not(:has(h2))"),
    State(
        "standard without an outcome", "/helsingoer/standarder/forebyggende-stoette", "main:not(:has(.requirements))"
    ),
    State("standard without a complaint", "/helsingoer/standarder/raad-og-vejledning", "#klage"),
    State("standard in København", "/koebenhavn/standarder/afloesning-og-aflastning", ".requirements"),
    State("standards", "/helsingoer/standarder", ".choices"),
    State("standards in København", "/koebenhavn/standarder", ".choices"),
)

PAGES = (
    State("municipalities", "/", ".choices"),
    State("start", "/helsingoer/", "a.button-primary"),
    State("start in København", "/koebenhavn/", "a.button-primary"),
    State("start with a topic", "/helsingoer/?emne=ledsagelse", "form .button-primary"),
    State("start with a topic about a child", "/koebenhavn/?emne=aflastning", "form .button-primary"),
    State("start with an unknown topic", "/helsingoer/?emne=ukendt", ".alert-info ~ .alert-info"),
    State("links and QR codes", "/helsingoer/links", "img.code"),
    State("easy to read: links", "/let/koebenhavn/links", "img.code"),
    State("complaint", "/helsingoer/klage", ".prose"),
    State("complaint in København", "/koebenhavn/klage", ".prose"),
    State("page", "/helsingoer/sider/sagsbehandling", ".prose"),
    State("page in København", "/koebenhavn/sider/kompas", ".prose"),
    State("page with a table", "/helsingoer/sider/vum", ".prose"),
    State("words explained", "/ordbog", "dl.glossary"),
    State("about", "/om", ".prose"),
    State("privacy", "/privatliv", ".prose"),
    State("privacy in Helsingør", "/helsingoer/privatliv", ".prose ul"),
    State("who may help", "/helsingoer/hvem-maa-hjaelpe", ".prose li a[href$='/soege-for-en-anden']"),
    State("the guide for programs", "/api", "pre"),
    State("accessibility statement", "/tilgaengelighed", ".prose"),
    State("how the guide was tested", "/afproevning", ".prose"),
    State("end", "/helsingoer/slut", ".button"),
    State("tell of a page", "/helsingoer/sig-til/spoergsmaal/behov", "h1 ~ .address"),
    State("tell of no page in particular", "/koebenhavn/sig-til", "main:not(:has(.address))"),
    State("tell of a shared page", "/sig-til/privatliv", "main:has(.address) section + section"),
    State("preview", "/helsingoer/forhaandsvisning", ".specimen .alert-error"),
    State("preview in København", "/koebenhavn/forhaandsvisning", ".specimen .alert-error"),
)

ERRORS = (
    State("no such page", "/ukendt/", ".button-primary", status=404),
    State("page that may be meant", "/helsingoer/klag", "main p a[href$='/klage']", status=404),
    State("no such standard", "/koebenhavn/standarder/ukendt", ".button-primary", status=404),
    State("link that has run out", "/helsingoer/resultat/{expired}", ".button-primary", WITHOUT_A_HOME, status=410),
    State("link that was altered", "/koebenhavn/svar/{altered}", ".button-primary", WITHOUT_A_HOME, status=404),
    State("link that was cut off", "/koebenhavn/svar/{cut}", ".button-primary", WITHOUT_A_HOME, status=404),
    State(
        "link of another municipality",
        "/helsingoer/resultat/{foreign}",
        "main:has(.button-primary) a.button-secondary[href^='/koebenhavn/resultat/']",
        WITHOUT_A_HOME,
        status=404,
    ),
    State("failure", "/ordbog", ".button-primary", status=500, broken=True),
)

DESK = (
    State("desk before anything is told", "/helsingoer/raadgiver", ".desk:not(:has(:checked))"),
    State("desk", "/helsingoer/raadgiver/{token}", f".desk:has({LIKELY}) .asked-idle", CANNOT_GO_OUT_ALONE),
    State("desk with an account", "/helsingoer/raadgiver/{token}/ledsagelse", ".desk .reason-yes", CANNOT_GO_OUT_ALONE),
    State("desk for a child", "/koebenhavn/raadgiver/{token}", f".desk {LIKELY}", PARENT_OF_A_SMALL_CHILD),
    State("desk without a home", "/helsingoer/raadgiver/{token}", ".desk-standing .urgent", WITHOUT_A_HOME),
    State("desk where nothing is known", "/koebenhavn/raadgiver/{token}", ".tally-unknown", KNOWS_NOTHING),
    State("search of the desk", "/helsingoer/raadgiver/{token}/soeg", "#found-count", CANNOT_GO_OUT_ALONE),
    State("between two citizens", "/helsingoer/raadgiver/slut", "a.button-primary"),
    State("sheet older than the rules", "/helsingoer/raadgiver/{older}/ark", ".changed li", CANNOT_GO_OUT_ALONE),
    State("sheet", "/helsingoer/raadgiver/{token}/ark", ".handout .answered", CANNOT_GO_OUT_ALONE),
    State("sheet about another adult", "/helsingoer/raadgiver/{token}/ark", "#til-anden", MOTHER_OF_A_SON),
    State(
        "sheet with a link",
        "/koebenhavn/raadgiver/{token}/ark",
        ".handout:has(.answered) .qr svg",
        MOTHER_OF_A_SON,
        submits=("ja", "selv", "72"),
    ),
    State(
        "sheet without the answers",
        "/helsingoer/raadgiver/{token}/ark",
        ".handout:not(:has(.answered)) .fits",
        WITHOUT_A_HOME,
        submits=("0",),
    ),
    State("sheet of nothing told", "/helsingoer/raadgiver/faelles/ark", ".handout:not(:has(.fits))"),
    State("prepare the talk", "/helsingoer/forbered", ".note textarea"),
    State("prepare the talk in København", "/koebenhavn/forbered", ".note textarea"),
    State("easy to read: desk", "/let/helsingoer/raadgiver/{token}", ".desk", MOTHER_OF_A_SON),
)

LANGUAGES = (
    State("in English: start", "/en/helsingoer/", ".about-translation"),
    State("in English: standard", "/en/helsingoer/standarder/ledsagelse", "h1 [lang=da]"),
    State(
        "in English: standard that is not translated",
        "/en/koebenhavn/standarder/midlertidigt-botilbud",
        ".about-translation",
    ),
    State("in English: result", "/en/helsingoer/resultat/{token}", LIKELY, CANNOT_GO_OUT_ALONE),
    State("in English: whole result", "/en/helsingoer/resultat/{token}/det-hele", LIKELY, CANNOT_GO_OUT_ALONE),
    State(
        "in English: application",
        "/en/helsingoer/resultat/{token}/ledsagelse/ansoegning",
        ".letter-says",
        CANNOT_GO_OUT_ALONE,
    ),
    State("in English: desk", "/en/helsingoer/raadgiver/{token}", ".desk", CANNOT_GO_OUT_ALONE),
    State("in Arabic: start", "/ar/helsingoer/", "[dir=rtl] .about-translation"),
    State("in Arabic: first question", "/ar/helsingoer/spoergsmaal/ny/hvem", "[dir=rtl] [type=radio]"),
    State("in Arabic: result", "/ar/helsingoer/resultat/{token}", f"[dir=rtl] {LIKELY}", CANNOT_GO_OUT_ALONE),
    State("in Arabic: account", "/ar/helsingoer/resultat/{token}/ledsagelse", "[dir=rtl] .facts", CANNOT_GO_OUT_ALONE),
    State(
        "in Arabic: whole result",
        "/ar/helsingoer/resultat/{token}/det-hele",
        f"[dir=rtl] {LIKELY}",
        CANNOT_GO_OUT_ALONE,
    ),
    State("in Arabic: sheet", "/ar/koebenhavn/raadgiver/{token}/ark", "[dir=rtl] .handout", MOTHER_OF_A_SON),
    State(
        "in Arabic: application",
        "/ar/helsingoer/resultat/{token}/ledsagelse/ansoegning",
        "[dir=rtl] .letter-says",
        CANNOT_GO_OUT_ALONE,
    ),
    State("in Arabic: framed: result", "/ramme/ar/helsingoer/resultat/{token}", f"[dir=rtl] {LIKELY}", MOTHER_OF_A_SON),
    State("in Arabic: deadlines", "/ar/helsingoer/frister/klage", "[dir=rtl] form"),
    State("in Arabic: glossary", "/ar/ordbog", "[dir=rtl] dl.glossary"),
    State("in Arabic: easy to read: standard", "/ar/let/helsingoer/standarder/ledsagelse", "[dir=rtl] ul.easy"),
)

EASY = (
    State("easy to read: start", "/let/helsingoer/", "a.button-primary"),
    State("easy to read: standard", "/let/helsingoer/standarder/ledsagelse", "ul.easy"),
    State("easy to read: standards", "/let/koebenhavn/standarder", ".choices"),
    State("easy to read: complaint", "/let/koebenhavn/klage", "main:not(:has(.prose))"),
    State("easy to read: result", "/let/helsingoer/resultat/{token}", LIKELY, CANNOT_GO_OUT_ALONE),
    State("easy to read: account", "/let/helsingoer/resultat/{token}/ledsagelse", "ul.easy", CANNOT_GO_OUT_ALONE),
    State("easy to read: whole result", "/let/koebenhavn/resultat/{token}/det-hele", ".card ul.easy", MOTHER_OF_A_SON),
    State("easy to read: question", "/let/koebenhavn/spoergsmaal/ny/hvem", NOT_CHOSEN),
)

FRAMED = (
    State("framed: start", "/ramme/helsingoer/", f"body{NO_HEADING}"),
    State("framed: question", "/ramme/helsingoer/spoergsmaal/ny/hvem", f"body{NO_HEADING} {NOT_CHOSEN}"),
    State(
        "framed: question that was not answered",
        "/ramme/koebenhavn/spoergsmaal/ny/hvem",
        f"body{NO_HEADING} {ERROR}",
        submits=(),
        status=422,
    ),
    State("framed in a light page: check", "/ramme-lys/helsingoer/svar/{token}", "table", CANNOT_GO_OUT_ALONE),
    State("framed in a dark page: result", "/ramme-moerk/helsingoer/resultat/{token}", LIKELY, MOTHER_OF_A_SON),
    State("framed: standard", "/ramme/helsingoer/standarder/merudgifter", ".requirements"),
    State("framed: tell of a page", "/ramme/helsingoer/sig-til/resultat", f"body{NO_HEADING} .address"),
    State("framed: link that has run out", "/ramme/helsingoer/svar/{expired}", "h1", WITHOUT_A_HOME, status=410),
)

STATES = (
    *PAGES,
    *QUESTIONS,
    *AWAY_AND_SHARED,
    *CHECKS,
    *RESULTS,
    *ACCOUNTS,
    *SHARING,
    *STANDARDS,
    *ERRORS,
    *DESK,
    *LANGUAGES,
    *EASY,
    *FRAMED,
    *DEADLINES,
    *SUMS,
    *LETTERS,
    *DECISIONS,
    *APPLICATIONS,
)

BY_NAME = {state.name: state for state in STATES}

KINDS = tuple(
    BY_NAME[name]
    for name in (
        "start",
        "first question",
        "question as it was answered",
        "question with many answers chosen",
        "question that was not answered",
        "check of all answers",
        "result",
        "account",
        "whole result",
        "desk with an account",
        "share without a choice",
        "shared link",
        "desk",
        "sheet with a link",
        "prepare the talk",
        "standard with a law change",
        "standard that can be left quickly",
        "standards",
        "complaint",
        "page",
        "link that has run out",
    )
)
"""One state of every kind of page: for gates that are too slow for all of them."""
