"""One standard's file: the front matter is the rule, the body is its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.content.files.questions import Asking
from guide.content.files.sums import read_sum_rule
from guide.content.syntax.problems import Problems, suggestion
from guide.content.syntax.source import Fields, Value, read_front_matter
from guide.content.texts.figures import refuse_typed
from guide.content.texts.prose import Body
from guide.content.texts.references import IN_PLACE_OF, References
from guide.content.texts.search_words import read_search_words
from guide.content.texts.wording import Figures
from guide.rules.answers import Answers, Wording
from guide.rules.outcome import State
from guide.rules.standards import (
    Condition,
    Example,
    Extent,
    LawChange,
    ProcessingTime,
    Relation,
    Requirement,
    Source,
    Standard,
)

_TIME = "sagsbehandlingstid"
_KEYS = (
    "titel",
    "med andre ord",
    "kort",
    "søgeord",
    "let læst",
    "lov",
    "trin",
    "behov",
    "krav",
    "omfang",
    "pris",
    "sagsbehandlingstid",
    "ansøgning",
    "klage",
    "kommunen vurderer",
    "udelukker",
    "i stedet for",
    "ellers se",
    "går forud for",
    "tal",
    "beregning",
    "lovændringer",
    "fravalgt",
    "uden udfald",
    "forlad hurtigt",
    "eksempler",
    "kilde",
    "kontrolleret",
)


@dataclass(frozen=True, slots=True)
class Shared:
    """What a standard's file may refer to; ``references`` is where it notes which standards and pages it names."""

    asking: Asking
    figures: Figures
    law_changes: dict[str, LawChange]
    need_text: Wording
    problems: Problems
    references: References | None = None


def read_standard(path: Path, file: str, shared: Shared) -> Standard | None:
    """The standard of a file, or ``None`` when its front matter cannot be read; complaints go to ``shared``."""
    root, body, body_line = read_front_matter(path, file, shared.problems)
    if root is None:
        return None
    fields, references = root.fields(*_KEYS), shared.references or References()
    processing = _processing(fields)
    own = _own_figures(fields, shared)
    figures = shared.figures.of_a_file({**own, _TIME: _in_words(processing)})
    has_outcome = not fields.yes("uden udfald")
    if has_outcome and "krav" not in fields:
        root.complain("Feltet “krav” mangler.", "Skriv kravene, eller “uden udfald: ja”, hvis der ingen er.")
    complaint = fields.get("klage")
    no_complaint = complaint.fields("ingen").need("ingen") if complaint and complaint.is_mapping else None
    return Standard(
        slug=path.stem,
        title=fields.text("titel"),
        plain_title=fields.text("med andre ord", optional=True),
        summary=figures.wording(fields.need("kort")),
        easy_read=tuple(figures.text(line) for line in fields.items("let læst", optional=False)),
        law=fields.text("lov"),
        intrusiveness=step.whole() if (step := fields.need("trin")) else 0,
        need=_needs(fields, shared),
        requirements=tuple(_requirement(item, shared.asking, figures) for item in fields.items("krav")),
        extents=tuple(_extent(item, shared.asking, figures) for item in fields.items("omfang")),
        fee=figures.wording(fields.need("pris"), may_state=True),
        processing=processing,
        source=read_source(fields),
        checked=fields.date("kontrolleret"),
        has_outcome=has_outcome,
        quick_exit=fields.yes("forlad hurtigt"),
        application=figures.text(fields.get("ansøgning")),
        complaint="" if no_complaint else figures.text(complaint),
        no_complaint=figures.text(no_complaint),
        opted_out=figures.text(fields.get("fravalgt")),
        discretion=tuple(figures.wording(item) for item in fields.items("kommunen vurderer")),
        excludes=_relations(fields, "udelukker", figures, references),
        in_place_of=_relations(fields, IN_PLACE_OF, figures, references),
        see_instead=_relations(fields, "ellers se", figures, references),
        comes_before=tuple(references.standard(item, "går forud for") for item in fields.items("går forud for")),
        law_changes=_law_changes(fields, shared),
        examples=_examples(fields, shared),
        sections=Body(body, body_line, references).sections(root, figures),
        sum_rule=read_sum_rule(fields.get("beregning"), figures),
        rates=tuple(figures.used.values()),
        figures_not_borrowed=tuple(pair for pair in own.items() if pair[0] not in figures.used_own),
        search_words=read_search_words(fields),
        file=file,
    )


def _needs(fields: Fields, shared: Shared) -> Requirement | None:
    value = fields.get("behov")
    if value is None:
        return None
    if value.is_mapping:
        return Requirement(shared.need_text, shared.asking.all_of(value, opening_only=True))
    question = shared.asking.questions.get("behov")
    if question is None and shared.asking.questions:
        value.complain("Spørgsmålet “behov” findes ikke.", "Skriv det i spoergsmaal.yaml.")
    if question is None:
        return None
    return Requirement(shared.need_text, (Condition(question, shared.asking.options(question, value.items())),))


def _requirement(item: Value, asking: Asking, figures: Figures) -> Requirement:
    fields = item.fields("krav", "spørgsmål", "svar", "måske", "et af", "vejledende", "ellers")
    otherwise = fields.get("ellers")
    if "et af" in fields:
        for key in ("spørgsmål", "svar", "måske"):
            if beside := fields.get(key):
                beside.complain(f"Kravet har både “{key}” og “et af”.", f"Flyt “{key}” ind under “et af”.")
        each = [one.fields("spørgsmål", "svar", "måske") for one in fields.items("et af")]
    else:
        each = [fields]
    if not each:
        item.complain("Ingen svar opfylder kravet.", "Skriv mindst ét spørgsmål under “et af”.")
    conditions = tuple(condition for one in each if (condition := asking.condition(one)) is not None)
    return Requirement(
        text=figures.wording(fields.need("krav")),
        conditions=conditions,
        advisory=fields.yes("vejledende"),
        otherwise=figures.wording(otherwise) if otherwise else None,
    )


def _extent(item: Value, asking: Asking, figures: Figures) -> Extent:
    fields = item.fields("når", "tekst")
    return Extent(figures.wording(fields.need("tekst"), may_state=True), asking.all_of(fields.get("når")))


def _processing(fields: Fields) -> ProcessingTime:
    value = fields.need(_TIME)
    if value is None:
        return ProcessingTime()
    given = value.fields("måneder", "uger", "ingen", "se", "link")
    months, weeks, explained = given.get("måneder"), given.get("uger"), given.get("ingen") or given.get("se")
    if value.is_mapping and sum(key in given for key in ("måneder", "uger", "ingen", "se")) != 1:
        value.complain("Sagsbehandlingstiden skal siges på én måde.", "Skriv måneder, uger, ingen eller se.")
    if explained:
        refuse_typed(explained.written, amounts_only=True)
    return ProcessingTime(
        months=months.whole() if months else 0,
        weeks=weeks.whole() if weeks else 0,
        explanation=explained.text() if explained else "",
        link=given.text("link", optional=True),
        nothing_to_decide="ingen" in given,
    )


def _in_words(processing: ProcessingTime) -> str:
    """The processing time as figures borrow it."""
    for number, one, many in ((processing.months, "måned", "måneder"), (processing.weeks, "uge", "uger")):
        if number:
            return f"{number} {one if number == 1 else many}"
    return processing.explanation


def _own_figures(fields: Fields, shared: Shared) -> dict[str, str]:
    """The figures under `tal`; none may have the name of another one, and none be an amount of money."""
    own = {}
    value = fields.get("tal")
    for name, figure in value.pairs() if value else ():
        if name in shared.figures.rates:
            figure.complain(f"Tallet “{name}” står også i satser.yaml.", "Slet det her, og brug det fælles.")
        elif name == _TIME:
            figure.complain(f"Tallet “{name}” findes i forvejen.", "Slet det her; det følger af feltet af samme navn.")
        refuse_typed(figure.written, amounts_only=True)
        own[name] = figure.text()
    return own


def _relations(fields: Fields, key: str, figures: Figures, references: References) -> tuple[Relation, ...]:
    relations = []
    for item in fields.items(key):
        relation = item.fields("standard", "tekst")
        other = references.standard(relation.need("standard"), key)
        relations.append(Relation(other, figures.wording(relation.need("tekst"))))
    return tuple(relations)


def _law_changes(fields: Fields, shared: Shared) -> tuple[LawChange, ...]:
    changes = []
    for item in fields.items("lovændringer"):
        change = shared.law_changes.get(item.text())
        if change is None and not shared.law_changes:
            continue  # lovaendringer.yaml cannot be read, which is complaint enough.
        if change is None:
            item.complain(f"Lovændringen “{item.text()}” findes ikke.", suggestion(item.text(), shared.law_changes))
        else:
            changes.append(change)
    return tuple(changes)


def _examples(fields: Fields, shared: Shared) -> tuple[Example, ...]:
    examples: dict[str, Example] = {}
    for item in fields.items("eksempler"):
        given = item.fields("navn", "ligesom", "svar", "forventet", "kilde")
        name, expected = given.text("navn"), given.need("forventet")
        answers = shared.asking.answers(given.get("svar"))
        if like := given.get("ligesom"):
            if like.text() in examples:
                answers = Answers({**examples[like.text()].answers, **answers})
            else:
                like.complain(f"Eksemplet “{like.text()}” findes ikke før dette.", suggestion(like.text(), examples))
        state = expected.text() if expected else ""
        if expected and state and state not in tuple(State):
            expected.complain(f"“forventet: {state}” findes ikke.", suggestion(state, State))
        if name in examples:
            item.complain(f"Eksemplet “{name}” står to gange.", "Giv det et andet navn.")
        examples[name] = Example(name, answers, state, given.text("kilde"), item.line)
    return tuple(examples.values())


def read_source(fields: Fields) -> Source:
    """The field `kilde`: document, part and the date of adoption."""
    value = fields.need("kilde")
    if value is None:
        return Source("", "", None)
    given = value.fields("dokument", "afsnit", "vedtaget")
    return Source(
        document=given.text("dokument"),
        part=given.text("afsnit", optional=True),
        adopted=given.date("vedtaget") if "vedtaget" in given else None,
    )
