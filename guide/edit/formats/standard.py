"""The format of a standard."""

from __future__ import annotations

from guide.edit.formats.shared import LINE, LONG, NUMBER, SOURCE, SOURCE_FIELDS, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import Choice, Choices, Field, Fields, Lines, Perspectives, Tick
from guide.edit.forms.rule_kinds import Answers, Effects, Pairs
from guide.edit.trial import STATES

STANDARD_ID, EXAMPLE_ID = Choice("standards"), Choice("examples")
_BORROWED = "Lån et tal ved dets navn, som {timer}."

_QUOTES = Field(
    "kilde", Lines(alone=True), "Kildens egne ord", "Et citat på hver linje. “…” viser, hvor noget er udeladt."
)
_RELATION: Fields = (
    Field("standard", STANDARD_ID, "Standard", required=True),
    Field("tekst", Perspectives(), "Tekst", required=True),
)
_EXCLUDED: Fields = (
    Field("standard", STANDARD_ID, "Standard"),
    Field("hjælp", LINE, "Eller anden hjælp", "Navnet på hjælp, som I ikke har en standard for."),
    Field("tekst", Perspectives(), "Tekst", required=True),
)
_QUESTION = Field("spørgsmål", Effects(within=True), "Spørgsmål og svar")
_ALTERNATIVE: Fields = (
    _QUESTION,
    Field(
        "alle af",
        Items((_QUESTION,), "Spørgsmål, som også skal passe"),
        "Flere spørgsmål, der skal passe sammen",
        "Når ét ikke er nok her. Det første spørgsmål flytter selv herned.",
    ),
)
_REQUIREMENT: Fields = (
    Field("krav", Perspectives(), "Kravet som én sætning", "Den skal være sand, når kravet er opfyldt.", required=True),
    Field("kendetegn", Tick(), "Ordningens kendetegn", "Ved ét krav: det, som borgeren vil kende sig selv i."),
    Field("vejledende", Tick(), "Vejledende", "Kilden siger “som udgangspunkt” eller lignende."),
    Field("spørgsmål", Effects(), "Spørgsmål og svar"),
    Field(
        "et af",
        Items(_ALTERNATIVE, "Spørgsmål"),
        "Ét af flere spørgsmål",
        "Når ét af flere er nok. Det første spørgsmål flytter selv herned.",
    ),
    Field("kommunen vurderer", Tick(), "Kun kommunen kan vurdere det", "Når intet spørgsmål kan svare på kravet."),
    Field("loven nu", LONG, "Det siger loven nu", "Kun når kravet er ældre end loven. Én sætning uden “du”."),
    _QUOTES,
)
_TIME = Group(
    (
        *(
            Field(key, LINE, label, "Et tal, eller fra og til: 4-6.")
            for key, label in (
                ("måneder", "Måneder"),
                ("uger", "Uger"),
                ("dage", "Dage"),
                ("arbejdsdage", "Arbejdsdage, uden weekender og helligdage"),
            )
        ),
        Field("ingen", LINE, "Man skal ikke søge, fordi …"),
        Field("se", LINE, "Fristen står et andet sted"),
        Field("link", LINE, "Adresse", "Begynder med https://"),
    )
)
_TIME_HINT = "Udfyld ét felt. Adressen kan stå ved siden af."
_APPLICATION = MayBeUnknown(
    Group((Field("til", LINE, "Brevet er til"), Field("tekst", LONG, "Sådan søger man")), "tekst")
)
_CASE: Fields = (
    Field("navn", LINE, "Hvem det gælder", "Som “En bolig, du lejer”.", required=True),
    Field("når", Answers(), "Når", "Kun hvis et svar viser, hvem det gælder."),
    Field("lov", LINE, "Lov og paragraf"),
    Field("omfang", Perspectives(), "Hvor meget"),
    Field("pris", Perspectives(), "Pris"),
    Field("sagsbehandlingstid", MayBeUnknown(_TIME), "Sagsbehandlingstid", _TIME_HINT),
    Field("ansøgning", _APPLICATION, "Ansøgning"),
    Field("klage", LONG, "Sådan klager man"),
    Field("kilde", SOURCE, "Kilde", "Kun når det står i et andet dokument."),
)
_EXAMPLE: Fields = (
    Field("navn", LINE, "Navn på eksemplet", "Kort: “Er 17 år”.", required=True),
    Field("ligesom", EXAMPLE_ID, "Svarer ligesom", "Vælg et tidligere eksempel, og skriv kun det, der er anderledes."),
    Field("svar", Answers(), "Personens svar"),
    Field("forventet", Choice(options=tuple(STATES.items())), "Det skal guiden sige", required=True),
    Field("kilde", LONG, "Sætning fra kilden", required=True),
)


def _sum(*rows: tuple[str, str]) -> Group:
    return Group(tuple(Field(key, LINE, label, _BORROWED) for key, label in rows), folds=True)


_SUMS = Group(
    (
        Field(
            "kompensation",
            _sum(
                ("gruppe 1 fra", "Gruppe 1: udgifter på mindst"),
                ("gruppe 1 giver", "Gruppe 1 giver"),
                ("gruppe 2 over", "Gruppe 2: udgifter over"),
                ("gruppe 2 lægger til", "Gruppe 2 lægger til"),
            ),
            "Kompensation",
        ),
        Field(
            "transport",
            Group(
                (
                    Field("andel", LINE, "Andel i procent", _BORROWED),
                    Field("afstand", LINE, "Afstand i kilometer", _BORROWED),
                    Field("længere betaler kommunen", Tick(), "Kommunen betaler det, der er længere"),
                ),
                folds=True,
            ),
            "Transport",
        ),
        Field("ophold", _sum(("døgn", "Beløb pr. døgn")), "Ophold"),
        Field(
            "gemte timer",
            _sum(
                ("timer", "Timer om måneden"),
                ("i botilbud", "Timer om måneden i botilbud"),
                ("gemmes", "Gemmes i måneder"),
                ("højst", "Timer, der højst kan gemmes"),
            ),
            "Gemte timer",
        ),
        Field(
            "aflastning",
            Items(
                (
                    Field("navn", LINE, "Navn", required=True),
                    Field("døgn", LINE, "Døgn om året", _BORROWED),
                    Field("weekender", LINE, "Weekender om måneden", _BORROWED),
                    Field("særligt", Tick(), "Kun i særlige tilfælde"),
                ),
                "Pakke",
            ),
            "Aflastning",
        ),
    ),
    folds=True,
)

STANDARD: Table = (
    (
        "Hvad er det?",
        (
            Field("titel", LINE, "Ordningens navn", required=True),
            Field("med andre ord", LINE, "Borgerens ord for den", "Som “En ledsager”."),
            Field("kort", Perspectives(), "Kort fortalt", "Én sætning.", required=True),
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
                        Field("tekst", Perspectives(), "Hvor meget", required=True),
                        Field("kort", LINE, "Få ord", "Til rækken i resultatet."),
                    ),
                    "Omfang",
                ),
                "Omfang",
                "Guiden viser den første, der passer.",
            ),
            Field("pris", MayBeUnknown(Perspectives()), "Pris", required=True),
            Field("pris kort", LINE, "Pris med få ord", "Som “gratis”."),
            Field(
                "sagsbehandlingstid",
                MayBeUnknown(_TIME),
                "Sagsbehandlingstid",
                _TIME_HINT,
                required=True,
            ),
            Field("tilfælde", Items(_CASE, "Tilfælde"), "Anderledes for nogle", "Skriv kun det, der er anderledes."),
            Field("tal", Pairs(), "Tal, som filen låner", "Navnet har små bogstaver og bindestreg."),
            Field("beregning", _SUMS, "Beregning", "Én slags. Borgeren kan så regne på siden."),
        ),
    ),
    (
        "Sådan søger og klager man",
        (
            Field("ansøgning", _APPLICATION, "Ansøgning", "Uden: som kommunen siger."),
            Field(
                "klage",
                MayBeUnknown(
                    Group(
                        (
                            Field("tekst", LONG, "Sådan klager man"),
                            Field("ingen", LINE, "Man kan ikke klage, fordi …"),
                            Field("om", LINE, "Man kan kun klage over"),
                            Field("nævn", LINE, "Man klager direkte til"),
                            Field("adresse", LINE, "Nævnets adresse"),
                            Field("frist", LINE, "Nævnets frist i uger", _BORROWED),
                            Field("kun lovspørgsmål", Tick(), "Nævnet ser kun på lovspørgsmål"),
                        ),
                        "tekst",
                    )
                ),
                "Klage",
                "Uden: som kommunen siger.",
            ),
            Field(
                "oplysninger",
                Items(
                    (
                        Field("spørg", Perspectives(), "Spørg om", required=True),
                        Field("hjælp", Perspectives(), "Hvad der menes"),
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
            Field("udelukker", Items(_EXCLUDED, "Hjælp"), "Kan ikke gives sammen med"),
            *(
                Field(key, Items(_RELATION, "Standard"), label)
                for key, label in (
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
            *SOURCE_FIELDS,
            Field("kilderne er uenige", Lines(), "Kilderne er uenige", "Til jer selv. Kontrollen minder om det."),
        ),
    ),
)
