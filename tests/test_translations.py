"""Every text of the interface is in every catalogue, translated, with the placeholders that it is given."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUES = sorted((ROOT / "translations").glob("*/LC_MESSAGES/messages.po"))
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[^(%]|\{\w*\}")
ARABIC_FORMS = 6

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)


def parts(texts: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """A text, or its singular and its plurals."""
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def translated(path: Path) -> list[Message]:
    """The messages of a catalogue, without its header."""
    return [message for message in read(path) if message.id]


@pytest.fixture(scope="module")
def used() -> set[tuple[str, ...]]:
    """Every text that the code and the templates ask a translation of, found as `make translations` finds it."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["babel"]["mappings"]
    method_map = [(mapping["pattern"], mapping["method"]) for mapping in mappings]
    found = extract_from_dir(ROOT / "guide", method_map=method_map)
    return {parts(texts) for _file, _line, texts, _comments, _context in found}


def test_there_is_a_danish_catalogue_and_there_are_texts_to_translate(used: set[tuple[str, ...]]) -> None:
    assert "da" in [path.parent.parent.name for path in CATALOGUES]
    assert len(used) > 80


@each_catalogue
def test_the_catalogue_has_the_texts_in_use_and_no_others(path: Path, used: set[tuple[str, ...]]) -> None:
    assert {parts(message.id) for message in translated(path)} == used


@each_catalogue
def test_every_text_is_translated_and_none_is_a_guess(path: Path) -> None:
    catalogue = read(path)
    untranslated = [
        message.id
        for message in translated(path)
        if message.fuzzy or not parts(message.string) or not all(text.strip() for text in parts(message.string))
    ]
    assert not untranslated
    assert not catalogue.fuzzy


@each_catalogue
def test_a_counted_text_has_every_form_of_the_language(path: Path) -> None:
    catalogue = read(path)
    for message in translated(path):
        assert len(parts(message.string)) == (catalogue.num_plurals if message.pluralizable else 1), message.id


@each_catalogue
def test_every_translation_has_the_placeholders_of_its_text(path: Path) -> None:
    for message in translated(path):
        # A form for one number may say it in words: the first, and in Arabic those of 0, 1 and 2.
        one, *others = [set(PLACEHOLDER.findall(text)) for text in parts(message.id)]
        given = [set(PLACEHOLDER.findall(text)) for text in parts(message.string)]
        whole, of_one_number = (others or [one])[0], 3 if len(given) == ARABIC_FORMS else 1
        assert one in (whole, whole - {"%(num)s"}), message.id
        assert all(placeholders in (whole, whole - {"%(num)s"}) for placeholders in given[:of_one_number]), message.id
        assert all(placeholders == whole for placeholders in given[of_one_number:]), message.id


@each_catalogue
def test_no_translation_carries_markup(path: Path) -> None:
    assert not [message.id for message in translated(path) if re.search(r"[<>]|&\w+;", "".join(parts(message.string)))]
