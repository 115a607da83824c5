"""What two editors wrote in the same file, together."""

from __future__ import annotations

from guide.edit.writing.document import Document


def merged(base: str, mine: str, theirs: str) -> tuple[str, tuple[str, ...]]:
    """The text with the changes of both.

    The smallest piece is a field, or a section of the text. Where both changed the same one, mine is taken, and its
    name is returned.

    Raises:
        CannotWrite: the fields of a text cannot be read.
    """
    before, own, others = (Document(text).pieces for text in (base, mine, theirs))
    both = tuple(
        key
        for key in dict.fromkeys([*own, *others])
        if own.get(key) != before.get(key) != others.get(key) and own.get(key) != others.get(key)
    )
    taken = {key: piece for key, piece in others.items() if own.get(key) == before.get(key)}
    order = list(others)
    for number, key in enumerate(own):
        if own[key] != before.get(key):
            taken[key] = own[key]
            if key not in order:
                earlier = [order.index(other) for other in list(own)[:number] if other in order]
                order.insert(max(earlier, default=-1) + 1, key)
    return "".join(taken[key] for key in order if key in taken), both
