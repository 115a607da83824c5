"""Files of pairs on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.content.translations.skeleton import files_to_translate, pairs_of
from guide.edit.writing.document import plain_lines
from guide.edit.writing.saving import SAVING, WasChanged, write_or_remove


@dataclass(frozen=True, slots=True)
class PairShelf:
    """The files of pairs that the editor may write.

    A file is named by its language and the Danish file below ``da/``.
    """

    content: Path

    @property
    def files(self) -> list[str]:
        """The Danish files."""
        return files_to_translate(self.content, ())

    def path(self, language: str, file: str) -> Path:
        """Where a file is; raises ``LookupError`` for any other place."""
        path = pairs_of(self.content, language, file)
        if file not in self.files or path.resolve() != pairs_of(self.content.resolve(), language, file):
            raise LookupError(language, file)
        return path

    def read(self, language: str, file: str) -> str:
        """The text of a file, or nothing."""
        path = self.path(language, file)
        return plain_lines(path.read_bytes().decode("utf-8-sig")) if path.is_file() else ""

    def save(self, language: str, file: str, text: str, before: str) -> None:
        """Write a file that is as it was before.

        Without a text there is no file.

        Raises:
            WasChanged: the file is another one by now.
            OSError: nothing can be written there; the file is as it was.
        """
        path = self.path(language, file)
        with SAVING:
            if self.read(language, file) != before:
                raise WasChanged
            if text != before or not text:
                write_or_remove(path, text)
