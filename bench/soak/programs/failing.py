"""A guide whose result fails with the answers in its message: ``python bench/soak/programs/failing.py serve …``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from guide.__main__ import main  # the path comes first
from guide.answers import Answers
from guide.web import interview_views


def fail(_municipality: object, answers: Answers, *_more: object) -> object:
    """Raise what holds the answers, as a careless error would."""
    raise ValueError({question: sorted(chosen) for question, chosen in answers.items()})


vars(interview_views)["build_result"] = fail
sys.exit(main())
