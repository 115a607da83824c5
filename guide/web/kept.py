"""Pages that are rendered once, and kept.

What a page shows depends on what its template gets and on the request. So it is kept by both, and nobody has to say
what it depends on. What belongs to one reader alone, a token or a time, is cut out before a page is kept, and put in
again: no memory holds anybody's link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import wraps
from typing import ParamSpec

from flask import Response, g, render_template, request
from jinja2 import pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from guide.municipality import FirstStep, Message, Municipality
from guide.rules.answers import Question, Wording
from guide.rules.standards import Case, Extent, LawChange, Relation, Requirement, Standard
from guide.sources import Rate
from guide.web.http.compression import BROTLI, accepted_packing
from guide.web.http.holes import Values, fill, fill_packed, pack, shape
from guide.web.http.prefixes import STAND_IN, frame_word
from guide.web.sealed.tokens import EMPTY, EMPTY_SHARED
from guide.web.site import site

LASTING = (
    Municipality,
    Message,
    FirstStep,
    Question,
    Wording,
    Standard,
    Requirement,
    Extent,
    Case,
    Relation,
    LawChange,
    Rate,
)
"""What is never changed while the guide runs: the object itself tells it apart."""

SIMPLE = (str, int, date, Enum, type(None))

UNLISTED = b"\0unlisted\0"
"""Before a page that search engines are to leave out."""

MIDDLE = "\0middle\0"
"""Where a frame has what is in it."""

_Parameters = ParamSpec("_Parameters")


class _Same:
    """An object that is equal to itself only."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.thing is self.thing


def same_for_all(view: Callable[_Parameters, str | bytes]) -> Callable[_Parameters, bytes]:
    """Keep what a view without answers shows, all day."""

    @wraps(view)
    def answer(*args: _Parameters.args, **values: _Parameters.kwargs) -> bytes:
        def make() -> bytes:
            shown = view(*args, **values)
            text = shown if isinstance(shown, bytes) else shown.encode()
            return UNLISTED + text if g.get("unlisted") else text

        # With a query it shows something else, and there are more queries than any memory holds.
        text = make() if request.args else site().kept.get((view, *_circumstances()), make)
        g.unlisted = text.startswith(UNLISTED)  # templates say so, and a kept page has none
        return text.removeprefix(UNLISTED)

    return answer


def kept_page(template: str, personal: Mapping[str, str | None], **given: object) -> bytes | Response:
    """A page with answers, rendered or kept; perhaps packed.

    Args:
        template: as for ``render_template``.
        personal: what only this reader's page holds, such as the token; safe in HTML. The template gets it as well.
        given: all else that the template gets.

    Raises:
        TypeError: something of ``given`` cannot be told apart from what is alike.
    """
    key, text, values = _with_holes(template, personal, given)
    # In a frame, the links of the page are changed once more.
    if values and not frame_word() and accepted_packing() == BROTLI:
        shapes = tuple(map(shape, values.values()))
        if packed := site().kept.get((key, shapes), lambda: pack(text, values)):
            return Response(fill_packed(packed, values), mimetype="text/html", headers={"Content-Encoding": BROTLI})
    return fill(text, values)


def framed_page(template: str, token: str, frame: Mapping[str, object], **given: object) -> bytes:
    """A page made anew, in a kept frame.

    Args:
        template: extends ``answers.html``.
        token: of the reader.
        frame: what the template gets for all that is outside ``<main>``; the middle gets it as well.
        given: what only the middle gets.
    """
    _key, text, values = _with_holes(template, {"token": token}, {"middle": MIDDLE, **frame})
    middle = render_template(template, alone=True, token=token, **frame, **given).encode()
    return fill(text, values).replace(MIDDLE.encode(), middle)


def new_page(template: str, personal: Mapping[str, str | None], **given: object) -> bytes:
    return render_template(template, **personal, **given).encode()


def _with_holes(
    template: str, personal: Mapping[str, str | None], given: Mapping[str, object]
) -> tuple[object, bytes, Values]:
    """A page's key, its text, and what fills its holes."""
    # The token before all answers is a word of the language, and the same for everybody.
    own = {name: value for name, value in personal.items() if value and value not in (EMPTY, EMPTY_SHARED)}
    values = {f"\0{name}\0".encode(): value.encode() for name, value in own.items()}

    def render() -> bytes:
        return fill(new_page(template, personal, **given), {value: hole for hole, value in values.items()})

    key = (template, *_circumstances(*own.values()), tuple(own), *map(key_of, given.values()))
    return key, site().kept.get(key, render), values


@pass_context
def part(context: Context, macro: Macro, *given: object) -> Markup:
    """What a macro makes of its arguments; for templates.

    It may also depend on municipality, perspective, day and script name. Where it is given the reader's token, it is
    made with another word, and the token is put in afterwards.
    """
    token = context.get("token")
    seen = context.get("municipality"), context.get("perspective")
    hidden = [STAND_IN if token and one == token else one for one in given]
    key = (macro.name, request.script_root, site().today(), *map(key_of, (*seen, *hidden)))
    text = site().kept.get(key, lambda: macro(*hidden).encode()).decode()
    return Markup(text.replace(STAND_IN, token) if STAND_IN in hidden else text)  # noqa: S704  # as it was made


def key_of(value: object) -> object:
    """What tells a value apart while the guide runs."""
    if isinstance(value, LASTING):
        return _Same(value)
    if isinstance(value, SIMPLE):
        return value
    if is_dataclass(value):
        return type(value), *(key_of(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, (tuple, list)):
        return tuple(key_of(one) for one in value)
    raise TypeError(f"{type(value).__name__} cannot be part of a key.")


def _circumstances(*personal: str) -> tuple[object, ...]:
    """What else a page depends on."""
    path = request.path
    for value in personal:
        path = path.replace(value, "")
    return request.scheme, request.environ.get("HTTP_HOST"), request.script_root, path, site().today()
