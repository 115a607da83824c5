"""The budgets of the code hold, and each can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from testing.structure import Budget, budgets

BUDGETS = budgets()


@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: budget.name)
def test_budget(budget: Budget) -> None:
    assert budget.holds, str(budget)


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_budgets_count_what_is_there(tmp_path: Path) -> None:
    for package in ("guide", "guide/rules", "guide/content/files", "tests", "e2e", "testing", "bench"):
        write(tmp_path, f"{package}/__init__.py", "")
    write(tmp_path, "guide/long.py", "import guide.lonely\nfrom guide import shared\n" + "x = 1\n" * 399)
    write(tmp_path, "guide/lonely.py", '"""One two three four five six seven eight nine ten eleven."""\n')
    write(tmp_path, "guide/shared.py", "from guide.lonely_too import x\n")
    write(tmp_path, "guide/lonely_too.py", "from guide.shared import x\nx = 1\n")
    write(tmp_path, "guide/rules/much.py", "x = 1\n" * 1001)
    write(tmp_path, "guide/content/files/much.py", "x = 1\n" * 30_000)
    write(tmp_path, "testing/tools.py", "from tests.x import y\n")
    write(tmp_path, "bench/measure.py", "import e2e.visitor\nfrom testing import tools\n")
    write(tmp_path, "tests/test_x.py", "x = 1\n" * 60_000)
    figures = {budget.name: budget for budget in budgets(tmp_path)}
    assert not any(budget.holds for budget in figures.values()), [str(budget) for budget in figures.values()]
    assert [budget.where for budget in figures.values() if budget.where] == [
        ("guide/content/files/much.py",),
        ("guide/lonely.py", "guide/lonely_too.py"),
        ("guide/rules",),
        ("guide/lonely.py",),
        ("bench/measure.py -> e2e", "testing/tools.py -> tests"),
    ]
    assert [budget.figure for budget in figures.values()] == [30_000, 2, 1001, 1001, 31_406, 1.91, 11, 1, 2]
