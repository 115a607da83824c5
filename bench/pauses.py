"""The guide with a list of its garbage collections: ``python -m bench.pauses FILE serve …``.

Each pause of more than a millisecond becomes a line of the file: the process and the milliseconds.
"""

from __future__ import annotations

import gc
import os
import sys
import time

from guide.__main__ import main


def note_pauses(file: str) -> None:
    """Append every longer pause of this process, and of those that it forks, to the file."""
    out, began = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 0.0

    def note(phase: str, _about: object) -> None:
        nonlocal began
        if phase == "start":
            began = time.perf_counter()
        elif (taken := (time.perf_counter() - began) * 1000) > 1:
            os.write(out, f"{os.getpid()} {taken:.1f}\n".encode())

    gc.callbacks.append(note)


if __name__ == "__main__":
    note_pauses(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
