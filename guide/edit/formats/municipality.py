"""The format of a municipality."""

from __future__ import annotations

from guide.edit.formats.shared import LINE, LONG, NUMBER, SOURCE_FIELDS, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Choices, Field, Fields, Lines, Perspectives, Tick
from guide.edit.forms.rule_kinds import Answers

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
    Field("når", Answers(), "Når", required=True),
    Field("haster", Tick(), "Det haster"),
    Field("titel", LINE, "Overskrift", required=True),
    Field("tekst", Perspectives(), "Tekst", required=True),
    Field("kort", Perspectives(), "Kort", "Én sætning til startsiden, kun når det haster."),
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
                        Field("når", Answers(), "Når", "Det sidste har ikke noget “når” og er for alle andre."),
                        Field("tekst", Perspectives(), "Hvad man skal gøre først", required=True),
                        Field("telefon", Lines(), "Telefon"),
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
            Field("indlejring", Lines(), "Hjemmesider, der må vise guiden", "https:// og navnet, én på hver linje."),
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
