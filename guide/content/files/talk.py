"""``samtale.yaml``: what to bring to the talk with the municipality, what to ask there, and its themes."""

from __future__ import annotations

from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures
from guide.municipality import Talk, TalkTheme

TALK_FILE = "samtale.yaml"


def read_talk(root: Value, figures: Figures) -> Talk:
    """The talk of the file; complaints go where the file's go."""
    fields = root.fields("medbring", "spørg om", "stikord", "temaer", "kilde", "kontrolleret")
    return Talk(
        bring=tuple(figures.wording(item) for item in fields.items("medbring", optional=False)),
        ask=tuple(figures.wording(item) for item in fields.items("spørg om", optional=False)),
        prompts=tuple(figures.text(item) for item in fields.items("stikord", optional=False)),
        themes=_themes(fields, figures),
        source=fields.text("kilde"),
        checked=fields.date("kontrolleret"),
    )


def _themes(fields: Fields, figures: Figures) -> tuple[TalkTheme, ...]:
    themes: dict[str, TalkTheme] = {}
    for item in fields.items("temaer", optional=False):
        given = item.fields("id", "navn", "tekst", "kaldes")
        theme = TalkTheme(
            given.text("id"), given.text("navn"), figures.text(given.need("tekst")), given.text("kaldes", optional=True)
        )
        if theme.id in themes:
            item.complain(f"Temaet “{theme.id}” står to gange.", "Slet det ene.")
        themes.setdefault(theme.id, theme)
    return tuple(themes.values())
