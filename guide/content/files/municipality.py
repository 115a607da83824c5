"""A municipality's folder: ``kommune.md``, standards, pages under ``sider/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from guide.content.files.links_and_topics import (
    NO_PHONE,
    PHONE,
    read_embedding_origins,
    read_first_steps,
    read_topics,
)
from guide.content.files.national import read_glossary
from guide.content.files.questions import QuestionIndex, read_own_questions
from guide.content.files.slugs import meant
from guide.content.files.standard import ReadingContext, read_source, read_standard
from guide.content.files.theme import read_theme
from guide.content.syntax.reading import read_front_matter, read_yaml
from guide.content.syntax.source import Fields
from guide.content.texts.prose import Body
from guide.content.texts.references import References
from guide.content.texts.wording import Figures
from guide.municipality import (
    DATA_PROTECTION,
    ComplaintRoute,
    Contact,
    DataProtection,
    Message,
    Municipality,
    OneOf,
    OpenAdvice,
    Page,
    Rung,
    Term,
)
from guide.rules.answers import Question
from guide.rules.standards import Standard

_KEYS = (
    "navn",
    "afdeling",
    "kort",
    "kontakt",
    "åben rådgivning",
    "ansøgning",
    "gør nu",
    "klage",
    "sagsbehandlingstider",
    "trappe",
    "beskeder",
    "uden for kataloget",
    "højst ét af",
    "tema",
    "databeskyttelse",
    "indlejring",
    "emner",
    "ordbog",
    "kilde",
    "kontrolleret",
)
OWN_FILE = "kommune.md"
OWN_QUESTIONS = "spoergsmaal.yaml"
_CVR = re.compile(r"[0-9]{8}")
_MAIL = re.compile(r"[^\s@«»<>]+@[^\s@«»<>]+\.[^\s@«»<>]+")


def read_municipality(
    folder: Path, where: str, context: ReadingContext, glossary: tuple[Term, ...]
) -> Municipality | None:
    """The municipality of a folder; ``None`` without a readable ``kommune.md``.

    Args:
        folder: the folder on disk; its name is the municipality's slug.
        where: the folder as problems name it.
        context: what its files may refer to; problems go to ``context.problems``.
        glossary: the words that all municipalities share.
    """
    references = References()
    own = _own_questions(folder / OWN_QUESTIONS, f"{where}/{OWN_QUESTIONS}", context)
    questions = QuestionIndex({**context.questions.by_id, **{question.id: question for question in own}})
    context = replace(context, references=references, questions=questions)
    paths = _standard_files(folder)
    standards = sorted(
        (
            standard
            for path in paths
            for standard in (read_standard(path, f"{where}/{path.name}", context),)
            if standard is not None
        ),
        key=lambda standard: (standard.intrusiveness, standard.title),
    )
    file = f"{where}/{OWN_FILE}"
    root, body, body_line = read_front_matter(folder / OWN_FILE, file, context.problems)
    if root is None:
        return None
    # What a file should be called is there too: its name is a problem already.
    there, pages = ({meant(path.name) for path in place.glob("*.[mM]*")} for place in (folder, folder / "sider"))
    there -= {meant(OWN_FILE)}
    if not there:
        context.problems.add(file, 1, "Kommunen har ingen standarder.", "Læg mindst én standard i mappen.")
    fields, figures = root.fields(*_KEYS), context.figures.of_a_file()
    processing = fields.required("sagsbehandlingstider").fields("tekst", "link")
    municipality = Municipality(
        slug=folder.name,
        name=fields.text("navn"),
        department=fields.text("afdeling"),
        summary=figures.text(fields.required("kort")),
        contact=_contact(fields, standards),
        open_advice=_open_advice(fields, figures),
        application=figures.text(fields.required("ansøgning")),
        first_steps=read_first_steps(fields.required("gør nu"), context.questions, figures, references),
        complaint=_complaint(fields, figures),
        processing_text=figures.text(processing.required("tekst")),
        processing_link=processing.get("link").web_address(),
        ladder=_ladder(fields, references),
        messages=_messages(fields, "beskeder", context.questions, figures),
        not_covered=_messages(fields, "uden for kataloget", context.questions, figures),
        mutually_exclusive=_one_of(fields, figures, references),
        standards=tuple(standards),
        pages=read_pages(folder / "sider", f"{where}/sider", context),
        html=Body(body, body_line, references).page(root, figures),
        source=read_source(fields),
        checked=fields.date("kontrolleret"),
        theme=read_theme(fields.get("tema"), folder, where),
        data_protection=_data_protection(fields, figures),
        may_embed=read_embedding_origins(fields),
        topics=read_topics(fields, context.questions, figures),
        glossary=read_glossary(fields.get("ordbog"), glossary),
        questions=tuple(questions.by_id.values()),
        own_questions=own,
        file=file,
        positions=fields.positions(),
    )
    references.check_targets(there, pages, context.problems)
    return municipality


def _own_questions(path: Path, file: str, context: ReadingContext) -> tuple[Question, ...]:
    """The municipality's own questions, if any."""
    root = read_yaml(path, file, context.problems) if path.exists() else None
    # Without any shared question their file cannot be read, and nobody knows which ids are taken.
    if root is None or not context.questions.by_id:
        return ()
    return read_own_questions(root, context.figures.of_a_file(), context.questions.by_id)


def _standard_files(folder: Path) -> list[Path]:
    """The files of standards; odd names are a problem already."""
    return sorted(path for path in folder.glob("*.md") if path.name != OWN_FILE and path.stem == meant(path.name))


def _contact(fields: Fields, standards: Iterable[Standard]) -> Contact:
    value = fields.required("kontakt")
    keys = ("adresse", "telefon", "web", "e-boks", "mail", "tider")
    channels = value.fields(*keys)
    contact = Contact(*(channels.text(key, optional=True) for key in keys))
    channels.get("web").web_address()
    channels.get("telefon").matching(PHONE, *NO_PHONE)
    if contact.hours and not contact.phone:
        channels.get("tider").report("“tider” siger, hvornår telefonen er åben, og den mangler.", "Skriv “telefon”.")
    if not (contact.phone or contact.web or fields.get("åben rådgivning")):
        value.report(
            "Der er ingen vej til et menneske i kommunen.",
            "Skriv “telefon” med “tider”, eller “web” med den side, hvor man finder nummeret.",
        )
    if contact.mail and not _MAIL.fullmatch(contact.mail):
        channels.get("mail").report(
            f"“mail: {contact.mail}” er ikke en mailadresse.", "Skriv den som navn@kommunen.dk."
        )
    if (left := next((standard for standard in standards if standard.quick_exit), None)) and not contact.web:
        value.report(
            f"“forlad hurtigt” i {left.slug}.md fører til kommunens hjemmeside, og den mangler her.",
            "Skriv “web: https://…” under “kontakt”.",
        )
    return contact


def _open_advice(fields: Fields, figures: Figures) -> OpenAdvice | None:
    value = fields.get("åben rådgivning")
    if not value:
        return None
    advice = value.fields("sted", "tider", "tekst", "hvem")
    place, hours, audience = (advice.text(key, optional=key == "hvem") for key in ("sted", "tider", "hvem"))
    return OpenAdvice(place, hours, figures.text(advice.get("tekst")), audience)


def _data_protection(fields: Fields, figures: Figures) -> DataProtection:
    own = fields.get("databeskyttelse").fields(*DATA_PROTECTION)
    own.get("cvr").matching(_CVR, "“cvr: {}” er ikke et CVR-nummer.", "Skriv de otte cifre uden mellemrum.")
    texts = {
        attribute: tuple(figures.text(item, may_state=True) for item in own.items(key))
        for key, attribute in DATA_PROTECTION.items()
    }
    return DataProtection(**texts)


def _complaint(fields: Fields, figures: Figures) -> ComplaintRoute:
    route = fields.required("klage").fields("modtager", "adresse", "måder", "tekst")
    recipient, address, means = (route.text(key, optional=key == "adresse") for key in ("modtager", "adresse", "måder"))
    return ComplaintRoute(recipient, address, means, figures.text(route.required("tekst")))


def _ladder(fields: Fields, references: References) -> tuple[Rung, ...]:
    rungs = []
    for item in fields.items("trappe", optional=False):
        rung = item.fields("trin", "navn", "standarder")
        step = rung.get("trin")
        rungs.append(
            Rung(
                step.integer() if step else None,
                rung.text("navn"),
                tuple(references.standard(standard, "trappe") for standard in rung.items("standarder")),
            )
        )
    return tuple(rungs)


def _messages(fields: Fields, key: str, questions: QuestionIndex, figures: Figures) -> tuple[Message, ...]:
    messages = []
    for item in fields.items(key):
        message = item.fields("id", "når", "haster", "titel", "tekst", "kort")
        short, urgent = message.get("kort"), message.boolean("haster")
        if short and not urgent:
            short.report("“kort” vises kun for en besked, der haster.", "Skriv “haster: ja”, eller slet “kort”.")
        messages.append(
            Message(
                id=message.text("id"),
                when=questions.any_of(message.required("når")),
                title=figures.text(message.required("titel")),
                text=figures.wording(message.required("tekst")),
                urgent=urgent,
                short=figures.wording(short) if short else None,
            )
        )
    return tuple(messages)


def _one_of(fields: Fields, figures: Figures, references: References) -> tuple[OneOf, ...]:
    groups = []
    for item in fields.items("højst ét af"):
        group = item.fields("standarder", "tekst")
        standards = tuple(references.standard(standard, "højst ét af") for standard in group.items("standarder"))
        groups.append(OneOf(standards, figures.wording(group.required("tekst"))))
    return tuple(groups)


def read_pages(folder: Path, where: str, context: ReadingContext) -> tuple[Page, ...]:
    """The pages of prose in a folder, by file name."""
    pages = []
    for path in sorted(folder.glob("*.md")):
        file = f"{where}/{path.name}"
        root, body, body_line = read_front_matter(path, file, context.problems)
        if root is None:
            continue
        fields, own = root.fields("titel", "kort", "kilde", "kontrolleret"), context.figures.of_a_file()
        pages.append(
            Page(
                slug=path.stem,
                title=own.text(fields.required("titel")),
                summary=own.text(fields.required("kort")),
                html=Body(body, body_line, context.references).page(root, own),
                source=fields.text("kilde"),
                checked=fields.date("kontrolleret"),
                rates=tuple(own.used.values()),
                file=file,
                positions=fields.positions(),
            )
        )
    return tuple(pages)
