"""The languages of the interface, and dates in them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from flask_babel import Domain, get_locale
from flask_babel import gettext as _
from markupsafe import Markup

from guide.web.http.prefixes import DANISH, chosen_language

_DANISH_TIME = ZoneInfo("Europe/Copenhagen")


class Languages(Domain):  # type: ignore[misc]  # flask_babel has no types
    """The catalogues by language, compiled in memory at start."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.catalogues: Mapping[str, Translations] = {
            path.parent.parent.name: _compiled(path) for path in sorted(folder.glob("*/LC_MESSAGES/messages.po"))
        }
        self._ready = {code: _ready(catalogue) for code, catalogue in self.catalogues.items()}
        codes = sorted(self.catalogues, key=lambda code: (code != DANISH, code))
        self._names = [(code, (Locale.parse(code).get_display_name(code) or code).capitalize()) for code in codes]

    def get_translations(self) -> Translations:
        """The catalogue of the request's language."""
        return self.catalogues[str(get_locale() or DANISH)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.catalogues)

    def names(self) -> list[tuple[str, str]]:
        """Each language's code and its own name, Danish first."""
        return self._names

    def in_template(self, text: str, **given: object) -> Markup:
        """The ``_`` of the templates.

        Flask-Babel would look for the domain, the locale and the catalogue at every one of the hundred texts of a page.
        """
        said = self._ready[chosen_language()].get(text) or Markup(text)  # noqa: S704  # the templates are ours
        return said % given if given else said


def _ready(catalogue: Translations) -> Mapping[str, Markup]:
    """The uncounted texts of a catalogue, ready for a page."""
    known = catalogue._catalog.items()  # noqa: SLF001  # gettext has no other way to all of them
    return {text: Markup(said) for text, said in known if isinstance(text, str) and said}  # noqa: S704  # they are ours


def _customs(language: str) -> str:
    """The locale for dates and numbers: British for English."""
    return {"en": "en_GB"}.get(language, language)


def _compiled(path: Path) -> Translations:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.parent.parent.name)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled, domain="messages")


def long_date(day: date, language: str = "") -> str:
    """22. november 2026, in the request's language or another."""
    return format_date(day, "long", locale=_customs(language or chosen_language()))


def full_date(day: date) -> str:
    """“søndag den 22. november 2026”, in the request's language."""
    return format_date(day, "full", locale=_customs(chosen_language()))


def decimal(number: Decimal) -> str:
    """1.250,5, as the request's language writes numbers."""
    return format_decimal(number, locale=_customs(chosen_language()))


def kroner(amount: Decimal) -> str:
    """“1.250 kr.”, or “1.250,50 kr.”, in the request's language."""
    pattern = "#,##0" if amount == amount.to_integral_value() else "#,##0.00"
    return str(_("%(number)s kr.", number=format_decimal(amount, pattern, locale=_customs(chosen_language()))))


def short_time(moment: datetime) -> str:
    """“22. november kl. 13.05”, in the request's language.

    The time is Danish, and stays on one line with “kl.”.
    """
    return _minute(moment.replace(second=0, microsecond=0), chosen_language())


@lru_cache(maxsize=256)
def _minute(moment: datetime, language: str) -> str:
    day, time = (format_skeleton(parts, moment, _DANISH_TIME, locale=_customs(language)) for parts in ("MMMMd", "Hm"))
    return str(_("%(day)s at %(time)s", day=day, time=time)).replace(f" {time}", f"\u00a0{time}")
