"""The people of the journeys: what each would answer, and what the guide should then show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from guide.rules.answers import NOT_KNOWN, Answers
from guide.rules.interview import Interview


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the guide: answers by question, “Ved ikke” to all others."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, question: str) -> tuple[str, ...]:
        """What the person answers to this question."""
        return self.answers.get(question, (NOT_KNOWN,))


def asked_of(interview: Interview, whole: Mapping[str, Iterable[str]], until: str | None = None) -> Answers:
    """What the guide asks somebody, with their answers: “Ved ikke” where they say nothing; before ``until``."""
    answers = Answers()
    while (question := interview.next_question(answers)) and question.id != until:
        answers = answers.with_answer(question.id, whole.get(question.id, (NOT_KNOWN,)))
    return answers


CANNOT_GO_OUT_ALONE = Person(
    {
        "hvem": ("mig",),
        "alder": ("26-64",),
        "behov": ("ud-af-huset",),
        "aarsag": ("autisme-adhd",),
        "bolig": ("egen",),
        "stoettebehov": ("moderat",),
        "varig": ("ja",),
        "faerdes": ("nej",),
        "ledsagelse": ("ledsager",),
    }
)
"""Would fit ledsagelse: the first example of that standard."""

MOTHER_OF_A_SON = Person(
    {
        "hvem": ("voksen",),
        "alder": ("18-25",),
        "behov": ("struktur", "arbejde", "bolig"),
        "aarsag": ("udviklingshaemning",),
        "bolig": ("familie",),
        "stoettebehov": ("hoejt",),
        "varig": ("ja",),
        "hjemme-nok": ("nej",),
        "botid": ("periode",),
        "arbejdsevne": ("stoettet",),
        "dagtilbud": ("ingen",),
        "transport": ("ja",),
    }
)
"""A worried mother: her grown son lives at home and needs much."""

WITHOUT_A_HOME = Person(
    {
        "hvem": ("mig",),
        "alder": ("26-64",),
        "behov": ("raad",),
        "aarsag": ("misbrug", "sociale"),
        "bolig": ("ingen",),
        "stoettebehov": ("let",),
    }
)
"""Nowhere to stay tonight."""

PARENT_OF_A_SMALL_CHILD = Person(
    {
        "hvem": ("barn",),
        "alder": ("0-15",),
        "behov": ("aflastning", "bolig", "arbejde", "udgifter"),
        "aarsag": ("autisme-adhd",),
        "bolig": ("familie",),
        "stoettebehov": ("hoejt",),
        "varig": ("ja",),
        "barn-handicap": ("ja",),
        "soeskende": ("ja",),
        "enlig": ("ja",),
    }
)
"""Asks for a child: Helsingør's catalogue is for adults and has nothing, København's has respite."""

SEEKS_MONEY_ONLY = Person(
    {"hvem": ("mig",), "alder": ("26-64",), "behov": ("udgifter",), "aarsag": ("fysisk",), "bolig": ("egen",)}
)
"""Needs only what København's standards do not deal with."""

KNOWS_NOTHING = Person()
"""Answers “Ved ikke” to everything."""

DAUGHTER_OF_A_PENSIONER = Person(
    {
        "hvem": ("voksen",),
        "alder": ("pension",),
        "behov": ("praktisk", "samvaer"),
        "aarsag": ("fysisk", "syn"),
        "bolig": ("egen",),
        "stoettebehov": ("moderat",),
        "varig": ("ja",),
    }
)
"""Her mother has reached the pension age, sees badly, and sits alone."""

YOUNG_WITH_ADHD = Person(
    {
        "hvem": ("mig",),
        "alder": ("16-17",),
        "behov": ("struktur", "uddannelse"),
        "aarsag": ("autisme-adhd",),
        "bolig": ("familie",),
        "stoettebehov": ("moderat",),
        "varig": ("ja",),
        "ungdomsuddannelse": ("nej",),
        "dagtilbud": ("ingen",),
    }
)
"""Is 17, and has given up two schools."""

NEEDS_EVERYTHING = Person(
    {
        "hvem": ("mig",),
        "alder": ("18-25",),
        "behov": (
            "raad",
            "struktur",
            "post-oekonomi",
            "praktisk",
            "personlig-pleje",
            "ud-af-huset",
            "samvaer",
            "kommunikation",
            "arbejde",
            "uddannelse",
            "undervisning",
            "bolig",
            "udgifter",
            "aflastning",
            "behandling",
            "hjaelpemidler",
            "andet",
        ),
        "aarsag": (
            "fysisk",
            "psykisk",
            "udviklingshaemning",
            "autisme-adhd",
            "hjerneskade",
            "syn",
            "hoerelse",
            "tale",
            "misbrug",
            "sociale",
        ),
        "bolig": ("familie",),
        "stoettebehov": ("hoejt",),
        "varig": ("ja",),
        "hjemme-nok": ("nej",),
        "faerdes": ("nej",),
        "ledsagelse": ("ledsager",),
        "hjaelpere": ("ja",),
        "arbejdsleder": ("ja",),
        "udgifter": ("over",),
        "pension-2003": ("nej",),
        "ungdomsuddannelse": ("nej",),
        "dagtilbud": ("ingen",),
    }
)
"""Ticks whatever can be ticked."""

DEAFBLIND = Person(
    {
        "hvem": ("mig",),
        "alder": ("26-64",),
        "behov": ("kommunikation", "ud-af-huset"),
        "aarsag": ("doevblind",),
        "bolig": ("egen",),
        "stoettebehov": ("moderat",),
        "varig": ("ja",),
        "faerdes": ("nej",),
        "ledsagelse": ("ledsager",),
    }
)
"""Neither sees nor hears well."""

WOULD_LIKE_A_JOB = Person(
    {
        "hvem": ("mig",),
        "alder": ("26-64",),
        "behov": ("arbejde", "samvaer"),
        "aarsag": ("psykisk",),
        "bolig": ("bofaellesskab",),
        "stoettebehov": ("moderat",),
        "varig": ("nej",),
        "arbejdsevne": ("stoettet",),
        "transport": ("ja",),
        "dagtilbud": ("ingen",),
    }
)
"""Lives with others, and wants something to get up for."""

LIVES_IN_A_HOME = Person(
    {
        "hvem": ("voksen",),
        "alder": ("65-pension",),
        "behov": ("samvaer", "ud-af-huset"),
        "aarsag": ("hjerneskade",),
        "bolig": ("laengerevarende-botilbud",),
        "stoettebehov": ("fuldstaendigt",),
        "varig": ("ja",),
        "faerdes": ("nej",),
        "arbejdsevne": ("ikke",),
        "dagtilbud": ("ingen",),
    }
)
"""A brother who needs help with everything."""

IN_FEAR = Person({"hvem": ("mig",), "alder": ("26-64",), "behov": ("vold",), "aarsag": ("ingen",), "bolig": ("egen",)})
"""Somebody at home is violent."""

HAS_A_DECISION = Person(
    {"hvem": ("mig",), "alder": ("26-64",), "behov": ("afgoerelse",), "aarsag": ("fysisk",), "bolig": ("egen",)}
)
"""Got a letter from the municipality this morning."""

FOURTEEN = {
    "cannot go out alone": CANNOT_GO_OUT_ALONE,
    "mother of a son": MOTHER_OF_A_SON,
    "without a home": WITHOUT_A_HOME,
    "parent of a small child": PARENT_OF_A_SMALL_CHILD,
    "seeks money only": SEEKS_MONEY_ONLY,
    "knows nothing": KNOWS_NOTHING,
    "daughter of a pensioner": DAUGHTER_OF_A_PENSIONER,
    "young with ADHD": YOUNG_WITH_ADHD,
    "needs everything": NEEDS_EVERYTHING,
    "deafblind": DEAFBLIND,
    "would like a job": WOULD_LIKE_A_JOB,
    "lives in a home": LIVES_IN_A_HOME,
    "in fear": IN_FEAR,
    "has a decision": HAS_A_DECISION,
}
"""For what must hold whoever reads."""

USUAL = ("cannot go out alone", "deafblind", "would like a job", "lives in a home", "daughter of a pensioner")
"""Those of them with two needs at the most, who have a home and are adults."""
