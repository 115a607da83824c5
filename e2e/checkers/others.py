"""Other checkers: Nu for the HTML, IBM's, QualWeb (with which Danish public sites are monitored), the newest axe,
Readability (Firefox's reader view).

They come from npm into ``node`` (see ``install.py``). Each gives complaints as plain lines.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from e2e.visitor.axe import RUN, options_for
from e2e.visitor.visit import Visit

PACKAGES = Path(__file__).parent / "node" / "node_modules"

QUALWEB = (
    "@qualweb/qw-page/dist/qw-page.bundle.js",
    "@qualweb/util/dist/__webpack/util.bundle.js",
    "@qualweb/locale/dist/locale.bundle.js",
    "@qualweb/act-rules/dist/__webpack/act.bundle.js",
    "@qualweb/wcag-techniques/dist/__webpack/wcag.bundle.js",
)
RUN_QUALWEB = """() => ["ACTRulesRunner", "WCAGTechniquesRunner"].flatMap(runner => {
  const chosen = {levels: ["A", "AA"]};
  const evaluation = new window[runner](chosen, {translate: "en", fallback: "en"}).configure(chosen)
    .test({sourceHtml: document.documentElement.outerHTML, newTabWasOpen: false});
  if (runner === "ACTRulesRunner") evaluation.testSpecial();
  return Object.values(evaluation.getReport().assertions).filter(one => one.metadata.outcome === "failed");
})"""

RUN_IBM = """async () => {
  const report = await new ace.Checker().check(document, ["IBM_Accessibility", "WCAG_2_2"]);
  return report.results.filter(result => result.value[1] === "FAIL");
}"""

RUN_READABILITY = """() => {
  document.querySelectorAll("main [aria-hidden=true]").forEach(mark => mark.remove());
  const oneLine = text => text.replace(/\\s+/g, " ").trim();
  const article = new Readability(document.cloneNode(true)).parse();
  const shown = article ? oneLine(`${article.title} ${article.textContent}`) : "";
  return [...document.querySelectorAll("main :is(h1, h2, h3, .guidance, .urgent, .now, .message, .answer, .alert)")]
    .filter(element => element.checkVisibility() && !element.closest("form, [role=alert]"))
    .map(element => oneLine(element.textContent)).filter(text => !shown.includes(text));
}"""

UNFOUNDED_QUALWEB = {
    "QW-WCAG-T3": "wants the fieldset to be the form's child; ours is its grandchild, in DKFDS's form-group",
    "QW-WCAG-T19": "does not see a button that stands outside the form and names it",
    "QW-WCAG-T28": "takes the “in” of “font-size: inherit” for inches",
    "QW-WCAG-T33": "does not know the div that HTML allows around the dt and dd of a dl",
}
"""Techniques, not rules of WCAG, that QualWeb misjudges, and why (read in its source, version 0.4.2)."""

UNFOUNDED_IBM = {
    "aria_content_in_landmark": "a skip link comes before all landmarks, so that it is the first stop",
    "fail_controlnamemismatch": "compares the names of fields across forms, and the preview shows two questions",
}
"""What IBM's misjudges, and recommendations of its own that WCAG does not have, by rule or by reason, and why."""


def package(path: str) -> Path:
    """A file of a package; skips the test where it is not installed."""
    found = PACKAGES / path
    if not found.exists():
        pytest.skip("no checkers from npm here (Node.js is needed): python -m e2e.checkers.install installs them")
    return found


def program(name: str, package: str) -> str:
    """A program of the system; skips the test where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} here (on Debian and Ubuntu: apt-get install {package})")
    return found


@cache
def _script(*paths: str) -> str:
    return "\n".join(package(path).read_text(encoding="utf-8") for path in paths)


def nu(pages: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    """What the Nu HTML checker has to say of these pages, errors and warnings."""
    java, checker = program("java", "default-jre-headless"), package("vnu-jar/build/dist/vnu.jar")
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_bytes(html)
        names[str(file)] = name
    command = [
        java,
        "-jar",
        str(checker),
        "--format",
        "json",
        "--exit-zero-always",
        "--stdout",
        *map(str, folder.glob("*.html")),
    ]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    for message in json.loads(ran.stdout)["messages"]:
        place = " ".join(message.get("extract", "").split())
        yield f"{names[urlsplit(message['url']).path]}: {message['message']} ({place})"


def ibm(visit: Visit) -> Iterator[str]:
    """What IBM's checker is sure of."""
    for result in visit.examined(_script("accessibility-checker-engine/ace.js"), RUN_IBM):
        if not {result["ruleId"], result["reasonId"]} & UNFOUNDED_IBM.keys():
            yield f"IBM {result['ruleId']}: {result['message']} ({result['snippet']})"


def qualweb(visit: Visit) -> Iterator[str]:
    """What fails QualWeb's rules (of the ACT rules and WCAG's techniques those of levels A and AA)."""
    for assertion in visit.examined(_script(*QUALWEB), RUN_QUALWEB):
        if assertion["code"] not in UNFOUNDED_QUALWEB:
            failed = [one for one in assertion["results"] if one["verdict"] == "failed"]
            places = [place["htmlCode"][:120] for one in failed[:3] for place in one["elements"][:1]]
            yield f"QualWeb {assertion['code']} ({assertion['name']}): {failed[0]['description']} {places}"


def newest_axe(visit: Visit) -> Iterator[str]:
    """What the newest axe finds; the page object's own comes with the Python package, and is a little older."""
    found: list[dict[str, Any]] = visit.examined(_script("axe-core/axe.min.js"), RUN, options_for(visit.device))
    for violation in found:
        yield f"axe {violation['id']}: {violation['help']} ({violation['nodes'][0]['html'][:120]})"


def left_out(visit: Visit) -> list[str]:
    """Headings, guidance and urgent messages that the reader view leaves out; what is in a form, it may."""
    return list(visit.examined(_script("@mozilla/readability/Readability.js"), RUN_READABILITY))


CHECKERS: dict[str, Callable[[Visit], Iterator[str]]] = {"IBM": ibm, "QualWeb": qualweb, "newest axe": newest_axe}
"""Those that look at a page in the browser. The last one leaves its axe behind in the page."""


def ready() -> None:
    """Skips the test where they are not installed."""
    for path in ("accessibility-checker-engine/ace.js", *QUALWEB, "axe-core/axe.min.js"):
        package(path)
