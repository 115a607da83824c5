"""Both parsers of YAML read the content alike, with the same places in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guide import ROOT
from guide.content.syntax import reading
from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import Problems

FILES = [path for folder in ("content", "testing") for path in sorted((ROOT / folder).rglob("*.yaml"))]
FILES += [path for path in sorted((ROOT / "content").rglob("*.md")) if path.parent.name != "sider"]


def nodes(node: yaml.Node) -> Iterator[tuple[object, ...]]:
    value = node.value if isinstance(node, yaml.ScalarNode) else None
    yield type(node), value, node.start_mark.index, node.end_mark.index, node.start_mark.line
    if isinstance(node, yaml.CollectionNode):
        for part in node.value:
            for child in part if isinstance(part, tuple) else (part,):
                yield from nodes(child)


def written(path: Path) -> str:
    passage = reading.read_text(path, Problems())
    assert passage
    front_matter = reading._FENCE.match(passage.text)
    return front_matter[1] if front_matter else passage.text


def test_whole_content_is_read_alike() -> None:
    assert len(FILES) > 30
    for path in FILES:
        text = written(path)
        fast = yaml.compose(text, Loader=reading._FastLoader)  # type: ignore[arg-type]  # any class of this kind will do
        own = yaml.compose(text, Loader=yaml.SafeLoader)
        assert fast is not None
        assert own is not None
        assert list(nodes(fast)) == list(nodes(own)), path


@pytest.mark.parametrize("text", ["a: b\tc", "a: [b\tc]", "navn: Søger\t bo\n", "\ta: b"])
def test_what_only_one_of_them_takes_is_left_to_the_strict_one(text: str) -> None:
    with pytest.raises(yaml.YAMLError, match="cannot start any token"):
        reading._compose(text)


@pytest.mark.parametrize("text", ["[" * 60_000, "- " * 60_000, "{a: " * 60_000, "? " * 60_000])
def test_deep_nesting_is_a_problem_and_not_the_end(text: str) -> None:
    problems = Problems()
    assert reading._parse_yaml(Passage(text, "dyb.yaml", 1, problems)) is None
    assert [problem.line for problem in problems.sorted()] == [1]
