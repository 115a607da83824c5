"""What is printed: how many pages, in which colours."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2
import zxingcpp

from e2e.visitor.device import in_known_colours
from e2e.visitor.visit import Visit

A4 = in_known_colours(width=703, printed=True)
"""As wide as the paper between its margins."""

BLACK_ON_WHITE = {"rgb(0, 0, 0)", "rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}

COLOURS = "all => all.flatMap(part => [getComputedStyle(part).color, getComputedStyle(part).backgroundColor])"


def pages(pdf: bytes) -> int:
    """How many pages a PDF of Chromium has: each is an object of its own."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def painted(visit: Visit, selector: str) -> set[str]:
    """The colours of what can be seen, and of what is behind it."""
    return set(visit.find(selector).locator("visible=true").evaluate_all(COLOURS))


def text_copied_from(pdf: bytes) -> str:
    """What somebody gets who marks all of a PDF and copies it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def codes_seen_on(pdf: bytes, *, dots_per_inch: int = 150) -> Iterator[str]:
    """What a phone reads from the QR codes of a PDF, through a picture of each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            picture = page.render(scale=dots_per_inch / 72, grayscale=True)
            rows = memoryview(bytes(picture.buffer)).cast("B", (picture.height, picture.stride))
            for code in zxingcpp.read_barcodes(rows):
                yield code.text
