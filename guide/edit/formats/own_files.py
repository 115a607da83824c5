"""The formats of questions, rates, pages and the like."""

from __future__ import annotations

from guide.edit.formats.shared import DATE, LINE, LONG, NUMBER, TERM, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Choice, Choices, Field, Fields, Lines, Perspectives, Tick
from guide.edit.forms.rule_kinds import Answers
from guide.edit.writing.document import LISTED
from guide.next_steps.letters import LetterKind

_KINDS = {
    LetterKind.APPLICATION: "ansøgningen",
    LetterKind.COMPLAINT: "klagen",
    LetterKind.OVERDUE: "brevet, når dagen er gået",
    LetterKind.PAPERS: "brevet om aktindsigt",
}
_ID_HINT = "Ændres aldrig. Små bogstaver, tal og bindestreg, som “bor-alene”."
_CHECKED: Fields = (
    Field("kilde", LINE, "Kilde", required=True),
    Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
)

_OPTION: Fields = (
    Field(
        "id",
        LINE,
        "Id",
        "Ændres aldrig. Som “hver-uge”. “ingen” udelukker de andre svar. “Ved ikke” kommer af sig selv.",
        required=True,
    ),
    Field("tekst", Perspectives(), "Svaret", required=True),
    Field("hjælp", Perspectives(), "Hjælp til svaret"),
    Field(
        "gruppe",
        LINE,
        "Overskrift over svaret",
        "Kun når der er mange svar. Den gælder, til der står en ny. “ingen”: uden overskrift igen.",
    ),
    Field(
        "kun",
        Choices(options=(("mig", "en selv"), ("voksen", "en anden voksen"), ("barn", "et barn"))),
        "Kun når det gælder",
        "Uden hak: altid.",
    ),
)
_QUESTION: Fields = (
    Field("id", LINE, "Id", f"{_ID_HINT} Et andet end de fælles.", required=True),
    Field("navn", LINE, "Navn", "2 til 5 ord til titler og lister.", required=True),
    Field("tekst", Perspectives(), "Spørgsmålet", required=True),
    Field("hjælp", Perspectives(), "Hjælp", "Kort, uden links."),
    Field("hvorfor", Perspectives(), "Hvorfor spørger vi?", required=True),
    Field("fejl", Perspectives(), "Når intet er valgt", "Som “Vælg, om du bor alene”.", required=True),
    Field("slags", Choice(options=(("en", "ét svar"), ("flere", "flere svar"))), "Man kan vælge", required=True),
    Field("emne", LINE, "Emne", "Den gruppe, spørgsmålet hører til, som “Bolig”.", required=True),
    Field("åbning", Tick(), "Alle bliver spurgt", "Uden hak: kun når svaret kan ændre noget."),
    Field("svar", Items(_OPTION, "Svar"), "Svar", required=True),
)
_ASKED = Field("spørgsmål", Items(_QUESTION, "Spørgsmål"), "Spørgsmål", required=True)

OWN_QUESTIONS: Table = (("Spørgsmålene", (_ASKED,)),)
SHARED_QUESTIONS: Table = (
    *OWN_QUESTIONS,
    (
        "Sætninger i alle standarder",
        (
            Field("behovskrav", Perspectives(), "Begrundelsen, når et behov er nævnt", required=True),
            Field("aldersgrænse", Perspectives(), "Når en grænse går midt i et svar", "[år] er grænsen."),
            Field(
                "ukendt",
                Group(
                    tuple(
                        Field(key, Perspectives(), label)
                        for key, label in (
                            ("pris", "Pris"),
                            ("sagsbehandlingstid", "Sagsbehandlingstid"),
                            ("ansøgning", "Ansøgning"),
                            ("klage", "Klage"),
                        )
                    )
                ),
                "Når kilden ikke siger det",
            ),
        ),
    ),
)

_RATE: Fields = (
    Field("id", LINE, "Id", "Det navn, tallet lånes ved, som “frokost”.", required=True),
    Field("navn", LINE, "Hvad tallet er", required=True),
    Field("værdi", LINE, "Tallet", "Kun tallet, som 6.660 eller 100,77.", required=True),
    Field("enhed", LINE, "Enhed", "Som “kr.”, “uger” eller “procent”.", required=True),
    Field("niveau", NUMBER, "Niveau", "Året. Skal være der, når det er et beløb."),
    Field("gyldig fra", DATE, "Gyldig fra"),
    Field("gyldig til", DATE, "Gyldig til"),
    Field(
        "aktuel",
        Group((Field("tekst", LONG, "Tekst"), Field("link", LINE, "Adresse", "Begynder med https://"))),
        "Hvor tallet for i dag står",
        "Skal udfyldes, når der er et niveau.",
    ),
    *_CHECKED,
)
RATES: Table = (("Tallene", (Field(LISTED, Items(_RATE, "Tal"), "Tal"),)),)

_LAW_CHANGE: Fields = (
    Field("id", LINE, "Id", _ID_HINT, required=True),
    Field("titel", LINE, "Titel", required=True),
    Field("tekst", LONG, "Tekst", required=True),
    Field("i kraft", MayBeUnknown(DATE), "I kraft den", required=True),
    Field("kilde", LINE, "Kilde", required=True),
    Field(
        "sikkerhed",
        Choice(options=(("sikker", "sikker"), ("sandsynlig", "sandsynlig"), ("usikker", "usikker"))),
        "Hvor sikkert er det?",
        required=True,
    ),
    Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
    Field("når", Answers(), "Når", "Uden: vigtig for alle."),
    Field("kun hvis det kan passe", Tick(), "Kun når ordningen kan passe"),
)
LAW_CHANGES: Table = (("Ændringerne", (Field(LISTED, Items(_LAW_CHANGE, "Ændring"), "Ændringer"),)),)

GLOSSARY: Table = (("Ordene", (Field(LISTED, Items(TERM, "Ord"), "Ord"),)),)

_TALK: Fields = (
    Field("medbring", Lines(), "Tag med", "Én ting på hver linje."),
    Field("spørg om", Lines(), "Spørg om", "Ét spørgsmål på hver linje, skrevet som man selv siger det."),
    Field("stikord", Lines(), "Tænk på", "Én ting på hver linje."),
)
OWN_TALK: Table = (("Samtalen", (*_TALK, *_CHECKED)),)
SHARED_TALK: Table = (
    (
        "Samtalen",
        (
            *_TALK,
            Field(
                "temaer",
                Items(
                    (
                        Field("id", LINE, "Id", _ID_HINT, required=True),
                        Field("navn", LINE, "Navn", required=True),
                        Field("tekst", LONG, "Tekst", required=True),
                        Field("kaldes", LINE, "Navnet i kommunens metode"),
                    ),
                    "Tema",
                ),
                "Temaer",
                required=True,
            ),
            *_CHECKED,
        ),
    ),
)

PAGE: Table = (
    (
        "Siden",
        (
            Field("titel", LINE, "Titel", required=True),
            Field("kort", LONG, "Kort", "Én sætning.", required=True),
            *_CHECKED,
        ),
    ),
)

_REASON: Fields = (
    Field("id", LINE, "Id", _ID_HINT, required=True),
    Field("tekst", LONG, "Det, man sætter hak ved", required=True),
    Field("brev", LONG, "I brevet", "Når brevet skal sige det på en anden måde."),
    Field("ud fra svar", LONG, "I brevet, når man kommer fra sit resultat"),
    Field("bilag", LONG, "Det, der skal med som bilag"),
    Field("ikke til nævn", Tick(), "Ikke når brevet går til et nævn"),
    Field("fagligt skøn", Tick(), "Ikke til et nævn, der kun ser på lovspørgsmål"),
)
_REASONS = Field("grunde", Items(_REASON, "Grund"), "Det, man kan sætte hak ved")
_CLOSING = Field("slutning", Lines(), "Slutning", "Én sætning på hver linje.")
_LETTER: Fields = (
    Field(
        "slags",
        Choice(options=tuple((str(kind), name) for kind, name in _KINDS.items())),
        "Læg til det fælles brev",
        "Vælg intet, når brevet kun er jeres eget.",
    ),
    _REASONS,
    _CLOSING,
    Field("slutning til nævn", Lines(), "Slutning, når brevet går til et nævn", "Kun i klagen."),
    Field(
        "oplysninger",
        Items((Field("spørg", LONG, "Spørg om", required=True), Field("hjælp", LONG, "Hvad der menes")), "Oplysning"),
        "Det skal kommunen vide",
        "Kun i ansøgningen.",
    ),
    Field("id", LINE, "Jeres eget brev: id", f"Bliver en del af adressen. {_ID_HINT}"),
    Field("titel", LINE, "Jeres eget brev: titel"),
    Field("tekst", LONG, "Jeres eget brev: hvad det er til"),
    Field("standarder", Choices("standards"), "Jeres eget brev: standarder", "Uden: til dem alle."),
    Field("emne", LINE, "Jeres eget brev: emne", "[Ordning] er ordningens navn."),
    Field("indledning", LONG, "Jeres eget brev: indledning"),
    Field("før grunde", LINE, "Jeres eget brev: linjen før det, man har sat hak ved"),
    Field("før uddybning", LINE, "Jeres eget brev: linjen før det, man selv skriver"),
)
OWN_LETTERS: Table = (("Brevene", (Field("breve", Items(_LETTER, "Brev"), "Breve", required=True),)),)
