"""The states of what comes after the result: deadlines, sums, letters and decisions."""

from __future__ import annotations

from datetime import date, timedelta

from e2e.states.state import ERROR, State
from guide.settings import danish_today
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON, PARENT_OF_A_SMALL_CHILD

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
        "deadline of a complaint, in the last week",
        "/koebenhavn/frister/klage",
        ".answer ~ p > strong",
        writes={"dag": written(TODAY - timedelta(days=27))},
    ),
    State(
        "deadline of a day long ago",
        "/helsingoer/frister/klage",
        f"{ERROR} #dag-error + .typed + [type=hidden]",
        writes={"dag": written(TODAY - timedelta(days=800))},
        status=422,
    ),
    State(
        "deadline of a complaint that is over",
        "/koebenhavn/frister/klage",
        'main:not(:has([href$=".ics"])) .timeline',
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
        "deadline of a decision that is over",
        "/helsingoer/frister/ansoegning/ledsagelse",
        "form [name=hvem]",
        writes={"dag": written(TODAY - timedelta(days=200))},
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
        writes={"bolig": "ja", "maaned-1": "16"},
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
    State("letters", "/helsingoer/breve", "#brev-klage + ul"),
    State("letter of complaint", "/helsingoer/breve/klage/boformer-hjemloese", "[name=grunde]"),
    State("letter of application", "/koebenhavn/breve/ansoegning/afloesning-og-aflastning", "[name=grunde]"),
    State(
        "letter with a wrong day and for nobody",
        "/helsingoer/breve/klage/ledsagelse",
        f"{ERROR} #dag-error",
        writes={"dag": "forleden"},
        status=422,
    ),
    State(
        "letter of complaint, written",
        "/helsingoer/breve/klage/ledsagelse",
        "textarea.letter",
        writes={"hvem": "voksen", "dag": written(DECISION), "grunde": "behov"},
    ),
    State("letter that asks for an answer", "/helsingoer/breve/rykker/ledsagelse", "#dag"),
    State(
        "letter that asks for an answer, written",
        "/helsingoer/breve/rykker/ledsagelse",
        "textarea.letter",
        writes={"hvem": "vaerge", "dag": written(TODAY - timedelta(days=200)), "grunde": "mangler"},
    ),
    State("letter that asks for papers", "/koebenhavn/breve/aktindsigt/socialpaedagogisk-stoette", "[name=grunde]"),
    State(
        "letter of complaint, too late",
        "/helsingoer/breve/klage/boformer-hjemloese",
        "textarea.letter",
        writes={"hvem": "mig", "dag": written(TODAY - timedelta(days=60))},
    ),
    State(
        "letter of application, to be printed",
        "/koebenhavn/breve/ansoegning/afloesning-og-aflastning",
        "div.letter",
        writes={"hvem": "barn", "grunde": "hverdag"},
        then="Gør brevet klar til print",
    ),
)

IN_HAND = "/helsingoer/afgoerelse/ledsagelse"
READ = {
    "hvem": "voksen",
    "dag": written(DECISION),
    "resultat": "nej",
    "paragraf": "anden",
    **{
        f"krav-{number}": said
        for number, said in enumerate(("ja", "nej", "ved-ikke", "ja", "nej", "ved-ikke", "ja"), 1)
    },
    "grunde": "serviceniveau",
    "hoert": "ikke-hoert",
    "klagevejledning": "nej",
}
DECISIONS = (
    State("decisions", "/helsingoer/afgoerelse", ".link-list"),
    State("decision", IN_HAND, "[name=krav-7]"),
    State("decision where nobody can complain", "/helsingoer/afgoerelse/vaeresteder", "main:not(:has(form))"),
    State(
        "decision with nothing said of it",
        IN_HAND,
        f"{ERROR} #krav-7-error",
        writes={"dag": "i overmorgen"},
        status=422,
    ),
    State("decision, read", IN_HAND, ".unanswered + h2 + .unanswered", writes=READ),
    State(
        "decision that grants everything",
        "/koebenhavn/afgoerelse/afloesning-og-aflastning",
        "main:not(:has(.unanswered)) [value=ret]",
        writes={"hvem": "barn", "resultat": "ja"},
    ),
    State(
        "decision that is too old to complain of",
        IN_HAND,
        "main:has([href$='/breve/aktindsigt/ledsagelse']) .alert-warning",
        writes={**READ, "dag": written(TODAY - timedelta(days=60))},
    ),
    State("complaint of a decision", IN_HAND, "textarea.letter", writes=READ, then="Skriv klagen"),
    State("easy to read: decision", f"/let{IN_HAND}", "[name=krav-7]"),
)

APPLICATIONS = (
    State("application", "/helsingoer/resultat/{token}/ledsagelse/ansoegning", "#oplysning-8", CANNOT_GO_OUT_ALONE),
    State("application for another", "/helsingoer/resultat/{token}/stu/ansoegning", "textarea.letter", MOTHER_OF_A_SON),
    State(
        "application that is empty",
        "/koebenhavn/resultat/{token}/afloesning-og-aflastning/ansoegning",
        f"{ERROR} #brev-error",
        PARENT_OF_A_SMALL_CHILD,
        writes={"brev": "", "oplysning-1": "Barnet skal have hjælp om natten."},
        status=422,
    ),
    State(
        "application, to be printed",
        "/helsingoer/resultat/{token}/ledsagelse/ansoegning",
        "div.letter .written",
        CANNOT_GO_OUT_ALONE,
        writes={"brev": "Jeg søger ledsagelse.", "oplysning-1": "Kor hver tirsdag, og biografen en gang om måneden."},
    ),
    State(
        "easy to read: application",
        "/let/helsingoer/resultat/{token}/ledsagelse/ansoegning",
        "#brev",
        CANNOT_GO_OUT_ALONE,
    ),
)
