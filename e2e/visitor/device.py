"""What a visitor looks through: the width of the window, the colours, the zoom, a stylesheet of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypedDict


class Colours(TypedDict):
    """As Playwright takes them."""

    color_scheme: Literal["dark", "light"]
    forced_colors: Literal["active", "none"]


@dataclass(frozen=True, slots=True)
class Device:
    """What the visitor looks through.

    ``width`` is in CSS pixels: 320 with ``zoom`` 4 is a window of 1280 at 400 %. ``laid_over`` is a stylesheet of the
    visitor's own, laid over the page's; it is served with the folder above its own, for it may name files there.
    ``printed`` is the page as it goes to the printer. ``contrast`` is whether axe measures colours and sizes
    too, which takes most of its time; not where the same colours are looked at through another window.
    """

    width: int = 1280
    height: int = 900
    javascript: bool = True
    dark: bool = False
    forced_colors: bool = False
    reduced_motion: bool = False
    locale: str = "da-DK"
    zoom: int = 1
    printed: bool = False
    contrast: bool = True
    laid_over: Path | None = None

    def __str__(self) -> str:
        """What is not as usual, for the names of tests and for complaints."""
        parts = {
            "dark": self.dark,
            "forced-colors": self.forced_colors,
            "still": self.reduced_motion,
            "no-javascript": not self.javascript,
            f"{self.zoom}00%": self.zoom > 1,
            "printed": self.printed,
            self.laid_over.stem if self.laid_over else "": self.laid_over is not None,
        }
        return "-".join([str(self.width), *(name for name, holds in parts.items() if holds)])

    @property
    def colours(self) -> Colours:
        """The colours that the reader has asked for."""
        return {
            "color_scheme": "dark" if self.dark else "light",
            "forced_colors": "active" if self.forced_colors else "none",
        }

    def context(self, *, media: bool) -> dict[str, Any]:
        """The arguments of the browser's context; ``media`` as Chromium can emulate it, Firefox can not."""
        window = {
            "viewport": {"width": self.width, "height": self.height},
            "locale": self.locale,
            # A page's policy forbids the fonts and pictures of a stylesheet that is not its own.
            "bypass_csp": self.laid_over is not None,
        }
        if not media:
            return window
        still = "reduce" if self.reduced_motion else "no-preference"
        return window | {"device_scale_factor": self.zoom, "reduced_motion": still} | self.colours


in_known_colours = partial(Device, contrast=False)
"""A device for pages whose contrast is measured elsewhere (``test_every_page``), where something else is tried."""
