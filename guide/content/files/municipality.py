"""A municipality's folder: ``kommune.md``, its standards, and its further pages under ``sider/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from guide.content.files.links_and_topics import read_hosts, read_topics
from guide.content.files.questions import Asking, read_own_questions
from guide.content.files.standard import Shared, read_source, read_standard
from guide.content.files.theme import read_theme
from guide.content.syntax.source import Fields, read_front_matter, read_yaml
from guide.content.texts.prose import Body
from guide.content.texts.references import References
from guide.content.texts.wording import Figures
from guide.municipality import ComplaintRoute, Contact, Message, Municipality, OneOf, OpenAdvice, Page, Rung
from guide.rules.answers import Question
from guide.rules.standards import Standard

_KEYS = (
    "navn",
    "afdeling",
    "kort",
    "kontakt",
    "åben rådgivning",
    "ansøgning",
    "klage",
    "sagsbehandlingstider",
    "trappe",
    "beskeder",
    "uden for kataloget",
    "højst ét af",
    "tema",
    "indlejring",
    "emner",
    "kilde",
    "kontrolleret",
)
OWN_FILE = "kommune.md"
OWN_QUESTIONS = "spoergsmaal.yaml"
_MAIL = re.compile(r"[^\s@«»<>]+@[^\s@«»<>]+\.[^\s@«»<>]+")
_ADDRESS = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?")


def read_municipality(folder: Path, where: str, shared: Shared) -> Municipality | None:
    """The municipality of a folder, or ``None`` when its ``kommune.md`` cannot be read.

    Args:
        folder: the folder on disk; its name is the municipality's slug.
        where: the folder as complaints name it.
        shared: what its files may refer to; complaints go to ``shared.problems``.
    """
    references = References()
    own = _own_questions(folder / OWN_QUESTIONS, f"{where}/{OWN_QUESTIONS}", shared)
    asking = Asking({**shared.asking.questions, **{question.id: question for question in own}})
    shared = replace(shared, references=references, asking=asking)
    paths = _standard_files(folder)
    standards = sorted(
        (
            standard
            for path in paths
            for standard in (read_standard(path, f"{where}/{path.name}", shared),)
            if standard is not None
        ),
        key=lambda standard: (standard.intrusiveness, standard.title),
    )
    file = f"{where}/{OWN_FILE}"
    root, body, body_line = read_front_matter(folder / OWN_FILE, file, shared.problems)
    if root is None:
        return None
    if not paths:
        shared.problems.add(file, 1, "Kommunen har ingen standarder.", "Læg mindst én standard i mappen.")
    fields, figures = root.fields(*_KEYS), shared.figures.of_a_file()
    processing = fields.need("sagsbehandlingstider")
    processing_fields = processing.fields("tekst", "link") if processing else None
    municipality = Municipality(
        slug=folder.name,
        name=fields.text("navn"),
        department=fields.text("afdeling"),
        summary=figures.text(fields.need("kort")),
        contact=_contact(fields, standards),
        open_advice=_open_advice(fields, figures),
        application=figures.text(fields.need("ansøgning")),
        complaint=_complaint(fields, figures),
        processing_text=figures.text(processing_fields.need("tekst")) if processing_fields else "",
        processing_link=processing_fields.text("link", optional=True) if processing_fields else "",
        ladder=_ladder(fields, references),
        messages=_messages(fields, "beskeder", shared.asking, figures),
        not_covered=_messages(fields, "uden for kataloget", shared.asking, figures),
        mutually_exclusive=_one_of(fields, figures, references),
        standards=tuple(standards),
        pages=read_pages(folder / "sider", f"{where}/sider", shared),
        html=Body(body, body_line, references).page(root, figures),
        source=read_source(fields),
        checked=fields.date("kontrolleret"),
        theme=read_theme(fields.get("tema"), folder, where),
        may_embed=read_hosts(fields),
        topics=read_topics(fields, shared.asking, figures),
        questions=tuple(asking.questions.values()),
        own_questions=own,
        file=file,
    )
    pages = [path.stem for path in (folder / "sider").glob("*.md")]
    references.refuse_strangers([path.stem for path in paths], pages, shared.problems)
    return municipality


def _own_questions(path: Path, file: str, shared: Shared) -> tuple[Question, ...]:
    """The questions that only this municipality asks; none where it has no such file."""
    root = read_yaml(path, file, shared.problems) if path.exists() else None
    # Without any shared question their file cannot be read, and nobody knows which ids are taken.
    if root is None or not shared.asking.questions:
        return ()
    return read_own_questions(root, shared.figures.of_a_file(), shared.asking.questions)


def _standard_files(folder: Path) -> list[Path]:
    """The files of a municipality's standards."""
    return sorted(path for path in folder.glob("*.md") if path.name != OWN_FILE)


def _contact(fields: Fields, standards: Iterable[Standard]) -> Contact:
    value = fields.need("kontakt")
    if value is None:
        return Contact()
    keys = ("adresse", "telefon", "web", "e-boks", "mail")
    given = value.fields(*keys)
    contact = Contact(*(given.text(key, optional=True) for key in keys))
    if (web := given.get("web")) and contact.web and not _ADDRESS.fullmatch(contact.web):
        web.complain(f"“web: {contact.web}” er ikke en hel adresse.", "Skriv den med https:// foran.")
    if (mail := given.get("mail")) and contact.mail and not _MAIL.fullmatch(contact.mail):
        mail.complain(f"“mail: {contact.mail}” er ikke en mailadresse.", "Skriv den som navn@kommunen.dk.")
    if (left := next((standard for standard in standards if standard.quick_exit), None)) and not contact.web:
        value.complain(
            f"“forlad hurtigt” i {left.slug}.md fører til kommunens hjemmeside, og den mangler her.",
            "Skriv “web: https://…” under “kontakt”.",
        )
    return contact


def _open_advice(fields: Fields, figures: Figures) -> OpenAdvice | None:
    value = fields.get("åben rådgivning")
    if value is None:
        return None
    given = value.fields("sted", "tider", "tekst")
    return OpenAdvice(given.text("sted"), given.text("tider"), figures.text(given.get("tekst")))


def _complaint(fields: Fields, figures: Figures) -> ComplaintRoute:
    value = fields.need("klage")
    if value is None:
        return ComplaintRoute("", "", "", "")
    given = value.fields("modtager", "adresse", "måder", "tekst")
    recipient, address, means = (given.text(key, optional=key == "adresse") for key in ("modtager", "adresse", "måder"))
    return ComplaintRoute(recipient, address, means, figures.text(given.need("tekst")))


def _ladder(fields: Fields, references: References) -> tuple[Rung, ...]:
    rungs = []
    for item in fields.items("trappe", optional=False):
        given = item.fields("trin", "navn", "standarder")
        step = given.get("trin")
        rungs.append(
            Rung(
                step.whole() if step else None,
                given.text("navn"),
                tuple(references.standard(standard, "trappe") for standard in given.items("standarder")),
            )
        )
    return tuple(rungs)


def _messages(fields: Fields, key: str, asking: Asking, figures: Figures) -> tuple[Message, ...]:
    messages = []
    for item in fields.items(key):
        given = item.fields("id", "når", "haster", "titel", "tekst")
        messages.append(
            Message(
                id=given.text("id"),
                when=asking.all_of(given.need("når")),
                title=figures.text(given.need("titel")),
                text=figures.wording(given.need("tekst")),
                urgent=given.yes("haster"),
            )
        )
    return tuple(messages)


def _one_of(fields: Fields, figures: Figures, references: References) -> tuple[OneOf, ...]:
    groups = []
    for item in fields.items("højst ét af"):
        given = item.fields("standarder", "tekst")
        standards = tuple(references.standard(standard, "højst ét af") for standard in given.items("standarder"))
        groups.append(OneOf(standards, figures.wording(given.need("tekst"))))
    return tuple(groups)


def read_pages(folder: Path, where: str, shared: Shared) -> tuple[Page, ...]:
    """The pages of prose in a folder, by file name."""
    pages = []
    for path in sorted(folder.glob("*.md")):
        file = f"{where}/{path.name}"
        root, body, body_line = read_front_matter(path, file, shared.problems)
        if root is None:
            continue
        fields, own = root.fields("titel", "kort", "kilde", "kontrolleret"), shared.figures.of_a_file()
        pages.append(
            Page(
                slug=path.stem,
                title=own.text(fields.need("titel")),
                summary=own.text(fields.need("kort")),
                html=Body(body, body_line, shared.references).page(root, own),
                source=fields.text("kilde"),
                checked=fields.date("kontrolleret"),
                rates=tuple(own.used.values()),
                file=file,
            )
        )
    return tuple(pages)
