"""What a browser sends when a form is filled in and its button pressed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import html5lib
from werkzeug.datastructures import MultiDict
from werkzeug.test import encode_multipart


def submission(
    page: str, options: Sequence[str] | None, texts: Mapping[str, str], label: str
) -> tuple[str, bytes, str]:
    """The address, the body and its type.

    Args:
        page: the HTML; its first form that has all this is taken, one with a primary button before others.
        options: the values to choose, and no others where many can be chosen; ``None`` leaves all as it is.
        texts: what to write by name of the field, or the value to choose.
        label: text of the button; empty for any.

    Raises:
        LookupError: no form has all this.
    """
    root, buttons, wanted = html5lib.parse(page, namespaceHTMLElements=False), [], set(options or ())
    for form in root.iter("form"):
        inside = [*form.iter(), *(tag for tag in root.iter() if tag.get("form", "") == form.get("id"))]
        fields = [tag for tag in inside if tag.tag in ("input", "textarea", "button")]
        names, values = ({field.get(attribute) for field in fields} for attribute in ("name", "value"))
        if names >= set(texts) and values >= wanted:
            buttons += [
                (form, fields, field)
                for field in fields
                if field.get("type") == "submit" and label in (field.text or "")
            ]
    if not buttons:
        raise LookupError(f"there is no form with {options or dict(texts) or label or 'a button'}")
    form, fields, button = max(buttons, key=lambda match: "button-primary" in match[2].get("class", ""))
    choices = {field.get("name"): wanted for field in fields if field.get("value") in wanted}
    choices |= {name: {text} for name, text in texts.items()}
    pairs = []
    for field in fields:
        name, kind, value, counts = field.get("name", ""), field.get("type"), field.get("value", ""), field is button
        if kind in ("radio", "checkbox"):
            untouched = options is None or kind == "radio"
            counts = value in choices[name] if name in choices else untouched and "checked" in field.attrib
        elif field.tag != "button":
            value, counts = texts.get(name, (field.text or "") if field.tag == "textarea" else value), True
        if name and counts:
            pairs.append((name, re.sub(r"\r?\n", "\r\n", value)))
    if kind := form.get("enctype"):
        return form.get("action", ""), encode_multipart(MultiDict(pairs), "cut")[1], f"{kind}; boundary=cut"
    return form.get("action", ""), urlencode(pairs).encode(), "application/x-www-form-urlencoded"
