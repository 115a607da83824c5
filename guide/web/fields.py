"""Fields that a reader types in, with WTForms: what was typed is kept as it was, and told what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectMultipleField, ValidationError
from wtforms.form import BaseForm

from guide.web.typed_text import NumberBounds, read_date, read_number, without_control

Fields = dict[str, Any]
"""Fields by name, not bound to a form yet."""

Page = tuple[str, int]
"""A page and its status."""

Posted = MultiDict[str, str] | None


class TypedField(Field):
    """A line of text that means something: ``data`` once it is understood, ``typed`` as it was written.

    Args:
        missing: what to do where nothing was typed; empty where nothing need be.
    """

    inputmode = "text"
    width = "input-width-s"

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' own
        super().__init__(**kwargs)
        self.missing = missing
        self.typed = ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; ``ValueError`` is how WTForms wants to hear of it."""
        self.typed = without_control(valuelist[0]) if valuelist else ""
        self.data = self.read(self.typed) if self.typed else None

    def read(self, typed: str) -> object:
        """What the text means; raises ``NotUnderstood``."""
        raise NotImplementedError

    def pre_validate(self, _form: object) -> None:
        """Complain of an empty field, where it must not be."""
        if not self.typed and self.missing:
            raise ValidationError(self.missing)


class DateField(TypedField):
    """A day."""

    width = "input-width-m"

    def read(self, typed: str) -> date:
        """The day."""
        return read_date(typed)


class NumberField(TypedField):
    """A number that is 0 or more, with its unit."""

    inputmode = "decimal"

    def __init__(self, *, bounds: NumberBounds, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.bounds = bounds

    def read(self, typed: str) -> Decimal:
        """The number."""
        return read_number(typed, self.bounds)


class LongTextField(TypedField):
    """A text of several lines, at most so many characters of it."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.most = most

    def process_data(self, value: str | None) -> None:
        """Begin with a text."""
        self.data = value
        self.typed = value or ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Keep the text as it is, line by line."""
        lines = (valuelist[0] if valuelist else "").splitlines()
        kept = ("".join(one for one in line if one.isprintable() or one == "\t").rstrip() for line in lines)
        self.typed = self.data = "\n".join(kept).strip("\n")
        if len(self.typed) > self.most:
            raise ValueError(_("The text is too long: write at most %(most)s characters.", most=self.most))


class OneOfField(RadioField):
    """One of the choices ``offered`` (id and label); none is made beforehand, ``missing`` says to make one."""

    def __init__(self, *, offered: Sequence[tuple[str, str]], missing: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(validate_choice=False, **kwargs)
        self.offered = offered
        self.missing = missing

    def pre_validate(self, _form: object) -> None:
        """Complain where none of the choices was made."""
        if self.data not in dict(self.offered):
            raise ValidationError(self.missing)


class SomeOfField(SelectMultipleField):
    """Any number of the choices ``offered`` (id and label), none included; strangers are left to the reader of it."""

    def __init__(self, *, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(validate_choice=False, **kwargs)
        self.offered = offered


def errors_of(form: BaseForm) -> Iterator[tuple[str, str]]:
    """What is wrong with a form: the id of the input to go to, and what to do; in the order of the fields."""
    for field in form:
        if field.errors:
            first = f"{field.id}-{field.offered[0][0]}" if isinstance(field, OneOfField) else field.id
            yield first, str(field.errors[0])


def page_of(form: BaseForm, template: str, **shown: object) -> Page:
    """The page of a form with its errors, and its status: 422 where something is wrong."""
    page = render_template(template, form=form, errors=list(errors_of(form)), **shown)
    return page, 422 if form.errors else 200
