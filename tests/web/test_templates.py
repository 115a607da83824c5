"""Every template gets from its view what it needs, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import meta, nodes

from tests.conftest import ROOT

WEB = ROOT / "guide" / "web"
ALWAYS = {"municipality", "request"}
"""What the application gives to every template."""
READ_BY_MACROS = {"perspective"}
"""What the function ``say`` reads from the context, so that no template names it."""


def rendered() -> Iterator[tuple[str, set[str]]]:
    """Each template that a view names, and what it passes."""
    for path in WEB.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                of_form = {"form", "errors"} if call.func.id == "page_of" else set()
                template = call.args[1 if of_form else 0] if call.func.id in ("render_template", "page_of") else None
                if isinstance(template, ast.Constant):
                    yield str(template.value), of_form | {keyword.arg for keyword in call.keywords if keyword.arg}


CALLS = list(rendered())


def needs(app: Flask, template: str) -> tuple[set[str], set[str]]:
    """What a template and those that it is made of must be given, and what they read or set at all."""
    text = (WEB / "templates" / template).read_text(encoding="utf-8")
    tree = app.jinja_env.parse(text)
    read = meta.find_undeclared_variables(tree)
    known = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    known |= {macro.name for macro in tree.find_all(nodes.Macro)}
    imported = [name for names in tree.find_all(nodes.FromImport) for name in names.names]
    known |= {name if isinstance(name, str) else name[1] for name in imported}
    known |= set(re.findall(r"(\w+) is defined", text))
    must, seen = read - set(app.jinja_env.globals), read | known
    for other in meta.find_referenced_templates(tree):
        if other:
            others_must, others_seen = needs(app, other)
            must, seen = must | others_must, seen | others_seen
    return must - known, seen


@pytest.mark.parametrize(("template", "given"), CALLS, ids=[name for name, _given in CALLS])
def test_a_view_passes_what_its_template_reads(app: Flask, template: str, given: set[str]) -> None:
    must, seen = needs(app, template)
    assert must - given - ALWAYS == set()
    assert given - seen - READ_BY_MACROS - ALWAYS == set()
