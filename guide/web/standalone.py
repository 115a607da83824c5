"""Templates rendered without an application."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render_alone(template: str, **context: object) -> str:
    """The template with this context, and nothing else."""
    return _TEMPLATES.get_template(template).render(context)
