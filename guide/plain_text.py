"""HTML as plain text, to find words in. Pure."""

from __future__ import annotations

import re
from html import unescape

_BLOCK_END = re.compile(r"</(?:p|li|blockquote|dd|dt|h[1-6])>|<br ?/?>")
_TAG = re.compile(r"<[^>]+>")


def plain_text(html: str) -> str:
    """The text of HTML, a line for each block."""
    return unescape(_TAG.sub("", _BLOCK_END.sub("\n", html)))
