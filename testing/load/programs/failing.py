"""A guide that fails, wherever the query says ``fejl``, with all that it was told in the message of the failure.

``python testing/load/programs/failing.py serve …``
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from guide.__main__ import main  # the path comes first
from guide.web.site import KeptLink


def failing(answer: Callable[..., object]) -> Callable[..., object]:
    """The same, but failing as a careless program would, once the answer is made."""

    def answer_or_fail(*context: object) -> object:
        if "fejl" not in request.args:
            return answer(*context)
        made = ""
        with suppress(HTTPException, KeptLink):
            made = str(answer(*context))
        told = request.form.to_dict(flat=False), request.get_data(as_text=True)
        raise ValueError(request.full_path, told, request.headers, made) from KeyError(request.path, told)

    return answer_or_fail


if __name__ == "__main__":
    Flask.dispatch_request = failing(Flask.dispatch_request)  # type: ignore[assignment]
    sys.exit(main())
