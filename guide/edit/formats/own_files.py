"""The formats of questions, rates, pages and the like."""

from __future__ import annotations

from guide.edit.formats.shared import CHECKED, DATE, LINE, LONG, NUMBER, TERM, TEXT_AND_LINK, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import WORDING, Choice, Choices, Field, Fields, Lines, Tick
from guide.edit.forms.rule_kinds import Answers
from guide.edit.writing.document import LISTED
from guide.next_steps.letters import LetterKind

_LETTER_KINDS = (
    (LetterKind.APPLICATION, "ansøgningen"),
    (LetterKind.COMPLAINT, "klagen"),
    (LetterKind.OVERDUE, "brevet, når dagen er gået"),
    (LetterKind.PAPERS, "brevet om aktindsigt"),
)
_OFFERED_TO = (("mig", "en selv"), ("voksen", "en anden voksen"), ("barn", "et barn"))
_CERTAINTY = (("sikker", "sikker"), ("sandsynlig", "sandsynlig"), ("usikker", "usikker"))
_ID_HINT = "Ændres aldrig. Små bogstaver, tal og bindestreg, som “bor-alene”."
_ID = Field("id", LINE, "Id", _ID_HINT, required=True)
_SOURCE = Field("kilde", LINE, "Kilde", required=True)

_OPTION = Items(
    "Svar",
    Field(
        "id",
        LINE,
        "Id",
        "Ændres aldrig. Som “hver-uge”. “ingen” udelukker de andre svar. “Ved ikke” kommer af sig selv.",
        required=True,
    ),
    Field("tekst", WORDING, "Svaret", required=True),
    Field("hjælp", WORDING, "Hjælp til svaret"),
    Field(
        "gruppe",
        LINE,
        "Overskrift over svaret",
        "Kun når der er mange svar. Den gælder, til der står en ny. “ingen”: uden overskrift igen.",
    ),
    Field("kun", Choices(options=_OFFERED_TO), "Kun når det gælder", "Uden hak: altid."),
)
_QUESTION = Items(
    "Spørgsmål",
    Field("id", LINE, "Id", f"{_ID_HINT} Et andet end de fælles.", required=True),
    Field("navn", LINE, "Navn", "2 til 5 ord til titler og lister.", required=True),
    Field("tekst", WORDING, "Spørgsmålet", required=True),
    Field("hjælp", WORDING, "Hjælp", "Kort, uden links."),
    Field("hvorfor", WORDING, "Hvorfor spørger vi?", required=True),
    Field("fejl", WORDING, "Når intet er valgt", "Som “Vælg, om du bor alene”.", required=True),
    Field("slags", Choice(options=(("en", "ét svar"), ("flere", "flere svar"))), "Man kan vælge", required=True),
    Field("emne", LINE, "Emne", "Den gruppe, spørgsmålet hører til, som “Bolig”.", required=True),
    Field("åbning", Tick(), "Alle bliver spurgt", "Uden hak: kun når svaret kan ændre noget."),
    Field("svar", _OPTION, "Svar", required=True),
)
_ASKED = Field("spørgsmål", _QUESTION, "Spørgsmål", required=True)

_SILENT = Group(
    Field("pris", WORDING, "Pris"),
    Field("sagsbehandlingstid", WORDING, "Sagsbehandlingstid"),
    Field("ansøgning", WORDING, "Ansøgning"),
    Field("klage", WORDING, "Klage"),
)

OWN_QUESTIONS: Table = {"Spørgsmålene": (_ASKED,)}
SHARED_QUESTIONS: Table = {
    **OWN_QUESTIONS,
    "Sætninger i alle standarder": (
        Field("behovskrav", WORDING, "Begrundelsen, når et behov er nævnt", required=True),
        Field("aldersgrænse", WORDING, "Når en grænse går midt i et svar", "[år] er grænsen."),
        Field("ukendt", _SILENT, "Når kilden ikke siger det"),
    ),
}

_RATE = Items(
    "Tal",
    Field("id", LINE, "Id", "Det navn, tallet lånes ved, som “frokost”.", required=True),
    Field("navn", LINE, "Hvad tallet er", required=True),
    Field("værdi", LINE, "Tallet", "Kun tallet, som 6.660 eller 100,77.", required=True),
    Field("enhed", LINE, "Enhed", "Som “kr.”, “uger” eller “procent”.", required=True),
    Field("niveau", NUMBER, "Niveau", "Året. Skal være der, når det er et beløb."),
    Field("gyldig fra", DATE, "Gyldig fra"),
    Field("gyldig til", DATE, "Gyldig til"),
    Field("aktuel", TEXT_AND_LINK, "Hvor tallet for i dag står", "Skal udfyldes, når der er et niveau."),
    _SOURCE,
    CHECKED,
)
RATES: Table = {"Tallene": (Field(LISTED, _RATE, "Tal"),)}

_LAW_CHANGE = Items(
    "Ændring",
    _ID,
    Field("titel", LINE, "Titel", required=True),
    Field("tekst", LONG, "Tekst", required=True),
    Field("i kraft", MayBeUnknown(DATE), "I kraft den", required=True),
    _SOURCE,
    Field("sikkerhed", Choice(options=_CERTAINTY), "Hvor sikkert er det?", required=True),
    CHECKED,
    Field("når", Answers(), "Når", "Uden: vigtig for alle."),
    Field("kun hvis det kan passe", Tick(), "Kun når ordningen kan passe"),
)
LAW_CHANGES: Table = {"Ændringerne": (Field(LISTED, _LAW_CHANGE, "Ændringer"),)}

GLOSSARY: Table = {"Ordene": (Field(LISTED, TERM, "Ord"),)}

_TALK: Fields = (
    Field("medbring", Lines(), "Tag med", "Én ting på hver linje."),
    Field("spørg om", Lines(), "Spørg om", "Ét spørgsmål på hver linje, skrevet som man selv siger det."),
    Field("stikord", Lines(), "Tænk på", "Én ting på hver linje."),
)
_THEME = Items(
    "Tema",
    _ID,
    Field("navn", LINE, "Navn", required=True),
    Field("tekst", LONG, "Tekst", required=True),
    Field("kaldes", LINE, "Navnet i kommunens metode"),
)
OWN_TALK: Table = {"Samtalen": (*_TALK, _SOURCE, CHECKED)}
SHARED_TALK: Table = {"Samtalen": (*_TALK, Field("temaer", _THEME, "Temaer", required=True), _SOURCE, CHECKED)}

PAGE: Table = {
    "Siden": (
        Field("titel", LINE, "Titel", required=True),
        Field("kort", LONG, "Kort", "Én sætning.", required=True),
        _SOURCE,
        CHECKED,
    )
}

_REASON = Items(
    "Grund",
    _ID,
    Field("tekst", LONG, "Det, man sætter hak ved", required=True),
    Field("brev", LONG, "I brevet", "Når brevet skal sige det på en anden måde."),
    Field("ud fra svar", LONG, "I brevet, når man kommer fra sit resultat"),
    Field("bilag", LONG, "Det, der skal med som bilag"),
    Field("ikke til nævn", Tick(), "Ikke når brevet går til et nævn"),
    Field("fagligt skøn", Tick(), "Ikke til et nævn, der kun ser på lovspørgsmål"),
)
_INFORMATION = Items(
    "Oplysning", Field("spørg", LONG, "Spørg om", required=True), Field("hjælp", LONG, "Hvad der menes")
)
_LETTER = Items(
    "Brev",
    Field(
        "slags", Choice(options=_LETTER_KINDS), "Læg til det fælles brev", "Vælg intet, når brevet kun er jeres eget."
    ),
    Field("grunde", _REASON, "Det, man kan sætte hak ved"),
    Field("slutning", Lines(), "Slutning", "Én sætning på hver linje."),
    Field("slutning til nævn", Lines(), "Slutning, når brevet går til et nævn", "Kun i klagen."),
    Field("oplysninger", _INFORMATION, "Det skal kommunen vide", "Kun i ansøgningen."),
    Field("id", LINE, "Jeres eget brev: id", f"Bliver en del af adressen. {_ID_HINT}"),
    Field("titel", LINE, "Jeres eget brev: titel"),
    Field("tekst", LONG, "Jeres eget brev: hvad det er til"),
    Field("standarder", Choices("standards"), "Jeres eget brev: standarder", "Uden: til dem alle."),
    Field("emne", LINE, "Jeres eget brev: emne", "[Ordning] er ordningens navn."),
    Field("indledning", LONG, "Jeres eget brev: indledning"),
    Field("før grunde", LINE, "Jeres eget brev: linjen før det, man har sat hak ved"),
    Field("før uddybning", LINE, "Jeres eget brev: linjen før det, man selv skriver"),
)
OWN_LETTERS: Table = {"Brevene": (Field("breve", _LETTER, "Breve", required=True),)}
