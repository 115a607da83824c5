"""The nginx of ``docs/drift.md`` in front of the real guide: no address in any file that it writes."""

from __future__ import annotations

import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from guide.rules.answers import Answers
from guide.settings import variable
from guide.web.sealed.tokens import Seals, new_key
from testing.nginx import NGINX, configure, nginx
from testing.random_people import PERSON, PLACE
from testing.server import Server, free_port, serving
from tests.conftest import ROOT

OPENSSL = shutil.which("openssl")
BLOCK = re.compile(r"^```nginx\n(.*?)^```", re.DOTALL | re.MULTILINE)
CERTIFICATE = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=guide.example")

pytestmark = pytest.mark.skipif(not (NGINX and OPENSSL), reason="nginx or openssl is not installed")


@dataclass(frozen=True, slots=True)
class Front:
    """The guide behind nginx, and the folder with all that nginx writes."""

    folder: Path
    port: int
    plain_port: int
    server: Server
    token: str

    def ask(self, head: str, body: bytes = b"", pause: float = 0) -> bytes:
        """The answer to a request, after a while in which nothing of it is read."""
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        with closing(socket.socket()) as plain:
            if pause:
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            plain.settimeout(30)
            plain.connect(("127.0.0.1", self.port))
            with context.wrap_socket(plain) as connection:
                lines = (head, "Host: guide.example", f"Content-Length: {len(body)}", "Connection: close", "", "")
                connection.sendall("\r\n".join(lines).encode() + body)
                time.sleep(pause)
                return b"".join(iter(lambda: connection.recv(65536), b""))

    def files(self) -> str:
        """All that nginx has written."""
        files = (file for file in (self.folder / "written").rglob("*") if file.is_file())
        return "\n".join(file.read_text(encoding="latin-1") for file in files)


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The block of the document, with ports, files and a certificate of this test; temporary files cannot be made."""
    folder, key, port, plain_port = tmp_path_factory.mktemp("nginx"), new_key(), free_port(), free_port()
    written = folder / "written"
    written.mkdir()
    environ = {variable("keys"): key, variable("address"): "https://guide.example", variable("proxies"): "1"}
    with serving(folder / "guide.txt", environ=environ) as server:
        subprocess.run(
            [str(OPENSSL), *CERTIFICATE, "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
            check=True,
            capture_output=True,
        )
        (block,) = BLOCK.findall((ROOT / "docs" / "drift.md").read_text(encoding="utf-8"))
        for old, new in {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl sndbuf=16k",
            "listen 80": f"listen 127.0.0.1:{plain_port}",
            "/etc/ssl/guide.example.pem": str(folder / "cert.pem"),
            "/etc/ssl/guide.example.key": str(folder / "key.pem"),
            "/var/log/nginx/": f"{written}/",
            "http://127.0.0.1:8000": server.origin,
        }.items():
            assert old in block
            block = block.replace(old, new)
        # Little memory for each answer stands for large pages.
        little = "proxy_buffers 2 4k; proxy_busy_buffers_size 4k;"
        configure(folder, f"{little}\n{block}", f"{written}/main.log info")
        with nginx(folder, port):
            shutil.rmtree(folder / "temporary")
            yield Front(folder, port, plain_port, server, Seals([key]).seal(PLACE, Answers(PERSON)))


def test_pages_come_with_the_host_and_the_scheme_of_the_guide(front: Front) -> None:
    page = front.ask(f"GET /{PLACE}/links HTTP/1.1")
    assert page.startswith(b"HTTP/1.1 200")
    assert b"strict-transport-security" in page
    assert b"https://guide.example/" in page.replace(b"<wbr>", b"")


def test_a_slow_reader_puts_no_answer_into_a_file_or_a_log(front: Front) -> None:
    page = front.ask(f"GET /{PLACE}/raadgiver/{front.token} HTTP/1.1", pause=2)
    assert page.startswith(b"HTTP/1.1 200")
    assert len(page) > 40_000
    assert page.rstrip().endswith(b"</html>")
    assert front.token not in front.files()


def test_what_is_posted_needs_no_file(front: Front) -> None:
    """More than the guide takes is refused by the guide."""
    head = f"POST /{PLACE}/breve/klage/ledsagelse HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded"
    assert front.ask(head, b"brev=" + b"a" * 300_000).startswith(b"HTTP/1.1 413")
    assert front.ask(head, b"brev=" + b"a" * 400_000).startswith(b"HTTP/1.1 413")


def test_the_plain_address_leads_on_and_is_not_kept(front: Front) -> None:
    with socket.create_connection(("127.0.0.1", front.plain_port), timeout=20) as connection:
        connection.sendall(f"GET /{PLACE}/resultat/{front.token} HTTP/1.0\r\nHost: guide.example\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    assert f"https://guide.example/{PLACE}/resultat/{front.token}" in answer
    assert "no-store" in answer
    assert front.token not in front.files()


def test_nothing_is_told_when_the_guide_is_down(front: Front) -> None:
    front.server.process.terminate()
    front.server.process.wait(60)
    assert front.ask(f"GET /{PLACE}/resultat/{front.token} HTTP/1.1").startswith(b"HTTP/1.1 502")
    assert "502" in (front.folder / "written" / "stoetteguiden.log").read_text(encoding="utf-8")
    assert front.token not in front.files()
