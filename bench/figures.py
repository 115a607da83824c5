"""The figures of the guide: its budgets, modules, content, interviews and texts.

Run from the repository: ``.venv/bin/python -m bench.figures``. Every number is read or calculated in one run.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from statistics import mean

from guide import ROOT
from guide.check.colours import NO_TEXT, PAIRS, TEXT
from guide.check.contrast import themes
from guide.check.readability import read, units
from guide.content import load
from guide.municipality import Guide, Municipality
from guide.rules.interview import Interview
from testing.people import asked_of
from testing.random_people import random_person
from testing.structure import budgets, read_modules

PERSONS = 5_000
SEED = 20261122


def interviews(guide: Guide, municipality: Municipality) -> Sequence[int]:
    """The number of questions for each of the seeded random persons."""
    chance = random.Random(SEED)
    interview = Interview(guide.municipalities[municipality.slug].questions, municipality.with_outcome)
    return [len(asked_of(interview, random_person(guide.shared_questions, chance))) for _ in range(PERSONS)]


def main() -> None:
    """Print all figures."""
    guide = load(ROOT / "content", date(2026, 11, 22))
    print("Budgets (tests/test_structure.py holds them):")
    for budget in budgets():
        print(f"  {'holds' if budget.holds else 'FAILS'}  {budget}")
    print("\nLines of Python per module:")
    for module in sorted(read_modules(ROOT / "guide", ROOT), key=lambda module: module.lines, reverse=True):
        print(f"  {module.lines:4d}  {module.path}")
    print(f"\nQuestions in the file: {len(guide.shared_questions)}")
    for municipality in guide.municipalities.values():
        rules = municipality.with_outcome
        counts = interviews(guide, municipality)
        interview = Interview(guide.municipalities[municipality.slug].questions, rules)
        used = {id_ for standard in rules for id_ in standard.questions} | {
            q.id for q in guide.shared_questions if q.opening
        }
        print(
            f"\n{municipality.name}: {len(rules)} standards, "
            f"{sum(len(standard.requirements) for standard in rules)} requirements, "
            f"{sum(len(standard.examples) for standard in rules)} examples, {len(used)} questions used\n"
            f"  questions over {PERSONS} random persons: mean {mean(counts):.1f}, greatest {max(counts)}, "
            f"least {min(counts)}; “Ved ikke” to all: {len(asked_of(interview, {}))}"
        )
    css = (ROOT / "static" / "guide" / "tokens.css").read_text(encoding="utf-8")
    print("\nLeast contrast per theme (text, at least 4.5; edges, at least 3):")
    for municipality in guide.municipalities.values():
        for ending, _own, palette in themes(municipality, css):
            least = {
                limit: min((pair.contrast(palette), pair.what, pair.where) for pair in PAIRS if pair.least == limit)
                for limit in (TEXT, NO_TEXT)
            }
            told = "; ".join(f"{ratio:.2f} {what} på {where}" for ratio, what, where in least.values())
            print(f"  {municipality.name}{ending}: {told}")
    print("\nHardest text per kind (LIX / limit, longest sentence in words):")
    hardest: dict[str, tuple[float, float, int, str]] = {}
    for unit in units(guide):
        reading = read(unit.text)
        if unit.kind not in hardest or reading.lix > hardest[unit.kind][0]:
            hardest[unit.kind] = (reading.lix, unit.hardest, reading.longest, unit.name)
    for kind, (lix, limit, longest, name) in sorted(hardest.items()):
        print(f"  {kind}: {lix:.0f} / {limit:.0f}, {longest} ({name})")


if __name__ == "__main__":
    main()
