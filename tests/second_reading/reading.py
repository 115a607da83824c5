"""The tables of the second reading, and how they compare with the rules (``README.md`` says how one is written)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path

from guide.content.files.questions import QuestionIndex
from guide.content.syntax.problems import Problems
from guide.content.syntax.reading import read_yaml
from guide.content.syntax.source import Fields, Value
from guide.municipality import Guide
from guide.rules.answers import Answers
from guide.rules.interview import representative_answers
from guide.rules.outcome import State, evaluate, holds
from guide.rules.standards import Condition, Requirement, Standard
from testing.rules import words

LEFT_OPEN = (State.LIKELY, State.INDIVIDUAL)
WORST_FIRST = (State.UNLIKELY, State.INDIVIDUAL)
"""The outcomes that a row can have; where no row applies, it is likely."""
COMPARED = (*WORST_FIRST, State.LIKELY, State.NOT_SOUGHT)


@dataclass(frozen=True, slots=True)
class Case:
    """Some answers: all of ``when``, and none of ``unless``."""

    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]

    def holds(self, answers: Answers) -> bool:
        return holds(self.when, answers) and not any(holds((condition,), answers) for condition in self.unless)


@dataclass(frozen=True, slots=True)
class Row:
    outcome: State
    case: Case
    because: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Two readings that are both defensible."""

    case: Case
    ours: State
    theirs: State
    reason: str
    line: int

    def explains(self, difference: Difference) -> bool:
        outcomes = (difference.ours, difference.theirs)
        return outcomes == (self.ours, self.theirs) and self.case.holds(difference.answers)


@dataclass(frozen=True, slots=True)
class Table:
    """What a second reader says of one standard."""

    file: str
    need: tuple[Condition, ...]
    rows: tuple[Row, ...]
    explained: tuple[Explanation, ...]

    def outcome(self, answers: Answers) -> State:
        if self.need and not any(holds((condition,), answers) for condition in self.need):
            return State.NOT_SOUGHT
        outcomes = {row.outcome for row in self.rows if row.case.holds(answers)}
        return next((outcome for outcome in WORST_FIRST if outcome in outcomes), State.LIKELY)

    def conditions(self) -> Iterator[Condition]:
        yield from self.need
        for part in (*self.rows, *self.explained):
            yield from (*part.case.when, *part.case.unless)


@dataclass(frozen=True, slots=True)
class Difference:
    """Answers of which the rule and the table say different things."""

    answers: Answers
    ours: State
    theirs: State

    def of(self, questions: Iterable[str]) -> str:
        """What is said of these answers alone."""
        told = ", ".join(f"{id_}: {'+'.join(sorted(self.answers[id_]))}" for id_ in questions)
        return f"{told or 'whatever is answered'}: ours {self.ours}, theirs {self.theirs}"


class Comparison:
    """Every combination of answers that the rule or the table tells apart."""

    def __init__(self, standard: Standard, table: Table) -> None:
        told_apart = Requirement(words(""), tuple(table.conditions()))
        both = replace(standard, requirements=(*standard.requirements, told_apart), extents=())
        # The last answer to each question is “Ved ikke”, which no table speaks of.
        choices = {id_: representative_answers(both, asked)[:-1] for id_, asked in both.questions.items()}
        self.questions = tuple(choices)
        people = (Answers(dict(zip(choices, chosen, strict=True))) for chosen in product(*choices.values()))
        self.all = tuple(
            Difference(answers, evaluate(standard, answers).state, table.outcome(answers)) for answers in people
        )
        self.table = table
        self.differences = tuple(pair for pair in self.all if pair.ours is not pair.theirs)

    @property
    def ruled_out(self) -> tuple[Difference, ...]:
        """What is unlikely on our side alone."""
        return tuple(pair for pair in self.differences if pair.ours is State.UNLIKELY and pair.theirs in LEFT_OPEN)

    @property
    def unexplained(self) -> tuple[Difference, ...]:
        return tuple(
            pair for pair in self.differences if not any(each.explains(pair) for each in self.table.explained)
        )

    def needless(self) -> Iterator[str]:
        """Explanations without which everything would be explained."""
        needed = set()
        for pair in self.differences:
            (first, *others) = [each for each in self.table.explained if each.explains(pair)] or [None]
            if first and not others:
                needed.add(first.line)
        for each in self.table.explained:
            if each.line not in needed:
                yield f"{self.table.file}:{each.line}: No combination needs this explanation. Delete it."

    def smallest(self, pairs: Iterable[Difference]) -> str:
        """Fewest answers after which it is so whatever else is answered."""
        among = {id(pair) for pair in pairs}
        for size in range(len(self.questions) + 1):
            found = []
            for named in combinations(self.questions, size):
                groups: dict[tuple[frozenset[str], ...], list[Difference]] = defaultdict(list)
                for pair in self.all:
                    groups[tuple(pair.answers[id_] for id_ in named)].append(pair)
                for chosen, group in groups.items():
                    if all(id(pair) in among for pair in group) and len({(p.ours, p.theirs) for p in group}) == 1:
                        found.append((sum(map(len, chosen)), group[0].of(named)))
            if found:
                return min(found)[1]
        return ""


def read_tables(folder: Path, guide: Guide, problems: Problems) -> dict[tuple[str, str], Table]:
    """The table of each standard with an outcome, or why there is none."""
    expected = {
        (slug, standard.slug): municipality.questions
        for slug, municipality in guide.municipalities.items()
        for standard in municipality.with_outcome
    }
    tables = {}
    for path in sorted(folder.glob("*/*.yaml")):
        place, file = (path.parent.name, path.stem), f"{path.parent.name}/{path.name}"
        if place not in expected:
            problems.add(file, 1, "There is no such standard.", "Name the file as the standard.")
        else:
            root = read_yaml(path, file, problems)
            index = QuestionIndex({question.id: question for question in expected[place]})
            if root is not None:
                tables[place] = _table(root, index)
    for municipality, slug in expected.keys() - {(path.parent.name, path.stem) for path in folder.glob("*/*.yaml")}:
        problems.add(f"{municipality}/{slug}.yaml", 1, "Nobody has read this standard a second time.", "Write a table.")
    return tables


def _table(root: Value, index: QuestionIndex) -> Table:
    fields = root.fields("need", "rows", "explained")
    need = index.all_of(fields.get("need"), opening_only=True) if "need" in fields else ()
    rows = tuple(_row(item, index) for item in fields.items("rows"))
    explained = tuple(_explanation(item, index) for item in fields.items("explained"))
    return Table(root.file, need, rows, explained)


def _row(item: Value, index: QuestionIndex) -> Row:
    fields = item.fields("outcome", "when", "unless", "because")
    return Row(_state(fields, "outcome", WORST_FIRST), _case(fields, index), fields.text("because"))


def _explanation(item: Value, index: QuestionIndex) -> Explanation:
    fields = item.fields("when", "unless", "ours", "theirs", "reason")
    ours, theirs = (_state(fields, side, COMPARED) for side in ("ours", "theirs"))
    if ours is State.UNLIKELY and theirs in LEFT_OPEN:
        item.report("Nothing explains that we rule out what the second reading leaves open.", "Mend the rule.")
    if ours is theirs:
        item.report("That is no difference.", "Write what each of the two says.")
    return Explanation(_case(fields, index), ours, theirs, fields.text("reason"), item.line)


def _state(fields: Fields, key: str, allowed: tuple[State, ...]) -> State:
    word = fields.required(key).one_of([state.value for state in allowed])
    return next((state for state in allowed if state.value == word), State.LIKELY)


def _case(fields: Fields, index: QuestionIndex) -> Case:
    parts = [index.all_of(fields.get(key)) if key in fields else () for key in ("when", "unless")]
    if not any(parts):
        fields.at.report("No answer is named here.", "Write “when: {…}” or “unless: {…}”.")
    return Case(*parts)
