"""Every kind of page and every state it can be in, as data; the gates of accessibility go through all of them.

A new page or a new state gets a line in ``STATES``, and every gate then looks at it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain

from cryptography.fernet import Fernet

from e2e.page import Visit
from e2e.people import (
    CANNOT_GO_OUT_ALONE,
    KNOWS_NOTHING,
    MOTHER_OF_A_SON,
    NOT_KNOWN,
    PARENT_OF_A_SMALL_CHILD,
    SEEKS_MONEY_ONLY,
    WITHOUT_A_HOME,
    Person,
)
from guide.answers import Answers
from guide.interview import Interview
from guide.municipality import Guide
from guide.serve import danish_today
from guide.web.life import SHARED
from guide.web.sealed import Seals

LONG_AGO = 7 * 24
"""Hours; a link lives for a day."""


@dataclass(frozen=True, slots=True)
class State:
    """One page in one state.

    ``{token}`` in the path are the answers of ``person``, sealed: all that the guide asks, or what it asks before the
    question ``until``, at a computer that others use too where it is ``shared``. ``{expired}`` is the same link a week
    later, ``{altered}`` one with a letter changed, ``{cut}`` one without its end, and ``{foreign}`` one of the other
    municipality. ``submits`` are the options that are then chosen and sent (an empty tuple: nothing is chosen).
    ``writes`` are the fields that are then filled in and sent, by name; ``then`` is the button that is pressed after
    that. ``shows`` matches what makes the page this state; without it the state is not what it is called.
    """

    name: str
    path: str
    shows: str = "h1"
    person: Person | None = None
    until: str | None = None
    submits: tuple[str, ...] | None = None
    writes: Mapping[str, str] | None = None
    then: str | None = None
    status: int = 200
    broken: bool = False
    shared: bool = False

    def __str__(self) -> str:
        return self.name

    @property
    def is_sent(self) -> bool:
        """Whether something is sent to come into this state."""
        return self.submits is not None or self.writes is not None


LIKELY = '[data-outcome="likely"]'
OPEN = ", ".join(f'[data-outcome="{code}"]' for code in ("likely", "individual", "unknown"))
NOTHING_OPEN = f"main:not(:has({OPEN}))"
CHOSEN, NOT_CHOSEN = "fieldset:has(:checked)", "fieldset:not(:has(:checked))"
ERROR = "main:has(#error-summary)"
NO_HEADING = ":not(:has(.solution-heading))"

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
    State("shared link", "/helsingoer/del/{token}", ".qr svg", CANNOT_GO_OUT_ALONE, submits=("3",)),
    State(
        "shared link on a shared computer that can be left quickly",
        "/koebenhavn/del/{token}",
        f"body:has({LEAVING}) .qr svg",
        WITHOUT_A_HOME,
        submits=("14",),
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

RESULTS = (
    State("result", "/helsingoer/resultat/{token}", LIKELY, CANNOT_GO_OUT_ALONE),
    State(
        "result of another adult",
        "/helsingoer/resultat/{token}",
        f"main:has(.alert-info + *) {LIKELY}",
        MOTHER_OF_A_SON,
    ),
    State("result of nothing told", "/helsingoer/resultat/ny", f"main:not(:has({LIKELY})) .outcome-unknown"),
    State(
        "result of nothing known",
        "/koebenhavn/resultat/{token}",
        f"main:not(:has({LIKELY})) .outcome-unknown",
        KNOWS_NOTHING,
    ),
    State(
        "result where nothing fits",
        "/helsingoer/resultat/{token}",
        f"{NOTHING_OPEN} .outcome-unlikely",
        PARENT_OF_A_SMALL_CHILD,
    ),
    State(
        "result of what was not sought",
        "/koebenhavn/resultat/{token}",
        f'{NOTHING_OPEN}:not(:has(.outcome)) [data-outcome="not_sought"]',
        SEEKS_MONEY_ONLY,
    ),
    State("result without a home", "/helsingoer/resultat/{token}", ".alert-warning", WITHOUT_A_HOME),
    State("result of a child in København", "/koebenhavn/resultat/{token}", LIKELY, PARENT_OF_A_SMALL_CHILD),
    State("result in København", "/koebenhavn/resultat/{token}", LIKELY, MOTHER_OF_A_SON),
)

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
    State("links and QR codes", "/helsingoer/links", ".qr svg"),
    State("easy to read: links", "/let/koebenhavn/links", ".qr svg"),
    State("complaint", "/helsingoer/klage", ".prose"),
    State("complaint in København", "/koebenhavn/klage", ".prose"),
    State("page", "/helsingoer/sider/sagsbehandling", ".prose"),
    State("page in København", "/koebenhavn/sider/kompas", ".prose"),
    State("page with a table", "/helsingoer/sider/vum", ".prose"),
    State("words explained", "/ordbog", "dl.glossary"),
    State("about", "/om", ".prose"),
    State("privacy", "/privatliv", ".prose"),
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
    State("desk for a child", "/koebenhavn/raadgiver/{token}", f".desk {LIKELY}", PARENT_OF_A_SMALL_CHILD),
    State("desk without a home", "/helsingoer/raadgiver/{token}", ".desk-standing .urgent", WITHOUT_A_HOME),
    State("desk where nothing is known", "/koebenhavn/raadgiver/{token}", ".asked-idle", KNOWS_NOTHING),
    State("search of the desk", "/helsingoer/raadgiver/{token}/soeg", "#found-count", CANNOT_GO_OUT_ALONE),
    State("between two citizens", "/helsingoer/raadgiver/slut", "a.button-primary"),
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
    State("easy to read: desk", "/let/helsingoer/raadgiver/{token}", ".desk .easy", MOTHER_OF_A_SON),
)

EASY = (
    State("easy to read: start", "/let/helsingoer/", "a.button-primary"),
    State("easy to read: standard", "/let/helsingoer/standarder/ledsagelse", "ul.easy"),
    State("easy to read: result", "/let/helsingoer/resultat/{token}", ".card ul.easy", CANNOT_GO_OUT_ALONE),
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

TODAY = danish_today()
DECISION = TODAY - timedelta(days=7)


def written(day: date) -> str:
    """A day as it may be typed."""
    return f"{day.day}/{day.month} {day.year}"


DEADLINES = (
    State("deadlines", "/helsingoer/frister", "main:has(a.button-primary) h3"),
    State("deadlines in København", "/koebenhavn/frister", "main:not(:has(h3 + ul))"),
    State("deadline of a complaint", "/helsingoer/frister/klage", "#dag"),
    State(
        "deadline of a complaint, reckoned",
        "/helsingoer/frister/klage",
        ".timeline",
        writes={"dag": written(DECISION)},
    ),
    State(
        "deadline of a complaint that is over",
        "/koebenhavn/frister/klage",
        "main:not(:has([action$=kalender])) .timeline",
        writes={"dag": written(TODAY - timedelta(days=60))},
    ),
    State(
        "deadline of a day that is none",
        "/helsingoer/frister/klage",
        f"{ERROR} #dag-error",
        writes={"dag": "29. februar 2026"},
        status=422,
    ),
    State("deadline of a decision", "/helsingoer/frister/ansoegning/ledsagelse", "#dag"),
    State(
        "deadline of a decision, reckoned",
        "/helsingoer/frister/ansoegning/ledsagelse",
        ".timeline",
        writes={"dag": written(DECISION)},
    ),
    State(
        "deadline of a decision without a day",
        "/helsingoer/frister/ansoegning/stu",
        f"{ERROR} #dag-error",
        writes={"dag": ""},
        status=422,
    ),
    State(
        "deadline that no source names",
        "/koebenhavn/frister/ansoegning/beskyttet-beskaeftigelse",
        "main:not(:has(form))",
    ),
)

RECKONED = ".reckoned .answer"
SUMS = (
    State("sums", "/helsingoer/beregn", ".choices"),
    State("sum of extra costs", "/helsingoer/beregn/merudgifter", "#udgifter"),
    State(
        "sum of extra costs, reckoned",
        "/helsingoer/beregn/merudgifter",
        RECKONED,
        writes={"udgifter": "30.000,50", "periode": "aar"},
    ),
    State(
        "sum of extra costs with letters",
        "/helsingoer/beregn/merudgifter",
        f"{ERROR} #udgifter-error",
        writes={"udgifter": "mange"},
        status=422,
    ),
    State(
        "sum of transport, reckoned",
        "/koebenhavn/beregn/beskyttet-beskaeftigelse",
        RECKONED,
        writes={"loen": "1250,5", "pris": "500", "afstand": "12"},
    ),
    State(
        "sum of transport with three faults",
        "/helsingoer/beregn/beskyttet-beskaeftigelse",
        "#error-summary li:nth-child(3)",
        writes={"loen": "-1", "pris": "1.2.3", "afstand": ""},
        status=422,
    ),
    State("sum of a stay, reckoned", "/helsingoer/beregn/boformer-hjemloese", RECKONED, writes={"doegn": "14"}),
    State(
        "sum of a stay with too many days",
        "/helsingoer/beregn/boformer-hjemloese",
        f"{ERROR} #doegn-error",
        writes={"doegn": "400"},
        status=422,
    ),
    State(
        "sum of saved hours, reckoned",
        "/helsingoer/beregn/ledsagelse",
        RECKONED,
        writes={"bolig": "nej", "maaned-0": "15", "maaned-5": "7,5"},
    ),
    State(
        "sum of saved hours above the cap",
        "/helsingoer/beregn/ledsagelse",
        f"{ERROR} #maaned-1-error",
        writes={"bolig": "ja", "maaned-1": "15"},
        status=422,
    ),
    State("sum of respite", "/koebenhavn/beregn/afloesning-og-aflastning", "#pakke-0"),
    State(
        "sum of respite, reckoned",
        "/koebenhavn/beregn/afloesning-og-aflastning",
        RECKONED,
        writes={"pakke": "6", "brugt": "10"},
    ),
)

LETTERS = (
    State("letters", "/helsingoer/breve", "#klage + ul"),
    State("letter of complaint", "/helsingoer/breve/klage/boformer-hjemloese", "#grunde-0"),
    State("letter of application", "/koebenhavn/breve/ansoegning/afloesning-og-aflastning", "#grunde-0"),
    State(
        "letter with a wrong day and for nobody",
        "/helsingoer/breve/klage/ledsagelse",
        f"{ERROR} #dag-error",
        writes={"dag": "i går"},
        status=422,
    ),
    State(
        "letter of complaint, written",
        "/helsingoer/breve/klage/ledsagelse",
        "textarea.letter",
        writes={"hvem": "voksen", "dag": written(DECISION), "grunde": "behov"},
    ),
    State(
        "letter of application, to be printed",
        "/koebenhavn/breve/ansoegning/afloesning-og-aflastning",
        "div.letter",
        writes={"hvem": "barn", "grunde": "hverdag"},
        then="Gør brevet klar til print",
    ),
)

STATES = (
    *PAGES,
    *QUESTIONS,
    *AWAY_AND_SHARED,
    *CHECKS,
    *RESULTS,
    *SHARING,
    *STANDARDS,
    *ERRORS,
    *DESK,
    *EASY,
    *FRAMED,
    *DEADLINES,
    *SUMS,
    *LETTERS,
)

KINDS = tuple(
    {state.name: state for state in STATES}[name]
    for name in (
        "start",
        "first question",
        "question as it was answered",
        "question with many answers chosen",
        "question that was not answered",
        "check of all answers",
        "result",
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


@dataclass(slots=True, repr=False)
class Addresses:
    """Where the states are found: the guide tells which questions a person is asked, the key seals the answers."""

    guide: Guide
    key: str
    _interviews: dict[str, Interview] = field(default_factory=dict)

    def of(self, state: State) -> str:
        """The path of a state."""
        if state.person is None:
            return state.path
        municipality = next(part for part in state.path.split("/") if part in self.guide.municipalities)
        told = self._told(state.person, municipality, state.until)
        seals, life = Seals([self.key]), SHARED if state.shared else None
        token = seals.seal(municipality, told, life)
        elsewhere = next(other for other in self.guide.municipalities if other != municipality)
        return state.path.format(
            token=token,
            expired=self.aged(token, hours=LONG_AGO),
            altered=_altered(token),
            cut=token[:-9],
            foreign=seals.seal(elsewhere, told, life),
        )

    def open(self, visit: Visit, state: State) -> Visit:
        """Brings a visitor into a state, and makes sure that it is that."""
        visit.open(self.of(state), status=200 if state.is_sent else state.status)
        if state.submits is not None:
            visit.answer(*state.submits, status=state.status)
        if state.writes is not None:
            visit.write(state.writes).submit(status=state.status)
        if state.then is not None:
            visit.submit(state.then)
        assert visit.find(state.shows).count(), f"{visit} is not “{state}”: there is no {state.shows}"
        return visit

    def everywhere(self) -> list[str]:
        """The path of every page without answers."""
        of_all = ("/", "/om", "/privatliv", "/tilgaengelighed", "/afproevning", "/ordbog", "/api")
        return [*of_all, *chain.from_iterable(self._pages_of(slug) for slug in self.guide.municipalities)]

    def _pages_of(self, slug: str) -> list[str]:
        one = self.guide.municipalities[slug]
        standards = (f"standarder/{standard.slug}" for standard in one.standards)
        pages = (f"sider/{page.slug}" for page in one.pages)
        sums = (f"beregn/{standard.slug}" for standard in one.standards if standard.sum_rule)
        fixed = ("", "standarder", "klage", "slut", "forhaandsvisning", "links", "forbered", "raadgiver")
        reckoned = ("frister", "frister/klage", "beregn", "breve")
        return [f"/{slug}/{rest}" for rest in (*fixed, *reckoned, *standards, *pages, *sums)]

    def _told(self, person: Person, municipality: str, until: str | None) -> Answers:
        answers = Answers()
        while (asked := self._interview(municipality).next_question(answers)) and asked.id != until:
            answers = answers.with_answer(asked.id, person.to(asked.id))
        return answers

    def _interview(self, municipality: str) -> Interview:
        if municipality not in self._interviews:
            standards = self.guide.municipalities[municipality].with_outcome
            self._interviews[municipality] = Interview(self.guide.of(municipality).questions, standards)
        return self._interviews[municipality]

    def aged(self, token: str, *, hours: int) -> str:
        """The same token as if it had been made so long ago."""
        sealer = Fernet(self.key)
        return sealer.encrypt_at_time(sealer.decrypt(token), int(time.time()) - hours * 3600).decode()


def _altered(token: str) -> str:
    middle = len(token) // 2
    return f"{token[:middle]}{'A' if token[middle] != 'A' else 'B'}{token[middle + 1 :]}"
