"""The format of a standard and of a municipality, as tables of fields.

A new field of the format is a row here. What has no row is shown as it is in the file, and stays there.
``docs/redigering.md``, “Alle felter”, says what each of them means.
"""

from __future__ import annotations

from guide.edit.forms.kinds import Choice, Choices, Field, Fields, Group, Items, Lines, Said, Text, Tick
from guide.edit.forms.rule_kinds import Answers, Effects, Pairs

LINE, LONG, DATE, NUMBER = Text(), Text("long"), Text("date"), Text("number")
STANDARD_ID, EXAMPLE_ID = Choice("standards"), Choice("examples")

_QUOTES = Field(
    "kilde", Lines(alone=True), "Kildens egne ord", "Et citat på hver linje. “…” viser, hvor noget er udeladt."
)
_SOURCE = Group(
    (
        Field("dokument", LINE, "Dokument", required=True),
        Field("afsnit", LINE, "Afsnit"),
        Field("vedtaget", DATE, "Vedtaget den"),
    )
)
_RELATION: Fields = (
    Field("standard", STANDARD_ID, "Standard", required=True),
    Field("tekst", Said(), "Tekst", required=True),
)
_REQUIREMENT: Fields = (
    Field("krav", Said(), "Kravet som én sætning", "Den skal være sand, når kravet er opfyldt.", required=True),
    Field("kendetegn", Tick(), "Ordningens kendetegn", "Ved ét krav: det, som borgeren vil kende sig selv i."),
    Field("vejledende", Tick(), "Vejledende", "Kilden siger “som udgangspunkt” eller lignende."),
    Field("spørgsmål", Effects(), "Spørgsmål og svar"),
    Field(
        "et af",
        Items((Field("spørgsmål", Effects(within=True), "Spørgsmål og svar"),), "Spørgsmål"),
        "Ét af flere spørgsmål",
        "Brug dem i stedet for spørgsmålet ovenfor, når ét af dem er nok.",
    ),
    _QUOTES,
)
_EXAMPLE: Fields = (
    Field("navn", LINE, "Navn på eksemplet", "Kort: “Er 17 år”.", required=True),
    Field("ligesom", EXAMPLE_ID, "Svarer ligesom", "Vælg et tidligere eksempel, og skriv kun det, der er anderledes."),
    Field("svar", Answers(), "Personens svar"),
    Field("forventet", Choice("states"), "Det skal guiden sige", required=True),
    Field("kilde", LONG, "Sætning fra kilden", required=True),
)

STANDARD: tuple[tuple[str, Fields], ...] = (
    (
        "Hvad er det?",
        (
            Field("titel", LINE, "Ordningens navn", required=True),
            Field("med andre ord", LINE, "Borgerens ord for den", "Som “En ledsager”."),
            Field("kort", Said(), "Kort fortalt", "Én sætning.", required=True),
            Field("let læst", Lines(), "Let læst", "Én tanke på hver linje.", required=True),
            Field("søgeord", Lines(), "Søgeord", "Det, borgerne selv siger. Ét på hver linje."),
            Field("lov", LINE, "Lov og paragraf", required=True),
            Field("trin", NUMBER, "Trin på trappen", "Det, der griber mindst ind, har det laveste tal.", required=True),
        ),
    ),
    (
        "Hvem er det til?",
        (
            Field("behov", Answers("behov"), "Behov", "Hvilke svar gør ordningen relevant? Uden: altid."),
            Field("krav", Items(_REQUIREMENT, "Krav"), "Krav", "De skal alle være opfyldt."),
            Field("kommunen vurderer", Lines(), "Det vurderer kommunen", "Det, som intet spørgsmål kan svare på."),
        ),
    ),
    (
        "Hvor meget, hvad koster det, og hvor lang tid går der?",
        (
            Field(
                "omfang",
                Items(
                    (
                        Field("når", Answers(), "Når", "Den sidste har ikke noget “når”."),
                        Field("tekst", Said(), "Hvor meget", required=True),
                        Field("kort", LINE, "Få ord", "Til rækken i resultatet."),
                    ),
                    "Omfang",
                ),
                "Omfang",
                "Guiden viser den første, der passer.",
            ),
            Field("pris", Said(), "Pris", required=True),
            Field("pris kort", LINE, "Pris med få ord", "Som “gratis”."),
            Field(
                "sagsbehandlingstid",
                Group(
                    (
                        Field("måneder", NUMBER, "Måneder"),
                        Field("uger", NUMBER, "Uger"),
                        Field("ingen", LINE, "Man skal ikke søge, fordi …"),
                        Field("se", LINE, "Fristen står et andet sted"),
                        Field("link", LINE, "Adresse", "Begynder med https://"),
                    )
                ),
                "Sagsbehandlingstid",
                "Udfyld ét af de fire første.",
                required=True,
            ),
            Field("tal", Pairs(), "Tal, som filen låner", "Navnet har små bogstaver og bindestreg."),
        ),
    ),
    (
        "Sådan søger og klager man",
        (
            Field(
                "ansøgning",
                Group((Field("til", LINE, "Brevet er til"), Field("tekst", LONG, "Sådan søger man")), "tekst"),
                "Ansøgning",
                "Uden: som kommunen siger.",
            ),
            Field(
                "klage",
                Group(
                    (
                        Field("tekst", LONG, "Sådan klager man"),
                        Field("ingen", LINE, "Man kan ikke klage, fordi …"),
                        Field("om", LINE, "Man kan kun klage over"),
                        Field("nævn", LINE, "Man klager direkte til"),
                        Field("adresse", LINE, "Nævnets adresse"),
                    ),
                    "tekst",
                ),
                "Klage",
                "Uden: som kommunen siger.",
            ),
            Field(
                "oplysninger",
                Items(
                    (
                        Field("spørg", Said(), "Spørg om", required=True),
                        Field("hjælp", Said(), "Hvad der menes"),
                        _QUOTES,
                    ),
                    "Oplysning",
                ),
                "Det skal kommunen vide",
                "3 til 6 ting, som afgørelsen hænger på.",
            ),
        ),
    ),
    (
        "Andre ordninger og loven",
        (
            *(
                Field(key, Items(_RELATION, "Standard"), label)
                for key, label in (
                    ("udelukker", "Kan ikke gives sammen med"),
                    ("i stedet for", "Gives i stedet for"),
                    ("ellers se", "Se her, hvis denne ikke passer"),
                )
            ),
            Field("se også", Items((*_RELATION, _QUOTES), "Standard"), "Har man denne, så måske også"),
            Field("går forud for", Choices("standards"), "Prøves før"),
            Field("lovændringer", Choices("changes"), "Lovændringer"),
            Field("fravalgt", LONG, "Fravalgt", "Når kommunen har valgt ikke at bruge bestemmelsen."),
            Field("uden udfald", Tick(), "Kun en side", "Ordningen har ingen krav."),
            Field("forlad hurtigt", Tick(), "Siden skal kunne forlades hurtigt"),
        ),
    ),
    ("Eksempler", (Field("eksempler", Items(_EXAMPLE, "Eksempel"), "Personer, som reglen bliver prøvet på"),)),
    (
        "Kilden",
        (
            Field("kilde", _SOURCE, "Kilde", required=True),
            Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
        ),
    ),
)

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
    Field("tekst", Said(), "Tekst", required=True),
    Field("kort", Said(), "Kort", "Én sætning til startsiden, kun når det haster."),
)

MUNICIPALITY: tuple[tuple[str, Fields], ...] = (
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
            Field("ansøgning", LONG, "Sådan søger man", required=True),
            Field(
                "klage",
                Group(
                    (
                        Field("modtager", LINE, "Modtager"),
                        Field("adresse", LINE, "Adresse"),
                        Field("måder", LINE, "Måder"),
                        Field("tekst", LONG, "Tekst"),
                    )
                ),
                "Klage",
                required=True,
            ),
            Field(
                "sagsbehandlingstider",
                Group((Field("tekst", LONG, "Tekst"), Field("link", LINE, "Adresse", "Begynder med https://"))),
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
                        Field("tekst", Said(), "Hvad man skal gøre først", required=True),
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
                    (Field("standarder", Choices("standards"), "Standarder"), Field("tekst", Said(), "Tekst")), "Valg"
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
    (
        "Kilden",
        (
            Field("kilde", _SOURCE, "Kilde", required=True),
            Field("kontrolleret", DATE, "Sidst holdt op mod kilden", required=True),
        ),
    ),
)
