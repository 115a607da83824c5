"""The people of the journeys: what each would answer, and what the guide should then show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_KNOWN = "ved-ikke"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the guide: answers by question, “Ved ikke” to all others."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, question: str) -> tuple[str, ...]:
        """What the person answers to this question."""
        return self.answers.get(question, (NOT_KNOWN,))


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
