"""The format of a municipality."""

from __future__ import annotations

from guide.edit.formats.shared import LINE, LONG, NUMBER, SOURCE_FIELDS, TERM, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Choices, Field, Fields, Lines, Perspectives, Tick
from guide.edit.forms.rule_kinds import Answers, Cases, Phones
from guide.theme import IN_THE_DARK

_CONTACT = Group(
    tuple(
        Field(key, LINE, label)
        for key, label in (
            ("adresse", "Adresse"),
            ("telefon", "Telefon"),
            ("tider", "Telefonen er åben"),
            ("web", "Hjemmeside"),
            ("e-boks", "Digital Post"),
            ("mail", "Mail"),
        )
    )
)

_MESSAGE: Fields = (
    Field("id", LINE, "Id", "Små bogstaver og bindestreg. Ændres aldrig.", required=True),
    Field("når", Cases(), "Når", required=True),
    Field("haster", Tick(), "Det haster"),
    Field("titel", LINE, "Overskrift", required=True),
    Field("tekst", Perspectives(), "Tekst", required=True),
    Field("kort", Perspectives(), "Kort", "Én sætning til startsiden, kun når det haster."),
)

_FILE_HINT = "Navnet på en fil i kommunens mappe."
_THEME = Group(
    (
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
        Field("skrift", Lines(alone=True), "Skrift", "Navne på skrifter, den bedste først, én på hver linje."),
        Field("hjørner", NUMBER, "Hjørner", "Hvor runde de er, fra 0 til 24."),
        Field(
            "logo",
            Group(
                (
                    Field("fil", LINE, "Fil", f"{_FILE_HINT} SVG eller PNG."),
                    Field("fil mørk", LINE, "Fil, når skærmen er mørk", _FILE_HINT),
                    Field("tekst", LINE, "Det, logoet siger"),
                )
            ),
            "Logo",
        ),
        Field("stylesheet", LINE, "Stylesheet", f"{_FILE_HINT} CSS."),
    ),
    folds=True,
)

MUNICIPALITY: Table = (
    (
        "Kommunen",
        (
            Field("navn", LINE, "Kommunens navn", required=True),
            Field("afdeling", LINE, "Afdeling", required=True),
            Field("kort", LONG, "Kort om guiden", required=True),
            Field("kontakt", _CONTACT, "Kontakt", required=True),
            Field(
                "åben rådgivning",
                Group(
                    (
                        Field("sted", LINE, "Sted"),
                        Field("tider", LINE, "Tider"),
                        Field("tekst", LONG, "Tekst"),
                        Field("hvem", LINE, "Hvem det er for"),
                    )
                ),
                "Åben rådgivning",
            ),
        ),
    ),
    (
        "Ansøgning og klage",
        (
            Field("ansøgning", MayBeUnknown(LONG), "Sådan søger man", required=True),
            Field(
                "klage",
                Group(
                    (
                        Field("modtager", MayBeUnknown(LINE), "Modtager"),
                        Field("adresse", LINE, "Adresse"),
                        Field("måder", MayBeUnknown(LINE), "Måder", "Som mail, brev eller telefon."),
                        Field("tekst", LONG, "Tekst"),
                    )
                ),
                "Klage",
                required=True,
            ),
            Field(
                "sagsbehandlingstider",
                MayBeUnknown(
                    Group((Field("tekst", LONG, "Tekst"), Field("link", LINE, "Adresse", "Begynder med https://")))
                ),
                "Sagsbehandlingstider",
                required=True,
            ),
        ),
    ),
    (
        "Trappen",
        (
            Field(
                "trappe",
                Items(
                    (
                        Field("trin", NUMBER, "Trin", "Uden tal: ved siden af trappen."),
                        Field("navn", LINE, "Navn", required=True),
                        Field("standarder", Choices("standards"), "Standarder"),
                    ),
                    "Trin",
                ),
                "Trappe",
            ),
        ),
    ),
    (
        "Beskeder og links",
        (
            Field(
                "gør nu",
                Items(
                    (
                        Field("når", Cases(), "Når", "Det sidste har ikke noget “når” og er for alle andre."),
                        Field("tekst", Perspectives(), "Hvad man skal gøre først", required=True),
                        Field("telefon", Phones(), "Telefon", "Kun ét nummer behøver ikke at sige, hvad det er til."),
                        Field("link", LINE, "Link", "standard:navn, side:navn, klage, frister eller en hel adresse."),
                    ),
                    "Skridt",
                ),
                "Gør nu",
                required=True,
            ),
            Field("beskeder", Items(_MESSAGE, "Besked"), "Beskeder over resultatet"),
            Field("uden for kataloget", Items(_MESSAGE, "Besked"), "Det, som kataloget ikke dækker"),
            Field(
                "højst ét af",
                Items(
                    (Field("standarder", Choices("standards"), "Standarder"), Field("tekst", Perspectives(), "Tekst")),
                    "Valg",
                ),
                "Kun én ad gangen",
            ),
            Field(
                "emner",
                Items(
                    (
                        Field("id", LINE, "Id", "Står i linket, som “ud-af-huset”.", required=True),
                        Field("titel", LINE, "Titel", required=True),
                        Field("svar", Answers(), "Svar", "Kun på spørgsmål, som alle bliver stillet.", required=True),
                    ),
                    "Emne",
                ),
                "Emner til links",
            ),
            Field("indlejring", Lines(), "Hjemmesider, der må vise guiden", "https:// og navnet, én på hver linje."),
        ),
    ),
    (
        "Ord, farver og logo",
        (
            Field("ordbog", Items(TERM, "Ord"), "Jeres egne ord", "Og fælles ord, der betyder noget særligt hos jer."),
            Field("tema", _THEME, "Farver, skrift og logo", "Alt kan udelades. Så er det guidens eget."),
        ),
    ),
    (
        "Databeskyttelse",
        (
            Field(
                "databeskyttelse",
                Group(
                    tuple(
                        Field(key, Lines(alone=True), label)
                        for key, label in (
                            ("dataansvarlig", "Dataansvarlig"),
                            ("cvr", "CVR-nummer"),
                            ("databeskyttelsesrådgiver", "Databeskyttelsesrådgiver"),
                            ("retsgrundlag", "Retsgrundlag"),
                            ("databehandlere", "Databehandlere"),
                            ("driftssted", "Hvor guiden kører"),
                            ("log", "Hvad der bliver logget"),
                        )
                    )
                ),
                "Databeskyttelse",
                "Skriv kun det, som kommunen har besluttet.",
            ),
        ),
    ),
    ("Kilden", SOURCE_FIELDS),
)
