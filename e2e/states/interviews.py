"""The states of the interview: questions, the check of the answers, results, links to share."""

from __future__ import annotations

from e2e.states.state import CHOSEN, ERROR, LIKELY, NOT_CHOSEN, NOTHING_OPEN, State
from guide.rules.answers import NOT_KNOWN
from testing.people import (
    CANNOT_GO_OUT_ALONE,
    DAUGHTER_OF_A_PENSIONER,
    KNOWS_NOTHING,
    MOTHER_OF_A_SON,
    PARENT_OF_A_SMALL_CHILD,
    SEEKS_MONEY_ONLY,
    WITHOUT_A_HOME,
)

QUESTIONS = (
    State("first question", "/helsingoer/spoergsmaal/ny/hvem", f"{NOT_CHOSEN} [type=radio]"),
    State(
        "question with one answer",
        "/koebenhavn/spoergsmaal/{token}/bolig",
        f"{NOT_CHOSEN} [type=radio]",
        MOTHER_OF_A_SON,
        until="bolig",
    ),
    State(
        "question with many answers",
        "/helsingoer/spoergsmaal/{token}/behov",
        f"{NOT_CHOSEN} [type=checkbox]",
        CANNOT_GO_OUT_ALONE,
        until="behov",
    ),
    State(
        "question about a child",
        "/helsingoer/spoergsmaal/{token}/behov",
        f"{NOT_CHOSEN} [type=checkbox]",
        PARENT_OF_A_SMALL_CHILD,
        until="behov",
    ),
    State(
        "question as it was answered",
        "/helsingoer/spoergsmaal/{token}/bolig",
        f"{CHOSEN} [type=radio]",
        MOTHER_OF_A_SON,
    ),
    State(
        "question with many answers chosen",
        "/koebenhavn/spoergsmaal/{token}/aarsag",
        f"{CHOSEN} [type=checkbox]",
        WITHOUT_A_HOME,
    ),
    State(
        "question that was not answered",
        "/helsingoer/spoergsmaal/ny/hvem",
        f"{ERROR} {NOT_CHOSEN} [type=radio]",
        submits=(),
        status=422,
    ),
    State(
        "question with many answers that was not answered",
        "/koebenhavn/spoergsmaal/{token}/behov",
        f"{ERROR} {NOT_CHOSEN} [type=checkbox]",
        CANNOT_GO_OUT_ALONE,
        until="behov",
        submits=(),
        status=422,
    ),
    State(
        "question with answers that exclude each other",
        "/helsingoer/spoergsmaal/{token}/aarsag",
        f"{ERROR} {CHOSEN} [type=checkbox]",
        CANNOT_GO_OUT_ALONE,
        until="aarsag",
        submits=("fysisk", NOT_KNOWN),
        status=422,
    ),
)

LEAVING = ".quick-exit a"

AWAY_AND_SHARED = (
    State("first question on a shared computer", "/helsingoer/spoergsmaal/faelles/hvem", f"{NOT_CHOSEN} [type=radio]"),
    State(
        "question on a shared computer",
        "/helsingoer/spoergsmaal/{token}/alder",
        "main:has(.until) [type=radio]",
        CANNOT_GO_OUT_ALONE,
        until="alder",
        shared=True,
    ),
    State(
        "question that can be left quickly",
        "/helsingoer/spoergsmaal/{token}/stoettebehov",
        LEAVING,
        WITHOUT_A_HOME,
        until="stoettebehov",
    ),
    State(
        "question that can be left quickly and was not answered",
        "/helsingoer/spoergsmaal/{token}/stoettebehov",
        f"body:has({ERROR}) {LEAVING}",
        WITHOUT_A_HOME,
        until="stoettebehov",
        submits=(),
        status=422,
    ),
    State("check that can be left quickly", "/koebenhavn/svar/{token}", f"body:has(table) {LEAVING}", WITHOUT_A_HOME),
    State("standard that can be left quickly", "/helsingoer/standarder/boformer-hjemloese", LEAVING),
)

SHARING = (
    State("share", "/helsingoer/del/{token}", f"{NOT_CHOSEN} [type=radio]", CANNOT_GO_OUT_ALONE),
    State(
        "share without a choice",
        "/helsingoer/del/{token}",
        f"{ERROR} {NOT_CHOSEN} [type=radio]",
        CANNOT_GO_OUT_ALONE,
        submits=(),
        status=422,
    ),
    State("link to keep, closed", "/helsingoer/resultat/{kept}", "main form .button-primary", WITHOUT_A_HOME),
    State(
        "easy to read: link to keep, closed",
        "/let/koebenhavn/svar/{kept}",
        "main form .button-primary",
        CANNOT_GO_OUT_ALONE,
    ),
    State("shared link", "/helsingoer/del/{token}", ".qr svg", CANNOT_GO_OUT_ALONE, writes={"dage": "3"}),
    State(
        "shared link on a shared computer that can be left quickly",
        "/koebenhavn/del/{token}",
        f"body:has({LEAVING}) .qr svg",
        WITHOUT_A_HOME,
        writes={"dage": "14"},
        shared=True,
    ),
)

CHECKS = (
    State("check of no answers", "/helsingoer/svar/ny", "main:not(:has(table))"),
    State(
        "check of some answers",
        "/koebenhavn/svar/{token}",
        "main:has(.button-secondary) table",
        MOTHER_OF_A_SON,
        until="varig",
    ),
    State("check of all answers", "/helsingoer/svar/{token}", "table td:last-child a", CANNOT_GO_OUT_ALONE),
)

UNKNOWN = '[data-outcome="unknown"]'
UNLIKELY = '[data-outcome="unlikely"]'

RESULTS = (
    State("result", "/helsingoer/resultat/{token}", LIKELY, CANNOT_GO_OUT_ALONE),
    State("result of another adult", "/helsingoer/resultat/{token}", f"main:has(.message) {LIKELY}", MOTHER_OF_A_SON),
    State("result of nothing told", "/helsingoer/resultat/ny", f"main:not(:has({LIKELY})) {UNKNOWN}"),
    State(
        "result of nothing known", "/koebenhavn/resultat/{token}", f"main:not(:has({LIKELY})) {UNKNOWN}", KNOWS_NOTHING
    ),
    State(
        "result where nothing fits",
        "/helsingoer/resultat/{token}",
        f"{NOTHING_OPEN}:has(.for-adults) {UNLIKELY}",
        PARENT_OF_A_SMALL_CHILD,
    ),
    State(
        "result of what was not sought",
        "/koebenhavn/resultat/{token}",
        f'{NOTHING_OPEN}:not(:has({UNLIKELY})) [data-outcome="not_sought"]',
        SEEKS_MONEY_ONLY,
    ),
    State("result without a home", "/helsingoer/resultat/{token}", ".now a[href^=tel]", WITHOUT_A_HOME),
    State("result of a child in København", "/koebenhavn/resultat/{token}", LIKELY, PARENT_OF_A_SMALL_CHILD),
    State("result in København", "/koebenhavn/resultat/{token}", LIKELY, MOTHER_OF_A_SON),
    State("result older than the rules", "/helsingoer/resultat/{older}", ".changed li", MOTHER_OF_A_SON),
    State("easy to read: result older than the rules", "/let/koebenhavn/resultat/{older}", ".changed", WITHOUT_A_HOME),
    State("result without that account", "/helsingoer/resultat/{token}/ukendt", ".missing", CANNOT_GO_OUT_ALONE),
)

ACCOUNTS = (
    State("account", "/helsingoer/resultat/{token}/ledsagelse", f".reason-yes details, {LIKELY}", CANNOT_GO_OUT_ALONE),
    State(
        "account of what does not fit",
        "/koebenhavn/resultat/{token}/beskyttet-beskaeftigelse",
        f"{UNLIKELY} .reason-no",
        DAUGHTER_OF_A_PENSIONER,
    ),
    State(
        "account with a law change that lacks answers",
        "/helsingoer/resultat/{token}/merudgifter",
        f"{UNKNOWN}:has(.law-note) .reason-unknown",
        KNOWS_NOTHING,
    ),
    State(
        "account of what is for adults",
        "/helsingoer/resultat/{token}/socialpaedagogisk-stoette",
        f"{UNLIKELY}:not(:has(.facts)) .now",
        PARENT_OF_A_SMALL_CHILD,
    ),
    State(
        "account that can be left quickly",
        "/helsingoer/resultat/{token}/boformer-hjemloese",
        f"body:has({LEAVING}) .facts",
        WITHOUT_A_HOME,
    ),
    State("account older than the rules", "/helsingoer/resultat/{older}/ledsagelse", ".changed", CANNOT_GO_OUT_ALONE),
    State("whole result", "/helsingoer/resultat/{token}/det-hele", ".card .facts", CANNOT_GO_OUT_ALONE),
    State("whole result in København", "/koebenhavn/resultat/{token}/det-hele", ".card .facts", MOTHER_OF_A_SON),
    State("whole result of nothing told", "/helsingoer/resultat/ny/det-hele", f"main:not(:has(.card)) {UNKNOWN}"),
    State("whole result without a home", "/helsingoer/resultat/{token}/det-hele", ".alert-warning", WITHOUT_A_HOME),
)
