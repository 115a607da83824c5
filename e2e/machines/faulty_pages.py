"""Pages with one fault each, and a server of them: what the gates must refuse, and sound ones that they must not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

SOUND = """<!doctype html><html lang="da"><head><meta charset="utf-8"><title>Prøve</title>
<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">{head}</head>
<body><main>{main}</main></body></html>"""

QUESTION = """<form data-question="bolig" method="post" action="/sound">
<fieldset><legend><h1>Hvor bor du?</h1></legend>
<input type="checkbox" name="svar" id="a" value="egen"><label for="a">Egen bolig</label>
<input type="checkbox" name="svar" id="b" value="familie" checked><label for="b">Hos familie</label>
</fieldset><button class="button button-primary">Fortsæt</button></form>"""


SMALL = '<a href="{}" style="display: block; width: 20px; height: 10px; overflow: hidden" aria-label="Videre"></a>'


def sound(main: str = "<h1>Prøve</h1>", head: str = "") -> str:
    """A page with nothing wrong but what is put into it."""
    return SOUND.format(main=main, head=head)


PAGES = {
    "/sound": sound('<h1>Prøve</h1><p><a href="/next">Videre</a></p><p><a href="/image">Galt</a></p>'),
    "/next": sound("<h1>Næste</h1>"),
    "/question": sound(QUESTION),
    "/with-all": sound("<h1>Prøve</h1>").replace(
        "<main>", '<a href="#main" style="font-size: 2em">Til indholdet</a><main id="main">'
    ),
    "/image": sound('<h1>Prøve</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
    "/pale": sound('<h1 style="color: #ccc; background: #fff">Prøve</h1>'),
    "/pale-in-the-dark": sound(
        "<h1>Prøve</h1>", "<style>@media (prefers-color-scheme: dark) {h1 {color: #333; background: #000}}</style>"
    ),
    "/wide": sound('<h1>Prøve</h1><div style="width: 600px">bred</div>'),
    "/wide-when-enlarged": sound(
        "<h1>Prøve</h1><div>bred</div>", "<style>@media (min-resolution: 3dppx) {div {width: 600px}}</style>"
    ),
    "/low": sound(
        '<h1>Prøve</h1><a class="button" href="/next" style="display: block; height: 40px">Lav</a>'
        '<a class="button" href="/sound" style="display: block; height: 44px">Høj</a>'
    ),
    "/folded": sound(
        '<h1>Prøve</h1><details><summary>Mere</summary><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></details>'
    ),
    "/left-out": sound(
        '<h1>Prøve</h1><h2 id="hvor">Hvor?</h2><p>Her, hvor alle kan se det.</p>'
        f'<h2 id="social-stoette">Hvorfor?</h2><p>{"Fordi det er sådan, og ikke anderledes. " * 20}</p>'
    ),
    "/console": sound(head="<script>console.error('noget gik galt')</script>"),
    "/script": sound(head="<script>throw new Error('knækket')</script>"),
    "/missing-part": sound(head='<link rel="stylesheet" href="/nowhere.css">'),
    "/foreign": sound(head='<link rel="stylesheet" href="http://127.0.0.1:9/guide.css">'),
    "/cookie": sound(),
    "/no-language": sound().replace(' lang="da"', ""),
    "/no-heading": sound("<p>Prøve</p>"),
    "/two-headings": sound("<h1>Prøve</h1><h1>Igen</h1>"),
    "/no-title": sound().replace("<title>Prøve</title>", ""),
    "/covered": sound('<h1>Prøve</h1><p>Nederst</p><p style="margin-top: -2em">Øverst</p>'),
    "/outside": sound('<h1>Prøve</h1><p style="position: absolute; left: -999px">Borte</p>'),
    "/cut": sound('<h1>Prøve</h1><p style="height: 1em; overflow: hidden">Den ene linje<br>og den anden</p>'),
    "/broken": sound('<h1>Prøve</h1><p style="width: 1em; overflow-wrap: anywhere">Ret</p>'),
    "/unhidden": sound('<h1>Prøve</h1><p hidden style="display: block">Skjult</p>'),
    "/tiny": sound('<h1>Prøve</h1><p style="font-size: 10px">Småt</p>'),
    "/small": sound(f"<h1>Prøve</h1>{SMALL.format('/next')}{SMALL.format('/sound')}"),
    "/stubborn": sound('<h1 style="forced-color-adjust: none">Prøve</h1>'),
    "/pale-in-print": sound("<h1>Prøve</h1>", "<style>@media print {h1 {color: #ccc; background: #fff}}</style>"),
    "/long": sound(f"<h1>{'Lang' * 5}</h1>"),
    "/nameless": sound('<h1>Prøve</h1><p><a href="/next"><span></span></a></p>'),
    "/invalid": sound("<h1>Prøve</h1><p><section>i et afsnit</section></p>"),
    "/backwards": sound(
        '<h1>Prøve</h1><div style="display: flex; flex-direction: column-reverse">'
        '<a href="/next">Sidst</a><a href="/sound">Først</a></div>'
    ),
    "/no-ring": sound('<h1>Prøve</h1><p><a href="/next">Videre</a></p>', "<style>a:focus {outline: 0}</style>"),
    "/pale-ring": sound(
        '<h1>Prøve</h1><p><a href="/next">Videre</a></p>', "<style>a:focus {outline: 3px solid #ccc}</style>"
    ),
    "/tabs": sound('<h1>Prøve</h1><p><a href="/next">Videre</a></p><p><a href="/sound" tabindex="1">Tilbage</a></p>'),
    "/veiled": sound(
        '<h1>Prøve</h1><p><a href="/next">Videre</a></p>'
        '<div style="position: fixed; inset: 0; background: rgb(0 0 0 / 1%)"></div>'
    ),
    "/restless": sound(head='<meta http-equiv="refresh" content="0; url=/next">'),
    "/worn": sound(
        head="<script>if (performance.getEntriesByType('navigation')[0].type === 'back_forward')"
        " document.title = ''</script>"
    ),
    "/window": sound('<h1>Prøve</h1><a href="/next" target="_blank">Videre</a>'),
    "/noscript": sound('<h1 id="who">Uden</h1><noscript><p id="told">Uden</p></noscript>')
    + "<script>document.getElementById('who').textContent = 'Med'</script>",
}


class Pages(BaseHTTPRequestHandler):
    """Serves PAGES, and a sound page with status 404 for anything else."""

    protocol_version = "HTTP/1.1"
    cookies: ClassVar[dict[str, str]] = {"/cookie": "spor=1"}

    def do_GET(self) -> None:
        page = PAGES.get(self.path, sound()).encode()
        self.send_response(200 if self.path in PAGES else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        if self.path in self.cookies:
            self.send_header("Set-Cookie", self.cookies[self.path])
        self.end_headers()
        self.wfile.write(page)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing: pytest shows enough."""


@contextmanager
def served() -> Iterator[str]:
    """Serves the pages until the block ends; yields the origin."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
