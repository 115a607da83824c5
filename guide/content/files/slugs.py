"""Names of a municipality's folder, the start of its address."""

from __future__ import annotations

import re

_SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SHORTEST = 3
"""Characters; two are the code of a language."""

RESERVED = frozenset(
    (
        "afproevning",
        "api",
        "assets",
        "healthz",
        "let",
        "om",
        "ordbog",
        "privatliv",
        "ramme",
        "ramme-lys",
        "ramme-moerk",
        "sider",
        "sig-til",
        "tilgaengelighed",
        "was",
    )
)
"""What the first part of an address means already."""

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "y", "ö": "oe", "ä": "ae"})


def slug_problem(slug: str) -> tuple[str, str] | None:
    """What is wrong with a folder's name, and a remedy."""
    if slug in RESERVED:
        return f"Navnet “{slug}” bruger guiden selv.", "Vælg et andet navn til mappen."
    if not _SLUG.fullmatch(slug) or len(slug) < _SHORTEST:
        return f"“{slug}” kan ikke være navnet på en mappe.", _example(slug)
    return None


def _example(slug: str) -> str:
    plain = "-".join(re.findall(r"[a-z0-9]+", slug.lower().translate(_LETTERS)))
    rule = "Brug små bogstaver fra a til z, og skriv æ, ø og å som ae, oe og aa"
    usable = _SLUG.fullmatch(plain) and len(plain) >= _SHORTEST and plain not in RESERVED
    return f"{rule}: “{plain}”." if usable else f"{rule}, mindst {_SHORTEST}."
