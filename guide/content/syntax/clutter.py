"""What Word, git and a wrong encoding leave in texts.

What can mean one thing only is mended without a word. All else is a problem: nobody reads what is left of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

Found = tuple[int, str, str]
"""The position in the text, what is wrong, and what to write instead."""

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HARD_SPACE = re.compile("[\u00a0\u2007\u202f]")
_SYMBOL = re.compile("[\uf076\uf0a7\uf0b7\uf0d8]")
"""Word's bullets in the font Symbol."""
PARAGRAPH_SIGN = re.compile(r"§(?=\d)")
_TAB_AFTER_MARK = re.compile(r"^( *(?:- +)*(?:-|[^\s:#\"'-][^:\n\"']*:))\t+(?=\S)", re.MULTILINE)

_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_TWICE_ENCODED = re.compile("Ã[¦\u00b8¥†\u02dc…\x86\x98\x85]")
IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")

_MARKS = (
    (
        re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>"),
        "“{}” er HTML, og det kan ikke bruges her.",
        "Slet det. I teksten under felterne kan der stå **fed** og *kursiv*.",
    ),
    (
        IMAGE,
        "“{}” er et billede, og billeder kan ikke vises.",
        "Slet det, og skriv det, billedet viser.",
    ),
    (
        re.compile(r"^ *\|.*\| *$|^[ :-]*--[-:| ]*\|[-:| ]*$", re.MULTILINE),
        "Her er en tabel, og tabeller kan ikke vises.",
        "Skriv hver række som et punkt: “- Alder 18-25: ja”.",
    ),
    (
        re.compile(r"(?<=\S)\t+(?=\S)"),
        "Her er en tabulator, som i en tabel, og tabeller kan ikke vises.",
        "Skriv hver række som et punkt: “- Alder 18-25: ja”.",
    ),
    (re.compile(r"(?<!\w)‘[^‘’“”\n]+’(?!\w)"), "{} har enkelte anførselstegn.", "Skriv “ og ” i stedet."),
    (
        re.compile("[•▪◦‣●]"),
        "Her er “{}”, og det bliver ikke til et punkt.",
        "Slet det. Punkter står i teksten under felterne, hvert på sin linje: “- …”.",
    ),
)

_MAY_BE_CLUTTER = re.compile("[<!|\t‘•▪◦‣●]")
"""What all of that has in it; most texts have none."""

_LIST_MARK = re.compile(r"^ {0,3}(?:[•·▪◦‣●○–—-]|o(?=\t)|\d+[.)])[ \t]*(?=\S)", re.MULTILINE)
_BULLET = re.compile(r"^ {0,3}(?:[•·▪◦‣●○]|o(?=\t)|\*(?=[ \t]))[ \t]*(?=\S)")
_DASH = re.compile(r"^ {0,3}[–—][ \t]+(?=\S)")
_ITEM = re.compile(r"^ {0,3}-[ \t]+\S")


def mended(text: str) -> str:
    """The text without what nobody sees; lines stay.

    Without soft hyphens and zero widths; with ordinary spaces, and one after § and after the mark of a field.
    """
    text = PARAGRAPH_SIGN.sub("§ ", _SYMBOL.sub("•", _HARD_SPACE.sub(" ", _INVISIBLE.sub("", text))))
    return _TAB_AFTER_MARK.sub(r"\1 ", text) if "\t" in text else text


def unusable(text: str) -> Found | None:
    """Why nothing in a file can be trusted, if so."""
    if conflict := _CONFLICT.search(text):
        remedy = "Behold den ene, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
        return conflict.start(), "Her er to udgaver, som git ikke kunne samle.", remedy
    if letter := _TWICE_ENCODED.search(text):
        remedy = "Hent den sidste gode udgave, eller erstat tegnene, fx Ã¦ med æ og Ã¥ med å. Gem den i UTF-8."
        wrong = f"Her er “{letter[0]}” for et dansk bogstav. Filen er åbnet i et forkert tegnsæt og gemt igen."
        return letter.start(), wrong, remedy
    return None


def clutter(text: str, *, is_field: bool) -> Iterator[Found]:
    """What no page can show, each kind once.

    A field has no Markdown, so that bullets are no list.
    """
    loose = text if is_field else _LIST_MARK.sub(lambda mark: " " * len(mark[0]), text)
    for pattern, wrong, remedy in _MARKS if _MAY_BE_CLUTTER.search(text) else ():
        if match := pattern.search(loose):
            yield match.start(), wrong.format(match[0]), remedy


def with_lists(text: str) -> str:
    """Markdown with a list where bullets were typed.

    Markdown wants “-”, and an empty line before the first one.
    """
    lines: list[str] = []
    in_list = False
    for line in text.split("\n"):
        before = lines[-1].rstrip() if lines else ""
        item = _BULLET.sub("- ", line)
        if not before or before.endswith(":") or in_list:
            item = _DASH.sub("- ", item)
        if _ITEM.match(item):
            if before and not in_list:
                lines.append("")
            in_list = True
        elif not item.strip():
            in_list = False
        lines.append(item)
    return "\n".join(lines)
