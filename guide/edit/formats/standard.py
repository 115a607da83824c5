"""The format of a standard."""

from __future__ import annotations

from guide.edit.formats.shared import LINE, LINK, LONG, NUMBER, ONE_OR_MORE, SOURCE, SOURCE_FIELDS, Table
from guide.edit.forms.groups import Group, MayBeUnknown
from guide.edit.forms.items import Items
from guide.edit.forms.kinds import WORDING, Choice, Choices, Field, Fields, Lines, Tick
from guide.edit.forms.rule_kinds import Answers, Effects, Pairs
from guide.edit.trial import STATES

_STANDARD = Choice("standards")
_BORROWED = "Lån et tal ved dets navn, som {timer}."

_QUOTES = Field("kilde", ONE_OR_MORE, "Kildens egne ord", "Et citat på hver linje. “…” viser, hvor noget er udeladt.")
_RELATION: Fields = (
    Field("standard", _STANDARD, "Standard", required=True),
    Field("tekst", WORDING, "Tekst", required=True),
)
_EXCLUDED = Items(
    "Hjælp",
    Field("standard", _STANDARD, "Standard"),
    Field("hjælp", LINE, "Eller anden hjælp", "Navnet på hjælp, som I ikke har en standard for."),
    Field("tekst", WORDING, "Tekst", required=True),
)
_QUESTION = Field("spørgsmål", Effects(within=True), "Spørgsmål og svar")
_ALTERNATIVE = Items(
    "Spørgsmål",
    _QUESTION,
    Field(
        "alle af",
        Items("Spørgsmål, som også skal passe", _QUESTION),
        "Flere spørgsmål, der skal passe sammen",
        "Når ét ikke er nok her. Det første spørgsmål flytter selv herned.",
    ),
)
_REQUIREMENT = Items(
    "Krav",
    Field("krav", WORDING, "Kravet som én sætning", "Den skal være sand, når kravet er opfyldt.", required=True),
    Field("kendetegn", Tick(), "Ordningens kendetegn", "Ved ét krav: det, som borgeren vil kende sig selv i."),
    Field("vejledende", Tick(), "Vejledende", "Kilden siger “som udgangspunkt” eller lignende."),
    Field("spørgsmål", Effects(), "Spørgsmål og svar"),
    Field(
        "et af",
        _ALTERNATIVE,
        "Ét af flere spørgsmål",
        "Når ét af flere er nok. Det første spørgsmål flytter selv herned.",
    ),
    Field("kommunen vurderer", Tick(), "Kun kommunen kan vurdere det", "Når intet spørgsmål kan svare på kravet."),
    Field("loven nu", LONG, "Det siger loven nu", "Kun når kravet er ældre end loven. Én sætning uden “du”."),
    _QUOTES,
)
_EXTENT = Items(
    "Omfang",
    Field("når", Answers(), "Når", "Den sidste har ikke noget “når”."),
    Field("tekst", WORDING, "Hvor meget", required=True),
    Field("kort", LINE, "Få ord", "Til rækken i resultatet."),
)
_SPAN = "Et tal, eller fra og til: 4-6."
_TIME = Group(
    Field("måneder", LINE, "Måneder", _SPAN),
    Field("uger", LINE, "Uger", _SPAN),
    Field("dage", LINE, "Dage", _SPAN),
    Field("arbejdsdage", LINE, "Arbejdsdage, uden weekender og helligdage", _SPAN),
    Field("ingen", LINE, "Man skal ikke søge, fordi …"),
    Field("se", LINE, "Fristen står et andet sted"),
    LINK,
)
_TIME_HINT = "Udfyld ét felt. Adressen kan stå ved siden af."
_APPLICATION = MayBeUnknown(
    Group(Field("til", LINE, "Brevet er til"), Field("tekst", LONG, "Sådan søger man"), main="tekst")
)
_COMPLAINT = Group(
    Field("tekst", LONG, "Sådan klager man"),
    Field("ingen", LINE, "Man kan ikke klage, fordi …"),
    Field("om", LINE, "Man kan kun klage over"),
    Field("nævn", LINE, "Man klager direkte til"),
    Field("adresse", LINE, "Nævnets adresse"),
    Field("frist", LINE, "Nævnets frist i uger", _BORROWED),
    Field("kun lovspørgsmål", Tick(), "Nævnet ser kun på lovspørgsmål"),
    main="tekst",
)
_INFORMATION = Items(
    "Oplysning",
    Field("spørg", WORDING, "Spørg om", required=True),
    Field("hjælp", WORDING, "Hvad der menes"),
    _QUOTES,
)
_CASE = Items(
    "Tilfælde",
    Field("navn", LINE, "Hvem det gælder", "Som “En bolig, du lejer”.", required=True),
    Field("når", Answers(), "Når", "Kun hvis et svar viser, hvem det gælder."),
    Field("lov", LINE, "Lov og paragraf"),
    Field("omfang", WORDING, "Hvor meget"),
    Field("pris", WORDING, "Pris"),
    Field("sagsbehandlingstid", MayBeUnknown(_TIME), "Sagsbehandlingstid", _TIME_HINT),
    Field("ansøgning", _APPLICATION, "Ansøgning"),
    Field("klage", LONG, "Sådan klager man"),
    Field("kilde", SOURCE, "Kilde", "Kun når det står i et andet dokument."),
)
_EXAMPLE = Items(
    "Eksempel",
    Field("navn", LINE, "Navn på eksemplet", "Kort: “Er 17 år”.", required=True),
    Field(
        "ligesom",
        Choice("examples"),
        "Svarer ligesom",
        "Vælg et tidligere eksempel, og skriv kun det, der er anderledes.",
    ),
    Field("svar", Answers(), "Personens svar"),
    Field("forventet", Choice(options=tuple(STATES.items())), "Det skal guiden sige", required=True),
    Field("kilde", LONG, "Sætning fra kilden", required=True),
)


_COMPENSATION = Group(
    Field("gruppe 1 fra", LINE, "Gruppe 1: udgifter på mindst", _BORROWED),
    Field("gruppe 1 giver", LINE, "Gruppe 1 giver", _BORROWED),
    Field("gruppe 2 over", LINE, "Gruppe 2: udgifter over", _BORROWED),
    Field("gruppe 2 lægger til", LINE, "Gruppe 2 lægger til", _BORROWED),
    folds=True,
)
_TRANSPORT = Group(
    Field("andel", LINE, "Andel i procent", _BORROWED),
    Field("afstand", LINE, "Afstand i kilometer", _BORROWED),
    Field("længere betaler kommunen", Tick(), "Kommunen betaler det, der er længere"),
    Field("dyrere betaler kommunen", Tick(), "Kommunen betaler det, der er dyrere end andelen"),
    folds=True,
)
_SAVED_HOURS = Group(
    Field("timer", LINE, "Timer om måneden", _BORROWED),
    Field("i botilbud", LINE, "Timer om måneden i botilbud", _BORROWED),
    Field("gemmes", LINE, "Gemmes i måneder", _BORROWED),
    Field("højst", LINE, "Timer, der højst kan gemmes", _BORROWED),
    folds=True,
)
_RESPITE = Items(
    "Pakke",
    Field("navn", LINE, "Navn", required=True),
    Field("døgn", LINE, "Døgn om året", _BORROWED),
    Field("weekender", LINE, "Weekender om måneden", _BORROWED),
    Field("særligt", Tick(), "Kun i særlige tilfælde"),
)
_SUMS = Group(
    Field("kompensation", _COMPENSATION, "Kompensation"),
    Field("transport", _TRANSPORT, "Transport"),
    Field("ophold", Group(Field("døgn", LINE, "Beløb pr. døgn", _BORROWED), folds=True), "Ophold"),
    Field("gemte timer", _SAVED_HOURS, "Gemte timer"),
    Field("aflastning", _RESPITE, "Aflastning"),
    folds=True,
)

STANDARD: Table = {
    "Hvad er det?": (
        Field("titel", LINE, "Ordningens navn", required=True),
        Field("med andre ord", LINE, "Borgerens ord for den", "Som “En ledsager”."),
        Field("kort", WORDING, "Kort fortalt", "Én sætning.", required=True),
        Field("let læst", Lines(), "Let læst", "Én tanke på hver linje.", required=True),
        Field("søgeord", Lines(), "Søgeord", "Det, borgerne selv siger. Ét på hver linje."),
        Field("lov", LINE, "Lov og paragraf", required=True),
        Field("trin", NUMBER, "Trin på trappen", "Det, der griber mindst ind, har det laveste tal.", required=True),
    ),
    "Hvem er det til?": (
        Field("behov", Answers("behov"), "Behov", "Hvilke svar gør ordningen relevant? Uden: altid."),
        Field("krav", _REQUIREMENT, "Krav", "De skal alle være opfyldt."),
        Field("kommunen vurderer", Lines(), "Det vurderer kommunen", "Det, som intet spørgsmål kan svare på."),
    ),
    "Hvor meget, hvad koster det, og hvor lang tid går der?": (
        Field("omfang", _EXTENT, "Omfang", "Guiden viser den første, der passer."),
        Field("pris", MayBeUnknown(WORDING), "Pris", required=True),
        Field("pris kort", LINE, "Pris med få ord", "Som “gratis”."),
        Field("sagsbehandlingstid", MayBeUnknown(_TIME), "Sagsbehandlingstid", _TIME_HINT, required=True),
        Field("tilfælde", _CASE, "Anderledes for nogle", "Skriv kun det, der er anderledes."),
        Field("tal", Pairs(), "Tal, som filen låner", "Navnet har små bogstaver og bindestreg."),
        Field("beregning", _SUMS, "Beregning", "Én slags. Borgeren kan så regne på siden."),
    ),
    "Sådan søger og klager man": (
        Field("ansøgning", _APPLICATION, "Ansøgning", "Uden: som kommunen siger."),
        Field("klage", MayBeUnknown(_COMPLAINT), "Klage", "Uden: som kommunen siger."),
        Field("oplysninger", _INFORMATION, "Det skal kommunen vide", "3 til 6 ting, som afgørelsen hænger på."),
    ),
    "Andre ordninger og loven": (
        Field("udelukker", _EXCLUDED, "Kan ikke gives sammen med"),
        Field("i stedet for", Items("Standard", *_RELATION), "Gives i stedet for"),
        Field("ellers se", Items("Standard", *_RELATION), "Se her, hvis denne ikke passer"),
        Field("se også", Items("Standard", *_RELATION, _QUOTES), "Har man denne, så måske også"),
        Field("går forud for", Choices("standards"), "Prøves før"),
        Field("lovændringer", Choices("changes"), "Lovændringer"),
        Field("fravalgt", LONG, "Fravalgt", "Når kommunen har valgt ikke at bruge bestemmelsen."),
        Field("uden udfald", Tick(), "Kun en side", "Ordningen har ingen krav."),
        Field("forlad hurtigt", Tick(), "Siden skal kunne forlades hurtigt"),
    ),
    "Eksempler": (Field("eksempler", _EXAMPLE, "Personer, som reglen bliver prøvet på"),),
    "Kilden": (
        *SOURCE_FIELDS,
        Field("kilderne er uenige", Lines(), "Kilderne er uenige", "Til jer selv. Kontrollen minder om det."),
    ),
}
