"""A municipality's folder: ``kommune.md``, its standards, and its further pages under ``sider/``."""

from __future__ import annotations

import re
from pathlib import Path

from guide.content.problems import Problems
from guide.content.prose import Body, page_html
from guide.content.questions import Asking
from guide.content.references import refuse_strangers
from guide.content.source import Fields, read_front_matter
from guide.content.standard_file import Shared, read_source, read_standard
from guide.content.wording import Figures
from guide.municipality import ComplaintRoute, Contact, Message, Municipality, OneOf, OpenAdvice, Page, Rung

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
    "kilde",
    "kontrolleret",
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def read_municipality(folder: Path, where: str, shared: Shared) -> Municipality | None:
    """The municipality of a folder, or ``None`` when its ``kommune.md`` cannot be read.

    Args:
        folder: the folder on disk; its name is the municipality's slug.
        where: the folder as complaints name it.
        shared: what its files may refer to; complaints go to ``shared.problems``.
    """
    standards = sorted(
        (
            standard
            for path in sorted(folder.glob("*.md"))
            if path.name != "kommune.md"
            for standard in (read_standard(path, f"{where}/{path.name}", shared),)
            if standard is not None
        ),
        key=lambda standard: (standard.step, standard.title),
    )
    file = f"{where}/kommune.md"
    root, body, body_line = read_front_matter(folder / "kommune.md", file, shared.problems)
    if root is None:
        return None
    fields, figures = root.fields(*_KEYS), shared.figures.with_own({})
    theme = fields.get("tema")
    colours = theme.fields("accent", "accent mørk") if theme else None
    processing = fields.need("sagsbehandlingstider")
    processing_fields = processing.fields("tekst", "link") if processing else None
    municipality = Municipality(
        slug=folder.name,
        name=fields.text("navn"),
        department=fields.text("afdeling"),
        summary=figures.text(fields.need("kort")),
        contact=_contact(fields),
        open_advice=_open_advice(fields, figures),
        application=figures.text(fields.need("ansøgning")),
        complaint=_complaint(fields, figures),
        processing_text=processing_fields.text("tekst") if processing_fields else "",
        processing_link=processing_fields.text("link", optional=True) if processing_fields else "",
        ladder=_ladder(fields),
        messages=_messages(fields, "beskeder", shared.asking, figures),
        not_covered=_messages(fields, "uden for kataloget", shared.asking, figures),
        one_of=_one_of(fields, figures),
        standards=tuple(standards),
        pages=read_pages(folder / "sider", f"{where}/sider", shared.figures, shared.problems),
        html=page_html(Body(body, body_line), root, figures),
        source=read_source(fields),
        checked=fields.date("kontrolleret"),
        accent=_colour(colours, "accent", "#00566b"),
        accent_dark=_colour(colours, "accent mørk", "#7cc8d8"),
        may_embed=tuple(item.text() for item in fields.items("indlejring")),
        file=file,
    )
    refuse_strangers(municipality, folder, shared.problems)
    return municipality


def _contact(fields: Fields) -> Contact:
    value = fields.need("kontakt")
    if value is None:
        return Contact()
    given = value.fields("adresse", "telefon", "web", "e-boks")
    return Contact(*(given.text(key, optional=True) for key in ("adresse", "telefon", "web", "e-boks")))


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


def _ladder(fields: Fields) -> tuple[Rung, ...]:
    rungs = []
    for item in fields.items("trappe", optional=False):
        given = item.fields("trin", "navn", "standarder")
        step = given.get("trin")
        rungs.append(
            Rung(
                step.whole() if step else None,
                given.text("navn"),
                tuple(standard.text() for standard in given.items("standarder")),
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


def _one_of(fields: Fields, figures: Figures) -> tuple[OneOf, ...]:
    groups = []
    for item in fields.items("højst ét af"):
        given = item.fields("standarder", "tekst")
        standards = tuple(standard.text() for standard in given.items("standarder"))
        groups.append(OneOf(standards, figures.wording(given.need("tekst"))))
    return tuple(groups)


def _colour(colours: Fields | None, key: str, default: str) -> str:
    value = colours.get(key) if colours else None
    if value is None:
        return default
    colour = value.text()
    if not _COLOUR.fullmatch(colour):
        value.complain(f"“{key}: {colour}” er ikke en farve.", 'Skriv seks tegn efter #, i anførselstegn: "#00566b".')
        return default
    return colour


def read_pages(folder: Path, where: str, figures: Figures, problems: Problems) -> tuple[Page, ...]:
    """The pages of prose in a folder, by file name."""
    pages = []
    for path in sorted(folder.glob("*.md")):
        file = f"{where}/{path.name}"
        root, body, body_line = read_front_matter(path, file, problems)
        if root is None:
            continue
        fields, own = root.fields("titel", "kort", "kilde", "kontrolleret"), figures.with_own({})
        pages.append(
            Page(
                slug=path.stem,
                title=own.text(fields.need("titel")),
                summary=own.text(fields.need("kort")),
                html=page_html(Body(body, body_line), root, own),
                source=fields.text("kilde"),
                checked=fields.date("kontrolleret"),
                rates=tuple(own.used.values()),
                file=file,
            )
        )
    return tuple(pages)
