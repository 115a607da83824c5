"""nginx in front of the guide, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socket import create_connection

from testing.server import ServerDown, end, wait_until

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
_KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def configure(folder: Path, http: str, errors: str = "/dev/null emerg") -> None:
    """Write what nginx is to do; its temporary files come into ``temporary``.

    ``http`` is the inside of that block; ``errors`` the log of errors, and from which level on.
    """
    temporary = "\n".join(f"{kind}_temp_path {folder}/temporary/{kind};" for kind in _KINDS)
    (folder / "temporary").mkdir(exist_ok=True)
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {errors};\nevents {{}}\nhttp {{ {temporary}\n{http} }}\n",
        encoding="utf-8",
    )


@contextmanager
def nginx(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """nginx as this folder was configured, from when it answers on the port until the block ends."""
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, start_new_session=True)

    def answers() -> bool:
        if process.poll() is not None:
            raise ServerDown(f"nginx ended with exit code {process.returncode}")
        with suppress(OSError), create_connection(("127.0.0.1", port), timeout=5):
            return True
        return False

    try:
        wait_until(answers, f"nginx never answered on port {port}")
        yield process
    finally:
        end(process)
