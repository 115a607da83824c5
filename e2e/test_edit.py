"""The editor in a browser: the preview that follows what is saved, and the forms that write the files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from e2e.checkers.others import CHECKERS, ready
from e2e.test_every_page import ENLARGED, FORCED, PLAIN, SPACED_OUT
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.looks import AT_LEAST_44, TOO_LOW
from e2e.visitor.paper import A4
from e2e.visitor.visit import Visit
from guide import ROOT
from guide.edit import UNFOLDED, EditedGuide
from guide.settings import Settings
from guide.web.sealed.tokens import new_key
from testing.changed_content import COMPANION, TODAY, Copy, copied
from testing.havnoe_content import with_skovlev
from testing.server import answering

Edit = Callable[[Device], Visit]
PAGE = "/lilleby/standarder/ledsagelse"
ARABIC = """\
- {da: En ledsager, ar: مرافق}
- {da: "Du kan få en med, når du går ud.", ar: يمكنك أن تصطحب شخصًا عندما تخرج.}
"""


@contextmanager
def edited(content: Path) -> Iterator[str]:
    """Where the edit server of this content answers."""
    guide = EditedGuide(Settings(keys=(new_key(),), content=content), ROOT, lambda: TODAY)
    with answering(guide) as origin:
        yield origin


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    """With a little Arabic: what still fits, what is stale, and what cannot be used."""
    content = copied(tmp_path)
    pairs = content.path("../ar/lilleby/ledsagelse.yaml")
    pairs.parent.mkdir(parents=True)
    (content.root / "ar" / "oversaettelse.yaml").write_text('tal: "1,234.5"\nniveau: "({år})"\n', encoding="utf-8")
    pairs.write_text(ARABIC, encoding="utf-8")
    return content


@pytest.fixture
def edit(browser: Browser, content: Copy) -> Iterator[Edit]:
    """Makes editors; what they arrive at by its own reload is looked at by ``check``."""
    visits: list[Visit] = []
    with edited(content.root) as origin:

        def begin(device: Device) -> Visit:
            visits.append(Visit(browser, origin, device))
            return visits[-1]

        yield begin
        for visit in visits:
            visit.break_off()


@pytest.mark.full
def test_the_page_follows_what_is_saved_by_itself(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours()).open(PAGE)
    shown, told = visit.find("p.lead"), visit.find("#redigering li")
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    expect(shown).to_have_text("En ven går med dig ud.")
    content.change(COMPANION, "trin: 2", "trin: to")
    expect(told).to_contain_text("trin: to")
    expect(shown).to_have_text("En ven går med dig ud.")
    content.change(COMPANION, "trin: to", "trin: 2")
    expect(told).to_have_count(0)


@pytest.mark.full
@pytest.mark.parametrize("device", [Device(width=320), Device(width=1280, dark=True)], ids=str)
def test_what_is_wrong_is_told_on_a_page_without_fault(edit: Edit, content: Copy, device: Device) -> None:
    content.change(COMPANION, "trin: 2", "trin: «hvilket trin på trappen ordningen står på»")
    content.change(COMPANION, "  - Du må selv sige, hvor du vil hen.\n", "  - «tanke»\n" * 4)
    visit = edit(device).open("/lilleby/")
    told = visit.find("#redigering li").filter(visible=True)
    expect(told).to_have_count(UNFOLDED)
    visit.find("#redigering summary").press("Enter")
    expect(told).to_have_count(5)
    visit.check()


def test_content_that_has_never_been_good_is_told_on_a_page_without_fault(edit: Edit, content: Copy) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    visit = edit(in_known_colours(width=320)).open("/lilleby/", status=503)
    assert visit.find("#redigering li").count() == 1


@pytest.mark.full
def test_without_scripts_a_plain_reload_shows_what_is_saved(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours(javascript=False)).open(PAGE)
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    assert visit.open(PAGE).find("p.lead").inner_text() == "En ven går med dig ud."


FORM = "/_redigering/lilleby/ledsagelse"
BESIDE = ("/_redigering/_sprog/", "/_redigering/_sprog/ar/lilleby/ledsagelse.md")


def test_caseworker_changes_a_rule_sees_what_follows_and_saves(edit: Edit, content: Copy) -> None:
    before = content.text(COMPANION)
    visit = edit(Device()).open("/_redigering/").follow("Ledsagelse", exact=True)
    panel = visit.find("#beside")
    expect(panel).to_contain_text("Filen er i orden")
    visit.find("#krav-1 > summary").click()
    effect = visit.find("#krav-1-spørgsmål-virkning-ja")
    effect.select_option("ja")
    expect(panel).to_contain_text("Ventet:")
    assert content.text(COMPANION) == before
    effect.select_option("nej")
    visit.submit("Tilføj: Oplysning")
    for part in ("#krav-1", "#oplysninger-1"):
        expect(visit.find(part)).to_have_attribute("open", "")
    visit.write({"kort.mig": "En ven går med dig ud."}).press("Enter")
    expect(panel).to_contain_text("En ven går med dig ud.")
    visit.submit("Se ændringerne, og gem").submit("Gem")
    assert content.text(COMPANION) == before.replace("En ledsager går med dig ud.", "En ven går med dig ud.", 1)
    assert not list(content.root.glob(".kladder/*/*"))


@pytest.mark.full
def test_new_standard_is_written_without_scripts(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours(javascript=False)).open("/_redigering/")
    visit.write({"titel": "Følgeskab på øen"}).submit("Begynd på standarden")
    visit.submit("Tilføj: Krav").write({"krav.0.krav.mig": "Du kan ikke gå ud alene."})
    visit.find("#krav-0-spørgsmål-valg").select_option("faerdes")
    visit.submit("Vis").find("#krav-0 > summary").click()
    visit.find("#krav-0-spørgsmål-virkning-nej").select_option("ja")
    visit.submit("Se ændringerne, og gem").submit("Gem")
    assert "svar: [nej]" in content.text("lilleby/foelgeskab-paa-oeen.md")


@pytest.mark.full
@pytest.mark.parametrize("device", [Device(width=320), Device(width=1280, dark=True)], ids=str)
def test_pages_of_the_editor_are_without_fault(edit: Edit, content: Copy, device: Device) -> None:
    for address in BESIDE:
        edit(device).open(address).unfold()
    visit = edit(device).open("/_redigering/").open("/_redigering/lilleby/kommune").open(f"{FORM}?som=tekst").open(FORM)
    visit.find("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    visit.check().write({"titel": "Ledsagelse i Lilleby"}).submit("Se ændringerne, og gem")
    content.change(COMPANION, "trin: 2", "trin: 3")
    visit.submit("Gem", status=409)
    assert visit.find(".alert-error").count() == 1
    visit.find("button[value=godkend]").evaluate("button => button.removeAttribute('formtarget')")
    assert visit.submit("Til godkendelse").heading == "Til godkendelse: Ledsagelse i Lilleby"


def test_translation_is_written_beside_the_danish_without_scripts(edit: Edit, content: Copy) -> None:
    visit = (
        edit(in_known_colours(width=320, javascript=False)).open("/_redigering/").follow("Oversættelser", exact=False)
    )
    visit.follow("ledsagelse.md")
    first, missing = visit.find("textarea").nth(0), visit.find("textarea").nth(1)
    assert first.evaluate("box => getComputedStyle(box).direction") == "rtl"
    visit.find("input[type=checkbox]").first.press("Space")
    missing.fill("يمكنك {timer}.")
    visit.submit("Gem oversættelsen", status=422)
    assert visit.find("[aria-invalid]").input_value() == "يمكنك {timer}."
    visit.find("[aria-invalid]").fill("مرافقة")
    visit.submit("Gem oversættelsen")
    written = content.text("../ar/lilleby/ledsagelse.yaml")
    assert "Du kan få en med, når du skal ud." in written
    assert written.count("مرافقة") == 1


@pytest.mark.full
@pytest.mark.parametrize("device", [Device(width=320), Device(width=1280, dark=True)], ids=str)
def test_every_form_of_the_format_is_drawn_without_fault(browser: Browser, tmp_path: Path, device: Device) -> None:
    with edited(with_skovlev(tmp_path)) as origin:
        visit = Visit(browser, origin, device)
        for file in (
            "skovlev/ledsagelse",
            "skovlev/botilbud",
            "skovlev/kommune",
            "havnoe/kommune",
            "havnoe/spoergsmaal.yaml",
        ):
            visit.open(f"/_redigering/{file}").unfold()
            visit.check()
        visit.break_off()


EVERY_KIND = [
    "/_redigering/",
    FORM,
    f"{FORM}?som=tekst",
    f"{FORM}/flyt",
    "/_redigering/lilleby/kommune",
    "/_redigering/lilleby/sider/besoeg",
    *(
        f"/_redigering/da/{name}.yaml"
        for name in ("spoergsmaal", "satser", "lovaendringer", "samtale", "ordbog", "breve")
    ),
]


@pytest.mark.parametrize("address", EVERY_KIND[::4])  # the long run looks at all of them
def test_each_kind_of_page_of_the_editor_is_without_fault(edit: Edit, address: str) -> None:
    edit(Device(width=320)).open(address).unfold()


@pytest.mark.full
def test_own_question_is_written_without_scripts(edit: Edit, content: Copy) -> None:
    visit = edit(in_known_colours(javascript=False)).open("/_redigering/").follow("Egne spørgsmål")
    visit.submit("Tilføj: Spørgsmål").submit("Tilføj: Svar")
    visit.write({"spørgsmål.0.id": "bor-paa-oen", "spørgsmål.0.svar.0.id": "ja"})
    visit.submit("Se ændringerne, og gem").submit("Gem")
    assert content.text("lilleby/spoergsmaal.yaml") == "spørgsmål:\n  - id: bor-paa-oen\n    svar:\n      - id: ja\n"


def unfold_all(visit: Visit) -> None:
    """What is folded within something folded, too."""
    while visit.unfold():
        pass


@pytest.mark.full
@pytest.mark.timeout(900)
@pytest.mark.parametrize("address", [*EVERY_KIND, *BESIDE])
def test_pages_of_the_editor_in_every_look(edit: Edit, subtests: pytest.Subtests, address: str) -> None:
    visit = edit(PLAIN[0]).open(address)
    unfold_all(visit)
    with subtests.test("what is pressed is 44 pixels high"):
        assert visit.find(AT_LEAST_44).evaluate_all(TOO_LOW) == []
    for device in (*PLAIN[1:], *FORCED, ENLARGED, *SPACED_OUT, A4):
        with subtests.test(str(device)):
            visit.through(device)
    visit.take(in_known_colours())
    unfold_all(visit)
    ready()
    for name, checker in CHECKERS.items():
        with subtests.test(name):
            assert list(checker(visit)) == []
