"""Documents say what is there: quotes, names of files, the map, the ids."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN
from guide.rules.outcome import State
from tests.conftest import ROOT

ARTIFACTS = {"node_modules", "build", "dist", "__pycache__"}
LANGUAGES = ("python", "jinja", "yaml")
TOP = ("guide/", "static/", "testing/", "tests/", "e2e/", "bench/", "docs/", "content/da/", "translations/")
ROOMS = ["guide", *(path.parent.relative_to(ROOT).as_posix() for path in ROOT.glob("guide/*/**/__init__.py"))]
MOST_LINES = 5


def files(root: Path) -> list[Path]:
    """All files but hidden ones and artifacts."""
    entries = (path for path in root.iterdir() if path.name not in ARTIFACTS and not path.name.startswith("."))
    return [file for path in entries for file in (files(path) if path.is_dir() else [path])]


FILES = files(ROOT)
CONTENT = (ROOT / "content", ROOT / "testing" / "content", ROOT / "testing" / "havnoe")
DOCUMENTS = [path for path in FILES if path.suffix == ".md" and not any(map(path.is_relative_to, CONTENT))]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_trailing_space(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def quotes(document: str) -> Iterator[tuple[str, str]]:
    """Each quote of code, with the path that was named last before it."""
    path = ""
    for prose, language, code in re.findall(r"(.*?)^```(\w*)\n(.*?)^```$", document, re.DOTALL | re.MULTILINE):
        path = [path, *re.findall(r"`([\w.-]+/[\w./-]*)`", prose)][-1]
        if language in LANGUAGES:
            yield path, code


def occurs(path: str, code: str, root: Path) -> bool:
    """Whether the code is in the file, or in a file of the folder."""
    place = root / path
    places = place.glob("*.py") if place.is_dir() else [place]
    lines = without_trailing_space(code)
    return any(lines in without_trailing_space(read(file)) for file in places if file.is_file())


def test_quotes_are_in_their_files() -> None:
    all_quotes = list(quotes(read(ROOT / "CONTRIBUTING.md")))
    assert len(all_quotes) > 12
    assert [quote for quote in all_quotes if not occurs(*quote, ROOT)] == []


def test_what_editors_are_shown_is_in_the_content() -> None:
    """What is made up is in blocks of ``text``."""
    tops = (ROOT / "content", ROOT / "testing")
    files = [path for path in FILES if path.suffix in (".md", ".yaml") and any(map(path.is_relative_to, tops))]
    written = "".join(map(without_trailing_space, map(read, files)))
    document = read(ROOT / "docs" / "redigering.md")
    blocks = re.findall(r"^```(?:yaml|markdown)\n(.*?)^```$", document, re.DOTALL | re.MULTILINE)
    assert len(blocks) > 40
    assert [block for block in blocks if block not in written] == []


def test_a_quote_that_is_not_there_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.py").write_text("x = 1  \ny = 2\n", encoding="utf-8")
    blocks = [("a/b.py", "x = 1\ny = 2"), ("a/", "y = 2"), ("a/b.py", "x = 2"), ("a/c.py", "x = 1")]
    document = "\n".join(f"`{path}`:\n\n```python\n{code}\n```" for path, code in blocks)
    assert [occurs(*quote, tmp_path) for quote in quotes(document)] == [True, True, False, False]


def comments_and_docstrings(text: str) -> str:
    """What a module says to people."""
    comments = re.findall(r"^ *#.*|  # .*", text, re.MULTILINE)
    strings = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    ]
    return "\n".join(comments + strings)


def documents_in(path: Path) -> set[str]:
    """The documents that a file names, in Python outside of code."""
    text = comments_and_docstrings(read(path)) if path.suffix == ".py" else read(path)
    return set(re.findall(r"(?<![\w<>*/.-])[\w./-]*\w\.md\b", text))


def missing(names: set[str], known: list[str]) -> list[str]:
    """The names that no path ends with."""
    return sorted(name for name in names if not any(f"/{path}".endswith(f"/{name.lstrip('./')}") for path in known))


def test_every_document_that_is_named_exists() -> None:
    known = [path.relative_to(ROOT).as_posix() for path in FILES if path.suffix == ".md"]
    sources = [path for path in FILES if path.suffix in (".py", ".toml", ".js", ".css", ".html", "")]
    names = {path.relative_to(ROOT).as_posix(): documents_in(path) for path in sources + DOCUMENTS}
    assert "docs/vocabulary.md" in names["guide/rules/answers.py"]
    assert {path: absent for path, documents in names.items() if (absent := missing(documents, known))} == {}


def test_a_document_that_does_not_exist_is_noticed(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""As ``away.md`` has it."""\n# See docs/b.md.\nx = "c.md"\n"""And a/d.md."""\n', encoding="utf-8"
    )
    assert missing(documents_in(module), ["docs/b.md", "d.md"]) == ["a/d.md", "away.md"]


def dead_ends(text: str, document: Path) -> list[str]:
    """The paths that a document names or links to, where nothing is."""
    paths = [path for path in re.findall(r"`([\w.-]+/[\w./-]*)`", text) if path.startswith(TOP)]
    prose = re.sub(r"`[^`\n]+`", "", text)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", prose) if ":" not in link]
    return [path for path in paths if not (ROOT / path).exists()] + [
        link for link in links if link and not (document.parent / link).exists()
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_paths_and_links_lead_somewhere(document: Path) -> None:
    assert dead_ends(read(document), document) == []


def test_a_path_that_leads_nowhere_is_noticed() -> None:
    text = "`guide/gone.py` `guide/web/` [a](docs/drift.md#log) [b](drift.md) [c](https://guide.example) `/om/x`"
    assert dead_ends(text, ROOT / "README.md") == ["guide/gone.py", "drift.md"]


def map_of(readme: str) -> list[tuple[str, str]]:
    """The entries of the map: path from the root, and its description."""
    entries: list[tuple[str, str]] = []
    parent = ""
    for line in re.findall(r"^## Map\n+```\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)[0].splitlines():
        if line[:19].isspace():
            entries[-1] = (entries[-1][0], f"{entries[-1][1]} {line}")
            continue
        column = 21 if line.startswith(" ") else 19
        names, description = line[:column].split(), line[column:]
        for name in names:
            parent = parent if line.startswith(" ") else name
            entries.append(((parent if line.startswith(" ") else "") + name, description))
    return entries


def errors_of_map(entries: list[tuple[str, str]], root: Path) -> list[str]:
    """The paths that the map has, or mentions, where nothing is."""
    wrong = []
    for entry, description in entries:
        places = list(root.glob(re.sub(r"<\w+>", "*", entry)))
        wrong += [] if places else [entry]
        mentions = re.findall(r"[\w-]+/|\b[\w-]+\.(?:md|py|yaml|toml)\b", description)
        bases = {root, *places, *(place.parent for place in places)}
        wrong += [f"{entry}: {name}" for name in mentions if not any((base / name).exists() for base in bases)]
    return wrong


def test_the_map_is_true() -> None:
    entries = map_of(read(ROOT / "README.md"))
    assert errors_of_map(entries, ROOT) == []
    paths = {path.rstrip("/") for path, _description in entries}
    known = {"guide/__init__.py", "guide/README.md", "LICENSES", *paths, *(path.partition("/")[0] for path in paths)}
    inside = {"/".join(file.relative_to(ROOT).parts[:2]) for file in FILES if file.is_relative_to(ROOT / "guide")}
    folders = {file.relative_to(ROOT).parts[0] for file in FILES if file.parent != ROOT}
    assert (inside | folders) - known == set()


def test_a_wrong_map_is_noticed() -> None:
    readme = read(ROOT / "README.md")
    wrong_map = readme.replace("  search.py  ", "  finder.py  ").replace("syntax/, texts/", "grammar/, texts/")
    assert errors_of_map(map_of(wrong_map), ROOT) == ["guide/finder.py", "guide/content/: grammar/"]


@pytest.mark.parametrize("room", [*ROOMS, "guide/web/templates", "static", "testing", "tests", "bench"])
def test_every_room_says_what_belongs_there(room: str) -> None:
    lines = read(ROOT / room / "README.md").splitlines()
    assert 1 < len(lines) <= MOST_LINES


def table(heading: str) -> list[list[str]]:
    """The rows of the table under a heading of the vocabulary, cell by cell."""
    section = read(ROOT / "docs" / "vocabulary.md").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines() if line.startswith("|")
    ]
    return rows[2:]


def ids(cell: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", cell))


def test_the_vocabulary_has_the_ids_of_the_questions(guide: Guide) -> None:
    questions = {id_.strip("`"): (kind, opening, ids(options)) for id_, kind, opening, options in table("Questions")}
    assert questions == {
        question.id: (question.kind, "yes" if question.opening else "no", {*question.option_ids} - {NOT_KNOWN})
        for question in guide.shared_questions
    }


def test_the_addresses_of_the_vocabulary_are_those_of_the_application(app: Flask) -> None:
    addresses = {path for heading in ("API", "Addresses and HTML") for row in table(heading) for path in ids(row[0])}
    assert len(addresses) > 20
    assert {path.split()[-1] for path in addresses} - {rule.rule for rule in app.url_map.iter_rules()} == set()


def test_the_vocabulary_has_the_ids_of_municipalities_and_outcomes(guide: Guide) -> None:
    assert {slug.strip("`"): ids(slugs) for _name, slug, slugs in table("Municipalities and standards")} == {
        slug: {standard.slug for standard in place.standards} for slug, place in guide.municipalities.items()
    }
    assert [id_.strip("`") for id_, _meaning in table("Outcomes")] == list(State)


def test_the_example_of_the_api_is_what_it_answers(app: Flask) -> None:
    section = read(ROOT / "README.md").partition("\n## API\n")[2]
    path, body = re.findall(r"127.0.0.1:8000(\S+) -d '(.*?)'", section, re.DOTALL)[0]
    example = json.loads(re.findall(r"```json\n(.*?)```", section, re.DOTALL)[0])
    answer = app.test_client().post(path, data=body).get_json()
    assert {**answer, "outcomes": []} == {**example, "outcomes": []}
    (outcome,) = example["outcomes"]
    (real,) = (item for item in answer["outcomes"] if item["standard"] == outcome["standard"])
    assert {**real, "reasons": []} == {**outcome, "reasons": []}
    assert all(reason in real["reasons"] for reason in outcome["reasons"])
    assert outcome["reasons"]
