"""Fields of forms; what was typed stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Field, RadioField, SelectMultipleField, ValidationError
from wtforms.form import BaseForm

from guide.web.typed_text.days import read_date
from guide.web.typed_text.numbers import NumberBounds, read_number
from guide.web.typed_text.text import LONGEST, lines_of_text, with_latin_figures, without_control

Fields = dict[str, Any]
"""Fields by name, not bound to a form yet."""

Page = tuple[str, int]
"""A page and its status."""

Posted = MultiDict[str, str] | None


LONGEST_SHOWN = 5_000
"""Characters of a line that come back to be mended."""


class TypedField(Field):
    """A line of text: ``typed`` as written, ``data`` once understood.

    Where it asks “do you mean …?”, the same typed again is the answer: then it is ``sure``. So that it is known, what
    was asked about comes back as a second value of the same name.

    Args:
        missing: what to do where nothing was typed; empty where that is fine.
    """

    inputmode = "text"
    width = "input-width-s"

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:  # noqa: ANN401  # WTForms' own
        super().__init__(**kwargs)
        self.missing = missing
        self.typed = ""
        self.sure = False

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; WTForms shows a ``ValueError``."""
        self.typed = without_control(valuelist[0], LONGEST_SHOWN) if valuelist else ""
        self.sure = self.typed in valuelist[1:]
        self.data = self.read(with_latin_figures(self.typed[:LONGEST])) if self.typed else None

    def read(self, typed: str) -> object:
        """What the text means, or ``NotUnderstood``."""
        raise NotImplementedError

    def pre_validate(self, _form: object) -> None:
        if not self.typed and self.missing:
            raise ValidationError(self.missing)


class DateField(TypedField):
    width = "input-width-m"

    def read(self, typed: str) -> date:
        return read_date(typed)


class NumberField(TypedField):
    inputmode = "decimal"

    def __init__(self, *, bounds: NumberBounds, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.bounds = bounds

    def read(self, typed: str) -> Decimal:
        return read_number(typed, self.bounds, sure=self.sure)


class LongTextField(TypedField):
    """Several lines with at most so many characters."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(**kwargs)
        self.most = most

    def process_data(self, value: str | None) -> None:
        self.data = value
        self.typed = value or ""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.typed = self.data = lines_of_text(valuelist[0]) if valuelist else ""
        if len(self.typed) > self.most:
            raise ValueError(_("The text is too long: write at most %(most)s characters.", most=self.most))


class OneOfField(RadioField):
    """One of the choices ``offered`` (id and label), or ``missing``.

    Without ``missing`` it can be left out.
    """

    def __init__(self, *, offered: Sequence[tuple[str, str]], missing: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(validate_choice=False, **kwargs)
        self.offered = offered
        self.missing = missing

    def pre_validate(self, _form: object) -> None:
        if self.missing and self.data not in dict(self.offered):
            raise ValidationError(self.missing)


class SomeOfField(SelectMultipleField):
    """Any of the choices ``offered``; its reader ignores unknown ones."""

    def __init__(self, *, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(validate_choice=False, **kwargs)
        self.offered = offered


class PostedForm(BaseForm):
    """A form that is checked where something was posted."""

    def __init__(self, fields: Fields, posted: Posted, **data: object) -> None:
        super().__init__(fields)
        self.process(posted, data=data)
        if posted is not None:
            self.validate()


def posted_form() -> Posted:
    """What was posted; ``None`` of other requests."""
    return request.form if request.method == "POST" else None


def errors_of(form: BaseForm) -> Iterator[tuple[str, str]]:
    """The id of each wrong input, and its error."""
    for field in form:
        if field.errors:
            target = f"{field.id}-{field.offered[0][0]}" if isinstance(field, OneOfField | SomeOfField) else field.id
            yield target, str(field.errors[0])


def page_of(form: BaseForm, template: str, **context: object) -> Page:
    """The page; 422 where something is wrong."""
    page = render_template(template, form=form, errors=list(errors_of(form)), **context)
    return page, 422 if form.errors else 200
