"""Persons for tests: some who come again and again, random whole ones, and one of each combination of answers."""

from __future__ import annotations

import random
from collections.abc import Sequence

from guide.rules.answers import NONE_OF_THEM, NOT_KNOWN, Answers, Question, QuestionKind
from testing.people import MOTHER_OF_A_SON

PLACE, OTHER = "helsingoer", "koebenhavn"
Told = dict[str, list[str]]
"""The answers of a person, by question."""

PERSON = {
    "hvem": ["mig"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset", "udgifter"],
    "aarsag": ["doevblind"],
    "bolig": ["bofaellesskab"],
    "varig": ["nej"],
    "faerdes": ["nej"],
}
"""Asks for themselves."""

SENT = {"hvem": "mig", "alder": "26-64", "behov": ["ud-af-huset"], "varig": "ja"}
"""Some answers as a program sends them."""

ADVISED = {
    "hvem": ["voksen"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset", "udgifter"],
    "aarsag": ["fysisk"],
    "bolig": ["egen"],
    "stoettebehov": ["moderat"],
    "varig": ["ja"],
    "faerdes": ["nej"],
    "ledsagelse": ["ledsager"],
}
"""Sits with an adviser and asks for somebody else; a companion may fit."""

MOTHER = {question: [*said] for question, said in MOTHER_OF_A_SON.answers.items()}
"""Asks for a grown son; much fits, and much depends on an assessment."""

NOT_ASKED = None
"""The absence of an answer, as one more thing that may be true of a question."""


def random_answer(question: Question, chance: random.Random) -> frozenset[str]:
    """One answer as a person may give it: a whole subset where several may be chosen, sometimes “Ved ikke”."""
    if chance.random() < 0.1:
        return frozenset((NOT_KNOWN,))
    options = [option for option in question.option_ids if option != NOT_KNOWN]
    if question.kind is QuestionKind.ONE:
        return frozenset((chance.choice(options),))
    several = [option for option in options if option != NONE_OF_THEM]
    if NONE_OF_THEM in options and chance.random() < 0.1:
        return frozenset((NONE_OF_THEM,))
    return frozenset(chance.sample(several, chance.randint(1, min(4, len(several)))))


def random_person(questions: Sequence[Question], chance: random.Random) -> Answers:
    """A person who answers every question."""
    return Answers({question.id: random_answer(question, chance) for question in questions})


def person(questions: Sequence[str], chosen: Sequence[frozenset[str] | None]) -> Answers:
    """The person of one combination: question by question what was chosen, or not asked."""
    return Answers({id_: one for id_, one in zip(questions, chosen, strict=True) if one is not NOT_ASKED})
