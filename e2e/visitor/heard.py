"""What a screen reader is told of a page: Chromium's accessibility tree, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from e2e.visitor.visit import Visit


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that is told: what it is, what it is called, and what is said besides."""

    role: str
    name: str
    description: str = ""
    level: int = 0
    checked: bool = False
    expanded: bool | None = None
    focused: bool = False


def heard(visit: Visit, *roles: str) -> list[Heard]:
    """Everything with one of these roles (all, where none is named), in the order of reading."""
    visit.find("html")
    visit.devtools.send("Accessibility.enable")
    nodes = visit.devtools.send("Accessibility.getFullAXTree")["nodes"]
    visit.devtools.send("Accessibility.disable")
    told = _in_order(nodes)
    return [one for one in told if not roles or one.role in roles]


def _in_order(nodes: list[dict[str, Any]]) -> Iterator[Heard]:
    by_id = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]["nodeId"]]
    while waiting:
        node = by_id.get(waiting.pop())
        if node is None:
            continue
        waiting += reversed(node.get("childIds", ()))
        if not node["ignored"]:
            yield _one(node)


def _one(node: dict[str, Any]) -> Heard:
    states = {state["name"]: state["value"].get("value") for state in node.get("properties", ())}
    return Heard(
        role=_value(node, "role"),
        name=" ".join(_value(node, "name").split()),
        description=" ".join(_value(node, "description").split()),
        level=states.get("level", 0),
        checked=states.get("checked") == "true",
        expanded=states.get("expanded"),
        focused=bool(states.get("focused")),
    )


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))
