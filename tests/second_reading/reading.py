"""The tables of the second reading, and how they compare with the rules (``README.md`` says how one is written)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path

from guide.content.files.questions import QuestionIndex
from guide.content.syntax.problems import Problems
from guide.content.syntax.reading import read_yaml
from guide.content.syntax.source import Fields, Value
from guide.rules.answers import Answers, Question
from guide.rules.outcome import State, evaluate, holds
from guide.rules.standards import Condition, Requirement, Standard
from testing.rules import distinguishable_answers, words

Place = tuple[str, str]
"""Municipality and standard."""

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
        for case in (*(row.case for row in self.rows), *(each.case for each in self.explained)):
            yield from (*case.when, *case.unless)


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
        told_apart = Requirement(words(""), tuple((each,) for each in table.conditions()))
        both = replace(standard, requirements=(*standard.requirements, told_apart), extents=())
        # The last answer to each question is “Ved ikke”, which no table speaks of.
        choices = {id_: distinguishable_answers(both, asked)[:-1] for id_, asked in both.questions.items()}
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
        return tuple(pair for pair in self.differences if not any(each.explains(pair) for each in self.table.explained))

    def needless(self) -> Iterator[str]:
        """Explanations without which everything would be explained too."""
        needed: set[int] = set()
        for pair in self.differences:
            explaining = [each for each in self.table.explained if each.explains(pair)]
            if len(explaining) == 1:
                needed.update(map(id, explaining))
        for each in self.table.explained:
            if id(each) not in needed:
                told = f"no combination needs it to explain ours {each.ours}, theirs {each.theirs}"
                yield f"{self.table.file}:{each.line}: {told}. Delete that."

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


def read_tables(folder: Path, asked: Mapping[Place, Iterable[Question]], problems: Problems) -> dict[Place, Table]:
    """The tables that can be read.

    Args:
        folder: has a folder of tables per municipality.
        asked: the questions of each standard that must have a table.
        problems: get what is wrong with a table, and which are missing.
    """
    tables = {}
    paths = {(path.parent.name, path.stem): path for path in sorted(folder.glob("*/*.yaml"))}
    for place, path in paths.items():
        file = str(path)
        if place not in asked:
            problems.add(file, 1, "There is no such standard.", "Name the file as the standard.")
        elif root := read_yaml(path, problems):
            tables[place] = _table(root, QuestionIndex({question.id: question for question in asked[place]}))
    for municipality, slug in asked.keys() - paths.keys():
        file = str(folder / municipality / f"{slug}.yaml")
        problems.add(file, 1, "Nobody has read this standard a second time.", "Have a table written (README.md).")
    return tables


def _table(root: Value, index: QuestionIndex) -> Table:
    fields = root.fields("need", "rows", "explained")
    need = index.all_of(fields.get("need"), opening_only=True) if fields.get("need") else ()
    rows = tuple(_row(item, index) for item in fields.items("rows"))
    explained = tuple(each for item in fields.items("explained") for each in _explanations(item, index))
    return Table(root.file, need, rows, explained)


def _row(item: Value, index: QuestionIndex) -> Row:
    fields = item.fields("outcome", "when", "unless", "because")
    outcome = _state(fields.required("outcome"), WORST_FIRST)
    return Row(outcome, _case(fields, index), fields.text("because"))


def _explanations(item: Value, index: QuestionIndex) -> Iterator[Explanation]:
    """One for each pair of outcomes that the item names."""
    fields = item.fields("when", "unless", "ours", "theirs", "reason")
    case, reason = _case(fields, index), fields.text("reason")
    sides = ([_state(value, COMPARED) for value in fields.required(side).items()] for side in ("ours", "theirs"))
    for ours, theirs in product(*sides):
        if ours is State.UNLIKELY and theirs in LEFT_OPEN:
            item.report("Nothing explains that we rule out what is left open there.", "Mend the rule.")
        if ours is theirs:
            item.report(f"“{ours}” on both sides is no difference.", "Write what each of the two says.")
        yield Explanation(case, ours, theirs, reason, item.line)


def _state(value: Value, allowed: tuple[State, ...]) -> State:
    word = value.one_of([state.value for state in allowed])
    return next((state for state in allowed if state.value == word), State.UNKNOWN)


def _case(fields: Fields, index: QuestionIndex) -> Case:
    when, unless = (fields.get(key) for key in ("when", "unless"))
    if not when.node.value and not unless.node.value:
        fields.at.report("No answer is named here.", "Write “when: {…}” or “unless: {…}”.")
    return Case(*(index.all_of(part) if part else () for part in (when, unless)))
