"""The command line's own words in Danish, for editors.

argparse has its messages in English only; what it may say here is matched, and said in Danish.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from guide.content.syntax.problems import suggestion

_HELP = {"usage: ": "Brug: ", "positional arguments:": "Ordrer og navne:", "options:": "Tilvalg:"}
_CHOICE = re.compile(r"argument \S+: invalid choice: '(.*)' \(choose from (.*)\)")
_MESSAGES = (
    (re.compile(r"the following arguments are required: (.*)"), r"Her mangler: \1."),
    (re.compile(r"unrecognized arguments: (.*)"), r"“\1” kan ikke bruges her."),
    (re.compile(r"argument ([^\s/]+)\S*: expected .*"), r"Der mangler noget efter \1."),
    (re.compile(r"argument ([^\s/]+)\S*: invalid \S+ value: '(.*)'"), r"“\2” kan ikke bruges efter \1."),
    (re.compile(r"argument \S+: (.*)"), r"\1"),
)


class DanishParser(argparse.ArgumentParser):
    """An argument parser whose help and errors are Danish."""

    def __init__(self, *, add_help: bool = True, **kwargs: Any) -> None:  # noqa: ANN401  # argparse's own
        super().__init__(add_help=False, **kwargs)
        if add_help:
            self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def format_usage(self) -> str:
        return _in_danish(super().format_usage())

    def format_help(self) -> str:
        return _in_danish(super().format_help())

    def error(self, message: str) -> NoReturn:
        """End with the message in Danish, and status 2."""
        self.exit(2, f"{_danish_message(message)} Med --help ser du, hvad der kan stå.\n")


def _in_danish(text: str) -> str:
    for english, danish in _HELP.items():
        text = text.replace(english, danish, 1)
    return text


def _danish_message(message: str) -> str:
    """What is wrong with a command, by argparse's own words."""
    if choice := _CHOICE.fullmatch(message):
        known = re.findall(r"[\w-]+", choice[2])
        return f"“{choice[1]}” findes ikke. {suggestion(choice[1], known)}"
    for pattern, words in _MESSAGES:
        if match := pattern.fullmatch(message):
            return match.expand(words)
    return message
