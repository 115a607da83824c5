"""Where in its file a text stands that the check reports; the guide itself remembers no lines."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Places:
    """Finds lines in the files below ``directory`` (the content); without one, everything stands on line 1."""

    directory: Path | None = None

    def line(self, file: str, text: str) -> int:
        """The line where the longest run of the text's words begins, from 1.

        A text may have been folded, got its figures or changed its pronouns since it was written.
        """
        path = self.directory.parent / file if self.directory else None
        if path is None or not path.is_file():
            return 1
        lines = unicodedata.normalize("NFC", path.read_text(encoding="utf-8-sig")).split("\n")
        words = [(word, number) for number, line in enumerate(lines, 1) for word in _WORD.findall(line)]
        run = SequenceMatcher(None, _WORD.findall(text), [word for word, _ in words], autojunk=False)
        found = run.find_longest_match()
        return words[found.b][1] if found.size else 1


NOWHERE = Places()
