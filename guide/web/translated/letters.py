"""What a Danish letter says, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Protocol, TypeVar, cast

from guide.web.translated.texts import is_danish, unmarked

T = TypeVar("T")


class Say(Protocol):
    """Gives a text, or what has texts, in one language."""

    def __call__(self, thing: T, /) -> T: ...


def in_both(write: Callable[[Say], str]) -> tuple[str, str]:
    """A letter in Danish, and what it says.

    The letter itself is Danish in every language. In Danish nothing more is said.

    Args:
        write: makes the letter of what it is made of, each handed to its argument first.
    """
    return write(lambda thing: thing), "" if is_danish() else write(_meaning)


def _meaning(thing: T) -> T:
    """The same with its texts translated, as plain text.

    Nothing is decided by it. A text without a translation is Danish; an id is none.
    """
    if type(thing) is str:
        return cast("T", unmarked(str(thing)))
    if isinstance(thing, tuple):
        return cast("T", tuple(_meaning(part) for part in thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        names = [field.name for field in fields(thing) if field.name != "id"]
        return replace(thing, **{name: _meaning(getattr(thing, name)) for name in names})
    return thing
