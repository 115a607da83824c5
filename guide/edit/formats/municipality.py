"""The format of a municipality."""

from __future__ import annotations

from guide.edit.formats.shared import LINE, LONG, NUMBER, ONE_OR_MORE, SOURCE_FIELDS, TERM, TEXT_AND_LINK, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import WORDING, Choices, Field, Lines, Tick
from guide.edit.forms.rule_kinds import Answers, Cases, Phones
from guide.theme import IN_THE_DARK

_CONTACT = Group(
    Field("adresse", LINE, "Adresse"),
    Field("telefon", LINE, "Telefon"),
    Field("tider", LINE, "Telefonen er åben"),
    Field("web", LINE, "Hjemmeside"),
    Field("e-boks", LINE, "Digital Post"),
    Field("mail", LINE, "Mail"),
)
_OPEN_ADVICE = Group(
    Field("sted", LINE, "Sted"),
    Field("tider", LINE, "Tider"),
    Field("tekst", LONG, "Tekst"),
    Field("hvem", LINE, "Hvem det er for"),
)
_COMPLAINT = Group(
    Field("modtager", MayBeUnknown(LINE), "Modtager"),
    Field("adresse", LINE, "Adresse"),
    Field("måder", MayBeUnknown(LINE), "Måder", "Som mail, brev eller telefon."),
    Field("tekst", LONG, "Tekst"),
)
_STANDARDS = Field("standarder", Choices("standards"), "Standarder")
_RUNG = Items(
    "Trin",
    Field("trin", NUMBER, "Trin", "Uden tal: ved siden af trappen."),
    Field("navn", LINE, "Navn", required=True),
    _STANDARDS,
)
_FIRST_STEP = Items(
    "Skridt",
    Field("når", Cases(), "Når", "Det sidste har ikke noget “når” og er for alle andre."),
    Field("tekst", WORDING, "Hvad man skal gøre først", required=True),
    Field("telefon", Phones(), "Telefon", "Kun ét nummer behøver ikke at sige, hvad det er til."),
    Field("link", LINE, "Link", "standard:navn, side:navn, klage, frister eller en hel adresse."),
)
_MESSAGE = Items(
    "Besked",
    Field("id", LINE, "Id", "Små bogstaver og bindestreg. Ændres aldrig.", required=True),
    Field("når", Cases(), "Når", required=True),
    Field("haster", Tick(), "Det haster"),
    Field("titel", LINE, "Overskrift", required=True),
    Field("tekst", WORDING, "Tekst", required=True),
    Field("kort", WORDING, "Kort", "Én sætning til startsiden, kun når det haster."),
)
_TOPIC = Items(
    "Emne",
    Field("id", LINE, "Id", "Står i linket, som “ud-af-huset”.", required=True),
    Field("titel", LINE, "Titel", required=True),
    Field("svar", Answers(), "Svar", "Kun på spørgsmål, som alle bliver stillet.", required=True),
)
_FILE_HINT = "Navnet på en fil i kommunens mappe."
_LOGO = Group(
    Field("fil", LINE, "Fil", f"{_FILE_HINT} SVG eller PNG."),
    Field("fil mørk", LINE, "Fil, når skærmen er mørk", _FILE_HINT),
    Field("tekst", LINE, "Det, logoet siger"),
)
_THEME = Group(
    *(
        Field(f"{key}{dark}", LINE, f"{label}{', når skærmen er mørk' if dark else ''}", "Som #0b5f66.")
        for key, label in (
            ("accent", "Links og knapper"),
            ("tekst på accent", "Teksten på en knap"),
            ("papir", "Bag siden"),
            ("boks", "Bag svar og kort"),
            ("flade", "Bag beskeder"),
            ("blæk", "Teksten"),
        )
        for dark in ("", IN_THE_DARK)
    ),
    Field("skrift", ONE_OR_MORE, "Skrift", "Navne på skrifter, den bedste først, én på hver linje."),
    Field("hjørner", NUMBER, "Hjørner", "Hvor runde de er, fra 0 til 24."),
    Field("logo", _LOGO, "Logo"),
    Field("stylesheet", LINE, "Stylesheet", f"{_FILE_HINT} CSS."),
    folds=True,
)
_DATA_PROTECTION = Group(
    Field("dataansvarlig", ONE_OR_MORE, "Dataansvarlig"),
    Field("cvr", ONE_OR_MORE, "CVR-nummer"),
    Field("databeskyttelsesrådgiver", ONE_OR_MORE, "Databeskyttelsesrådgiver"),
    Field("retsgrundlag", ONE_OR_MORE, "Retsgrundlag"),
    Field("databehandlere", ONE_OR_MORE, "Databehandlere"),
    Field("driftssted", ONE_OR_MORE, "Hvor guiden kører"),
    Field("log", ONE_OR_MORE, "Hvad der bliver logget"),
)

MUNICIPALITY: Table = {
    "Kommunen": (
        Field("navn", LINE, "Kommunens navn", required=True),
        Field("afdeling", LINE, "Afdeling", required=True),
        Field("kort", LONG, "Kort om guiden", required=True),
        Field("kontakt", _CONTACT, "Kontakt", required=True),
        Field("åben rådgivning", _OPEN_ADVICE, "Åben rådgivning"),
    ),
    "Ansøgning og klage": (
        Field("ansøgning", MayBeUnknown(LONG), "Sådan søger man", required=True),
        Field("klage", _COMPLAINT, "Klage", required=True),
        Field("sagsbehandlingstider", MayBeUnknown(TEXT_AND_LINK), "Sagsbehandlingstider", required=True),
    ),
    "Trappen": (Field("trappe", _RUNG, "Trappe"),),
    "Beskeder og links": (
        Field("gør nu", _FIRST_STEP, "Gør nu", required=True),
        Field("beskeder", _MESSAGE, "Beskeder over resultatet"),
        Field("uden for kataloget", _MESSAGE, "Det, som kataloget ikke dækker"),
        Field("højst ét af", Items("Valg", _STANDARDS, Field("tekst", WORDING, "Tekst")), "Kun én ad gangen"),
        Field("emner", _TOPIC, "Emner til links"),
        Field("indlejring", Lines(), "Hjemmesider, der må vise guiden", "https:// og navnet, én på hver linje."),
    ),
    "Ord, farver og logo": (
        Field("ordbog", TERM, "Jeres egne ord", "Og fælles ord, der betyder noget særligt hos jer."),
        Field("tema", _THEME, "Farver, skrift og logo", "Alt kan udelades. Så er det guidens eget."),
    ),
    "Databeskyttelse": (
        Field("databeskyttelse", _DATA_PROTECTION, "Databeskyttelse", "Skriv kun det, som kommunen har besluttet."),
    ),
    "Kilden": SOURCE_FIELDS,
}
