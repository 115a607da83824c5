"""YAML errors in the writer's words, and its misreadings."""

from __future__ import annotations

import re
from itertools import pairwise

import yaml
from yaml.reader import ReaderError

Explanation = tuple[int, str, str]
"""The line in the text from 1, what is wrong, and what to write instead."""

_ENDS = (".", "!", "?", ":")
_WRONG_BULLET = re.compile(r" *([•·▪◦‣●○–—])[ \t]*\S|(?: +)(-)[^\s-]")
_FIELD = re.compile(r"(?P<indent> *(?P<dash>- +)*)(?P<name>[^\s:#-][^:]*):(?P<value> .*|)$")
_FIRST_MARK = re.compile(r"^\s*(?:- +)*(?:[^\s:{\[][^:{\[]*:\s+)?([{\[\"'*&!%@`|>])")
_CUT_OFF = re.compile(r" [^\S\n]*(#.*)")


def explain(error: yaml.YAMLError, text: str) -> Explanation:
    """Where the parser stopped, and the most likely reason."""
    if isinstance(error, ReaderError):
        line = text.count("\n", 0, error.position) + 1
        return line, "Linjen har et usynligt tegn, der ikke kan læses.", "Slet tegnet, og skriv teksten igen."
    if not isinstance(error, yaml.MarkedYAMLError):
        return 1, "Filen kan ikke læses.", "Gem den igen som ren tekst."
    problem = error.problem or ""
    began = error.context_mark or error.problem_mark
    stopped = error.problem_mark or error.context_mark
    first, last = (mark.line + 1 if mark else 1 for mark in (began, stopped))
    lines = text.split("\n")
    if message := _begun("".join(lines[first - 1 : first]), error.context or "", problem):
        return first, *message
    if (opened := _unclosed(lines[: last - 1])) and text.count('"') % 2:
        return opened, "Anførselstegnet bliver ikke lukket.", "Sæt det samme tegn efter teksten."
    there = "".join(lines[last - 1 : last])
    return last, *_at(there, stopped.column if stopped else 0, problem, lines[: last - 1])


def _begun(line: str, context: str, problem: str) -> tuple[str, str] | None:
    """Problem and remedy of the line where something began."""
    if "flow" in context:
        remedy = "Sæt komma mellem delene, luk parentesen, og sæt tegnene # og : i anførselstegn."
        return "Det, der står mellem [ ] eller { }, kan ikke læses.", remedy
    if "quoted" in context:
        return "Anførselstegnet bliver ikke lukket, eller linjen har en \\.", "Sæt det samme tegn efter teksten."
    if "':'" not in problem:
        return None
    if bullet := _WRONG_BULLET.match(line):
        if bullet[2]:
            return "Stregen har ikke noget mellemrum efter sig.", "Skriv et mellemrum efter den: “- …”."
        return f"Linjen begynder med {bullet[1]}.", "Skriv en streg og et mellemrum i stedet: “- …”."
    remedy = "Skriv “felt: værdi”. Hører linjen til teksten ovenfor, så ryk den ind."
    return "Linjen har ikke noget kolon med mellemrum efter.", remedy


def _unclosed(lines: list[str]) -> int:
    """The last line with an odd quotation mark, or 0."""
    odd = [number for number, line in enumerate(lines, 1) if line.count('"') % 2]
    return odd[-1] if odd else 0


def _indented(above: list[str], line: str) -> tuple[str, str] | None:
    """What to say of a field in another column."""
    field = _FIELD.match(line)
    before = next((match for other in reversed(above) if (match := _FIELD.match(other))), None)
    if not field or not before or len(field["value"].split(": ")) > 1:
        return None
    has, due = len(field["indent"]), len(before["indent"])
    if field["dash"] or has == due:
        return None
    wrong = f"Der er {has} mellemrum foran linjen, men {due} foran feltet “{before['name']}” over den."
    remedy = "Felter, der hører sammen, skal begynde lige langt inde."
    text = " Er linjen en del af teksten over den, så sæt hele teksten i anførselstegn." if has > due else ""
    return wrong, remedy + text


def _at(line: str, column: int, problem: str, above: list[str]) -> tuple[str, str]:
    """Problem and remedy of the line where the parser stopped."""
    if r"'\t'" in problem or line.lstrip(" ").startswith("\t"):
        return "Linjen er rykket ind med tabulator.", "Brug mellemrum, to for hvert trin."
    if (mark := _FIRST_MARK.match(line)) and mark.start(1) <= column:
        if mark[1] in "\"'":
            remedy = "Brug “ og ” inde i teksten, eller begynd med et andet ord."
            return "Teksten går videre efter anførselstegnet.", remedy
        return f"Teksten begynder med {mark[1]} uden for anførselstegn.", "Sæt hele teksten i anførselstegn."
    if message := _indented(above, line):
        return message
    if "mapping values" in problem:
        remedy = "Har teksten et kolon, så sæt den i anførselstegn. Ellers er linjen rykket for langt ind."
        return "Linjen har et kolon, hvor der ikke kan stå et.", remedy
    return "Linjen kan ikke læses.", "Se efter, om den er rykket ind på linje med de andre felter."


def cut_off(text: str, node: yaml.ScalarNode) -> str:
    """What “#” cuts off from a text."""
    end = node.end_mark.index
    cut = None if node.style else _CUT_OFF.match(text, end, end + 80)
    return cut[1].rstrip() if cut else ""


def split_by_comma(node: yaml.SequenceNode) -> str:
    """A sentence's end, cut off by a comma in brackets.

    It begins with a small letter, after a text that does not end.
    """
    texts = [item for item in node.value if isinstance(item, yaml.ScalarNode)] if node.flow_style else []
    for first, second in pairwise(texts):
        ends = first.style or first.value.endswith(_ENDS)
        if not ends and not second.style and second.value[:1].islower() and second.value.endswith(_ENDS):
            return str(second.value)
    return ""
