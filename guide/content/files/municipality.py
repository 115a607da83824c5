"""A municipality's folder: ``kommune.md``, standards, pages under ``sider/``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from guide.content.files.links_and_topics import (
    NO_PHONE,
    PHONE,
    read_embedding_origins,
    read_first_steps,
    read_topics,
)
from guide.content.files.national import read_glossary
from guide.content.files.own_layer import read_own_layer
from guide.content.files.questions import QuestionIndex, Sentences
from guide.content.files.slugs import meant
from guide.content.files.sources import TIMES, is_unknown, read_sources
from guide.content.files.standard import ReadingContext, read_standard
from guide.content.files.theme import read_theme
from guide.content.syntax.reading import read_front_matter
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
from guide.next_steps.letters import letters_with
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
    TIMES,
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
_CVR = re.compile(r"[0-9]{8}")
_MAIL = re.compile(r"[^\s@«»<>]+@[^\s@«»<>]+\.[^\s@«»<>]+")


def read_municipality(
    folder: Path, context: ReadingContext, glossary: tuple[Term, ...], today: date
) -> Municipality | None:
    """The municipality of a folder; ``None`` without a readable ``kommune.md``.

    ``glossary`` are the words that all share. ``today`` decides which of an amount's entries is valid.
    """
    references = References()
    own, context = read_own_layer(folder, replace(context, references=references), today)
    # Odd names are a problem already.
    paths = sorted(path for path in folder.glob("*.md") if path.name != OWN_FILE and path.stem == meant(path.name))
    readable = filter(None, (read_standard(path, context) for path in paths))
    standards = sorted(readable, key=lambda standard: (standard.intrusiveness, standard.title))
    root, body = read_front_matter(folder / OWN_FILE, context.problems)
    if root is None:
        return None
    # What a file should be called is there too: its name is a problem already.
    there, pages = ({meant(path.name) for path in place.glob("*.[mM]*")} for place in (folder, folder / "sider"))
    there -= {meant(OWN_FILE)}
    if not there:
        context.problems.add(root.file, 1, "Kommunen har ingen standarder.", "Læg mindst én standard i mappen.")
    fields, figures = root.fields(*_KEYS), context.figures.of_a_file()
    sentences, times, applying = context.questions.sentences, fields.required(TIMES), fields.required("ansøgning")
    name, route = fields.text("navn"), fields.required("klage").fields("modtager", "adresse", "måder", "tekst")
    processing = times.fields("tekst", "link") if not is_unknown(times) else None
    sources = read_sources(fields)
    municipality = Municipality(
        slug=folder.name,
        name=name,
        department=fields.text("afdeling"),
        summary=figures.text(fields.required("kort")),
        contact=_contact(fields, standards),
        open_advice=_open_advice(fields, figures),
        application=sentences.of_unknown(applying).self_ if is_unknown(applying) else figures.text(applying),
        first_steps=read_first_steps(fields.required("gør nu"), context.questions, figures, references),
        complaint=_complaint(route, name, figures, sentences),
        processing_text=figures.text(processing.required("tekst")) if processing else "",
        processing_link=processing.get("link").web_address() if processing else "",
        ladder=tuple(_ladder(fields, references)),
        messages=tuple(_messages(fields, "beskeder", context.questions, figures)),
        not_covered=tuple(_messages(fields, "uden for kataloget", context.questions, figures)),
        mutually_exclusive=tuple(_one_of(fields, figures, references)),
        standards=tuple(standards),
        pages=tuple(read_pages(sorted((folder / "sider").glob("*.md")), context)),
        html=Body(body, references).page(figures),
        source=sources[0],
        more_sources=sources[1:],
        checked=fields.date("kontrolleret"),
        unknown=tuple(_unknown(fields, route)),
        theme=read_theme(fields.get("tema"), folder),
        data_protection=_data_protection(fields, figures),
        may_embed=read_embedding_origins(fields),
        topics=read_topics(fields, context.questions, figures),
        glossary=read_glossary(fields.get("ordbog"), glossary),
        questions=tuple(context.questions.by_id.values()),
        own_questions=own.questions,
        own_rates=own.rates,
        own_law_changes=own.law_changes,
        own_talk=own.talk,
        letters=letters_with(context.letters, own.letters),
        own_letters=own.letters,
        file=root.file,
        positions=fields.positions(),
    )
    references.check_targets(there, pages, context.problems)
    return municipality


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
        remedy = "Skriv “telefon” med “tider”, eller “web” med den side, hvor man finder nummeret."
        value.report("Der er ingen vej til et menneske i kommunen.", remedy)
    channels.get("mail").matching(_MAIL, "“mail: {}” er ikke en mailadresse.", "Skriv den som navn@kommunen.dk.")
    if (left := next((standard for standard in standards if standard.quick_exit), None)) and not contact.web:
        wrong = f"“forlad hurtigt” i {left.slug}.md fører til kommunens hjemmeside, og den mangler her."
        value.report(wrong, "Skriv “web: https://…” under “kontakt”.")
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


def _unknown(fields: Fields, route: Fields) -> Iterator[str]:
    """The fields that say `ukendt`."""
    yield from (key for key in ("ansøgning", TIMES) if is_unknown(fields.get(key)))
    yield from (f"{key} i klager" for key in ("modtager", "måder") if is_unknown(route.get(key)))


def _complaint(route: Fields, name: str, figures: Figures, sentences: Sentences) -> ComplaintRoute:
    recipient, means = route.required("modtager"), route.required("måder")
    return ComplaintRoute(
        recipient=name if is_unknown(recipient) else recipient.text(),
        address=route.text("adresse", optional=True),
        means=sentences.of_unknown(means, "klage").self_ if is_unknown(means) else means.text(),
        text=figures.text(route.required("tekst")),
    )


def _ladder(fields: Fields, references: References) -> Iterator[Rung]:
    for item in fields.items("trappe", optional=False):
        rung = item.fields("trin", "navn", "standarder")
        step = rung.get("trin")
        standards = tuple(references.standard(standard, "trappe") for standard in rung.items("standarder"))
        yield Rung(step.integer() if step else None, rung.text("navn"), standards)


def _messages(fields: Fields, key: str, questions: QuestionIndex, figures: Figures) -> Iterator[Message]:
    for item in fields.items(key):
        message = item.fields("id", "når", "haster", "titel", "tekst", "kort")
        short, urgent = message.get("kort"), message.boolean("haster")
        if short and not urgent:
            short.report("“kort” vises kun for en besked, der haster.", "Skriv “haster: ja”, eller slet “kort”.")
        yield Message(
            id=message.text("id"),
            when=questions.any_of(message.required("når")),
            title=figures.text(message.required("titel")),
            text=figures.wording(message.required("tekst")),
            urgent=urgent,
            short=figures.wording(short) if short else None,
        )


def _one_of(fields: Fields, figures: Figures, references: References) -> Iterator[OneOf]:
    for item in fields.items("højst ét af"):
        group = item.fields("standarder", "tekst")
        standards = tuple(references.standard(standard, "højst ét af") for standard in group.items("standarder"))
        yield OneOf(standards, figures.wording(group.required("tekst")))


def read_pages(paths: Iterable[Path], context: ReadingContext) -> Iterator[Page]:
    """The pages of prose of these files."""
    for path in paths:
        root, body = read_front_matter(path, context.problems)
        if root is None:
            continue
        fields, own = root.fields("titel", "kort", "kilde", "kontrolleret"), context.figures.of_a_file()
        yield Page(
            slug=path.stem,
            title=own.text(fields.required("titel")),
            summary=own.text(fields.required("kort")),
            html=Body(body, context.references).page(own),
            source=fields.text("kilde"),
            checked=fields.date("kontrolleret"),
            rates=tuple(own.used.values()),
            file=root.file,
            positions=fields.positions(),
        )
