"""How long a code to read out would be that holds the answers: bits of the answers, and characters in all.

``python -m bench.short_code`` prints it for random persons and for the people of ``testing.people``. Each question that
the guide asks costs what its options need where all are as likely; where several may be chosen, their number and which.
What is left of the answers where only the result has to come out again is estimated from pairs of persons who agree.
The decision is docs/decisions/0023.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil, comb, log2

from guide import ROOT
from guide.content import load
from guide.municipality import Municipality
from guide.rules.answers import Answers, Question, QuestionKind
from guide.rules.interview import Interview
from guide.rules.outcome import evaluate
from guide.settings import danish_today
from testing.people import FOURTEEN, asked_of
from testing.random_people import random_person

PERSONS = 3000
AROUND = {
    "municipality, of 98": 7,
    "day of making and of the first answer, of 31": 10,
    "how long it lives, of 5": 3,
    "version of the list of questions": 3,
    "a check that lets one slip of 65,000 pass": 16,
    "a number that makes two codes of the same answers differ": 16,
}
"""Bits that a code needs beside the answers."""
ALPHABETS = {"digits": 10, "letters and digits without look-alikes": 28}


def bits_of(question: Question, answer: frozenset[str], answers: Answers) -> float:
    """What this answer to this question costs."""
    offered = [option.id for option in question.offered(answers.perspective)]
    if question.kind is QuestionKind.ONE:
        return log2(len(offered))
    several = [option for option in offered if not question.excludes_others(option)]
    alone = len(offered) - len(several)
    if len(answer) == 1 and next(iter(answer)) not in several:
        return log2(alone + len(several))
    return log2(alone + len(several)) + log2(comb(len(several), len(answer)))


def spread(numbers: Iterable[float]) -> str:
    """The least, the median, nine of ten, and the most."""
    ordered = sorted(numbers)
    chosen = (0, len(ordered) // 2, len(ordered) * 9 // 10, len(ordered) - 1)
    return " ".join(f"{ordered[place]:5.0f}" for place in chosen)


def bits_of_the_result(place: Municipality, people: Sequence[Answers]) -> float:
    """Bits of the results alone, at least: from how often two are the same."""
    results = Counter(
        tuple((one.state, tuple(found.requirement.text.self_ for found in one.reasons)) for one in outcomes)
        for outcomes in ([evaluate(standard, one) for standard in place.with_outcome] for one in people)
    )
    pairs = sum(comb(times, 2) for times in results.values())
    return log2(comb(len(people), 2) / max(pairs, 1))


def main() -> None:
    """Print the bits and the characters of a code."""
    guide = load(ROOT / "content", danish_today())
    around = sum(AROUND.values())
    print(f"Beside the answers: {around} bits ({', '.join(f'{name}: {bits}' for name, bits in AROUND.items())})")
    for place in guide.municipalities.values():
        interview, chance = Interview(place.questions, place.with_outcome), random.Random(place.slug)
        drawn = [asked_of(interview, random_person(place.questions, chance)) for _ in range(PERSONS)]
        people = [asked_of(interview, person.answers) for person in FOURTEEN.values()]
        print(f"\n{place.name}{'':22}least, median, nine of ten, most")
        for name, some in ((f"{PERSONS} random persons", drawn), (f"the {len(people)} people", people)):
            bits = [sum(bits_of(q, one[q.id], one) for q in place.questions if q.id in one) for one in some]
            print(f"  {name}: questions {spread(len(one) for one in some)}; bits of their answers {spread(bits)}")
            for alphabet, letters in ALPHABETS.items():
                print(f"    {alphabet}: {spread(ceil((one + around) / log2(letters)) for one in bits)} characters")
        print(f"  bits of the result alone, at least: {bits_of_the_result(place, drawn):.0f}")


if __name__ == "__main__":
    main()
