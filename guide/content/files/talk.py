"""``samtale.yaml``: how to prepare for the talk with the municipality."""

from __future__ import annotations

from guide.content.syntax.source import Value
from guide.content.texts.wording import Figures
from guide.municipality import Talk, TalkTheme

TALK_FILE = "samtale.yaml"


def read_talk(root: Value, figures: Figures) -> Talk:
    fields = root.fields("medbring", "spørg om", "stikord", "temaer", "kilde", "kontrolleret")
    themes = fields.required("temaer").unique(lambda item: _theme(item, figures), "Temaet", "Slet det ene.")
    return Talk(
        bring=tuple(figures.wording(item) for item in fields.items("medbring", optional=False)),
        ask=tuple(figures.wording(item) for item in fields.items("spørg om", optional=False)),
        prompts=tuple(figures.text(item) for item in fields.items("stikord", optional=False)),
        themes=tuple(themes.values()),
        source=fields.text("kilde"),
        checked=fields.date("kontrolleret"),
        positions=fields.positions(),
    )


def _theme(item: Value, figures: Figures) -> tuple[str, TalkTheme]:
    given = item.fields("id", "navn", "tekst", "kaldes")
    id_ = given.text("id")
    text, term = figures.text(given.required("tekst")), given.text("kaldes", optional=True)
    return id_, TalkTheme(id_, given.text("navn"), text, term)
