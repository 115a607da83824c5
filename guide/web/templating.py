"""What every template may use: words, dates, prose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from babel.lists import format_list
from flask import Flask, url_for
from flask_babel import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from guide import __version__
from guide.municipality import Municipality
from guide.rules.answers import Option, Perspective, Wording
from guide.rules.met import Met
from guide.rules.outcome import State
from guide.rules.standards import Case, Extent
from guide.sources import Rate, document_of, year_of
from guide.web.http.locale import decimal, full_date, kroner, long_date, short_time
from guide.web.http.prefixes import chosen_language, easy_chosen, this_page, url_of
from guide.web.kept import part
from guide.web.site import site
from guide.web.translated.texts import prose_in_language, translated, with_translated
from guide.web.translated.times import answer_within, processing_in_words


def guidance_sentence() -> str:
    """The sentence on every page that shows an outcome."""
    return str(
        _(
            "This guide only gives guidance. The municipality decides after a concrete, individual "
            "assessment, and you can always apply."
        )
    )


@pass_context
def say(context: Context, wording: Wording) -> str:
    """A wording as the reader of this page gets it."""
    return wording.for_(context.get("perspective", Perspective.SELF))


def prose(html: str, municipality: Municipality | None) -> Markup:
    """Prose in the language of the request, with its links."""
    return linked(prose_in_language(html), municipality)


def linked(html: str, municipality: Municipality | None) -> Markup:
    """Prose with its links; its HTML was sanitised when read."""
    if municipality is not None:
        for kind, endpoint in (("standard", "pages.standard"), ("side", "pages.municipality_page")):
            root = url_for(endpoint, municipality=municipality.slug, slug="-")[:-1]
            html = html.replace(f'href="{kind}:', f'href="{root}')
        complaint = url_for("pages.complaint", municipality=municipality.slug)
        html = html.replace('href="klage"', f'href="{complaint}"')
    return Markup(html)  # noqa: S704


def of_earlier_years(rates: Iterable[Rate], today: date) -> list[tuple[int, str, str]]:
    """Past level years: year, text and link of today's amounts."""
    past = {
        (rate.level, translated(rate.current_text).rstrip("."), rate.current_link)
        for rate in rates
        if rate.level and rate.level < today.year
    }
    return sorted(past, reverse=True)


@pass_context
def when_in_words(context: Context, extent: Extent | Case) -> list[tuple[str, Markup]]:
    """Whose it is: question, and answers with “eller” between."""
    words = []
    for condition in extent.when:
        options = [option for option in condition.question.options if option.id in condition.accepts]
        labels = [translated(label) for label in labels_of(context, options)]
        words.append((condition.question.name, Markup(" {} ").format(_("or")).join(labels)))
    return words


def stylesheet(scheme: str, municipality: Municipality | None) -> str:
    """The address of every page's styles, in a municipality's theme."""
    return url_for("pages.asset", name=site().assets.style(scheme, municipality.slug if municipality else ""))


HEADINGS = {
    State.LIKELY: lambda: _("Fits what you have answered"),
    State.INDIVIDUAL: lambda: _("Depends on a concrete assessment"),
    State.UNKNOWN: lambda: _("We need to know more"),
    State.UNLIKELY: lambda: _("Does not seem to fit – you can always apply"),
    State.NOT_SOUGHT: lambda: _("Other possibilities in the municipality"),
}
MARKS = {
    State.LIKELY: "◆",
    State.INDIVIDUAL: "◇",
    State.UNKNOWN: "?",
    State.UNLIKELY: "–",
    State.NOT_SOUGHT: "▸",
}


def heading_of(state: State) -> str:
    """An outcome in words, never a right or a refusal."""
    return str(HEADINGS[state]())


@pass_context
def labels_of(context: Context, options: Iterable[Option]) -> list[str]:
    """Labels of options as this reader sees them."""
    return [say(context, option.label) for option in options]


def by_heading(options: Iterable[Option]) -> list[tuple[str, list[Option]]]:
    """Options in their order, by the heading above them."""
    return [(heading, list(below)) for heading, below in groupby(options, key=lambda option: option.group)]


def _in_template(text: str, **given: object) -> Markup:
    """The ``_`` of the templates."""
    return site().languages.in_template(text, **with_translated(given))


def _counted(one: str, many: str, number: int, **given: object) -> Markup:
    """The ``ngettext`` of the templates."""
    said = site().languages.get_translations().ungettext(one, many, number)
    return Markup(said) % {"num": number, **with_translated(given)}  # noqa: S704  # the templates are ours


def register(app: Flask) -> None:
    """Give the templates their functions."""
    app.jinja_env.filters.update(
        by_heading=by_heading,
        decimal=decimal,
        full_date=full_date,
        kroner=kroner,
        long_date=long_date,
        short_time=short_time,
        listed=lambda texts: format_list(list(texts), locale=chosen_language()),
        prose=prose,
        host=lambda address: address.split("/")[2].removeprefix("www."),
        items_by_id=lambda items: {item.id: item for item in items},
    )
    app.jinja_env.globals.update(
        _=_in_template,
        ngettext=_counted,
        say=say,
        guidance_sentence=guidance_sentence,
        of_earlier_years=of_earlier_years,
        answer_within=answer_within,
        document_of=document_of,
        when_in_words=when_in_words,
        year_of=year_of,
        heading_of=heading_of,
        state_mark=MARKS.__getitem__,
        labels_of=labels_of,
        processing_in_words=processing_in_words,
        this_page=this_page,
        part=part,
        easy=easy_chosen,
        url_for=url_of,
        version=__version__,
        site=site,
        Met=Met,
        State=State,
        asset=lambda name: url_for("pages.asset", name=site().assets.name(name)),
        stylesheet=stylesheet,
    )
