"""Names of folders and files, which addresses are made of."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from guide.content.syntax.problems import Problems, shown

SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
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

_COPY = re.compile(r"[ _-]+(?:kopi|copy)(?:[ _-]*(?:af|of|\d+|\(\d+\)))*$|[ _-]*\(\d+\)$", re.IGNORECASE)
_ENDINGS = re.compile(r"(?:\.(?:md|markdown|ya?ml))(?:\.(?:txt|docx?|rtf|md|ya?ml|bak))*$", re.IGNORECASE)
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "y", "ö": "oe", "ä": "ae"})


def slug_problem(slug: str) -> tuple[str, str] | None:
    """What is wrong with a folder's name, and a remedy."""
    if slug in RESERVED:
        return f"Navnet “{slug}” bruger guiden selv.", "Vælg et andet navn til mappen."
    if not SLUG.fullmatch(slug) or len(slug) < _SHORTEST:
        return f"“{slug}” kan ikke være navnet på en mappe.", _example(slug)
    return None


def meant(name: str) -> str:
    """The slug that a file has or should have."""
    return plain_slug(_COPY.sub("", _ENDINGS.sub("", name)))


def report_file_names(danish: Path, problems: Problems) -> None:
    """Report files that nobody reads, and odd names."""
    texts = (path for path in danish.rglob("[!.~]*") if _ENDINGS.search(path.name) and path.is_file())
    for path in sorted(texts):
        if found := _file_problem(path):
            problems.add(shown(path), 1, *found)


def _file_problem(path: Path) -> tuple[str, str] | None:
    stem, slug = path.stem, meant(path.name)
    ending = ".yaml" if re.search(r"\.ya?ml", path.name.lower()) else ".md"
    if path.suffix != ending:
        written = _ENDINGS.search(path.name)
        return f"Filen bliver ikke læst, for den ender på {written[0] if written else path.suffix}.", (
            f"Kald den “{slug}{ending}”, og gem den som ren tekst."
        )
    if _COPY.search(stem) and (path.parent / f"{slug}{ending}").exists():
        return f"Filen ligner en kopi af “{slug}{ending}”, og kun én af dem skal være her.", "Slet den anden."
    if stem != slug or not SLUG.fullmatch(stem):
        rule = "Brug små bogstaver fra a til z, tal og bindestreg"
        return f"“{path.name}” kan ikke være navnet på en fil.", f"{rule}: “{slug or 'navn'}{ending}”."
    return None


def plain_slug(name: str) -> str:
    """The name in plain letters, digits and hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFC", name).lower().translate(_LETTERS)))


def _example(slug: str) -> str:
    plain = plain_slug(slug)
    rule = "Brug små bogstaver fra a til z, og skriv æ, ø og å som ae, oe og aa"
    usable = SLUG.fullmatch(plain) and len(plain) >= _SHORTEST and plain not in RESERVED
    return f"{rule}: “{plain}”." if usable else f"{rule}, mindst {_SHORTEST}."
