"""From a decision in hand to the complaint: it says what was ticked and no more, and loses nothing on the way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from guide.check.promises import PROMISES
from guide.municipality import Guide
from guide.next_steps.decision import Grounds, Hearing, Paragraph, Result, Says, asked_requirements
from guide.next_steps.letters import Letter, LetterFacts, LetterKind, filled, perspective_of
from guide.rules.standards import Standard
from guide.web.next_steps.letters import LONGEST
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.long_run import first_now
from tests.conftest import TODAY, everywhere, standard_of
from tests.web.walking import letter_of, sent, wrong_inputs

LEDSAGELSE = "/helsingoer/afgoerelse/ledsagelse"
Ticks = list[tuple[str, str]]


def ticks(standard: Standard, **told: str | list[str]) -> Ticks:
    """A refusal that names nothing but a standard, with other ticks in place of these."""
    says = islice(cycle((Says.UNCLEAR, Says.NO, Says.YES)), len(standard.requirements))
    chosen: dict[str, str | list[str]] = {
        "hvem": "mig",
        "dag": "",
        "resultat": Result.NOTHING,
        "paragraf": Paragraph.NONE,
        **{f"krav-{number}": one for number, one in enumerate(says, 1)},
        "grunde": Grounds.STANDARD,
        "hoert": Hearing.NOT_HEARD,
        "klagevejledning": Says.NO,
        **told,
    }
    return [
        (name, one) for name, given in chosen.items() for one in (given if isinstance(given, list) else [str(given)])
    ]


def onward(page: Page) -> tuple[str, Ticks]:
    """Where the first button of a page leads, and what goes along."""
    form = page.id("typed")
    hidden = form.findall(".//input[@type='hidden']")
    return form.get("action", ""), [(field.get("name", ""), field.get("value", "")) for field in hidden]


def to_complain_of(guide: Guide) -> Iterator[tuple[str, Standard]]:
    for place in guide.municipalities.values():
        yield from ((place.slug, standard) for standard in place.standards if standard.can_be_complained_about)


def facts_of(guide: Guide, standard: Standard, place: str) -> LetterFacts:
    recipient = (standard.complaint_board or guide.municipalities[place].complaint).lines
    about = standard.complaint_about
    title, within = (about[0].upper() + about[1:], about) if about else (standard.title, standard.title_within_sentence)
    return LetterFacts(title, within, standard.law, recipient)


# What the complaint says


@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("writer", first_now(["mig", "voksen", "vaerge", "barn", "familie"]))
def test_the_complaint_says_all_that_was_ticked_and_nothing_else(
    caller: CheckedClient, guide: Guide, writer: str, result: Result
) -> None:
    """Over standards, results and roles: every requirement in its list, every point, the role, and no word more."""
    letter = guide.letters[LetterKind.COMPLAINT]
    for place, standard in to_complain_of(guide):
        read = sent(caller, f"/{place}/afgoerelse/{standard.slug}", ticks(standard, hvem=writer, resultat=result))
        text = letter_of(sent(caller, *onward(read)))
        facts = facts_of(guide, standard, place)
        expected = set(frame_of(letter, facts, writer, result))
        if result is not Result.ALL:
            expected |= set(lists_of(letter, standard, writer, result, facts))
        assert set(text.rstrip("\n").split("\n\n")) == expected
        assert not PROMISES.search(text)
        assert len(text) < LONGEST


def frame_of(letter: Letter, facts: LetterFacts, writer: str, result: Result) -> Iterator[str]:
    """What is in it whatever the decision leaves open."""
    head, (by,) = letter.letterhead, [one for one in letter.writers if one.id == writer]
    (said,) = [one for one in letter.of_decision.results if one.id == result]
    line = filled("[linje]", facts)
    yield from ("\n".join(f"{label} {line}" for label in head.sender), "\n".join(facts.recipient))
    yield from (f"{head.dated} {line}", f"{filled(letter.subject, facts)}\n{facts.law}", filled(letter.opening, facts))
    yield from filter(None, (filled(by.in_letter, facts), said.in_letter))
    yield f"{letter.before_more}\n{line}\n{line}"
    yield from letter.closing_to_board if "nævn" in facts.recipient[0] else letter.closing
    yield from (head.greeting, line)
    if by.enclosed:
        yield f"{head.enclosed}\n- {by.enclosed}"


def lists_of(letter: Letter, standard: Standard, writer: str, result: Result, facts: LetterFacts) -> Iterator[str]:
    """What the ticks of ``ticks`` come to."""
    open_ids = ["paragraf", "hensyn", "fakta", "situation", "partshoering", "klagevejledning"]
    open_ids += ["resultat"] if result is Result.UNCLEAR else []
    points = [point.in_letter for point in letter.of_decision.points if point.id in open_ids]
    assert len(points) == len(open_ids)
    yield "\n- ".join([letter.before_reasons, *points])
    texts = [f"“{one.text.for_(perspective_of(writer))}”" for one in asked_requirements(standard)]
    said = letter.of_decision
    for first, before in enumerate((said.before_open, said.before_unmet, said.before_met)):
        if texts[first::3]:
            yield "\n- ".join([before, *texts[first::3]])


@pytest.mark.parametrize(("writer", "paper"), [("voksen", "fuldmagt"), ("vaerge", "værge"), ("barn", ""), ("mig", "")])
@pytest.mark.parametrize("kind", LetterKind)
def test_every_letter_says_who_writes_and_names_the_paper_that_comes_along(
    client: CheckedClient, guide: Guide, kind: LetterKind, writer: str, paper: str
) -> None:
    letter = guide.letters[kind]
    text = letter_of(sent(client, f"/helsingoer/breve/{kind}/ledsagelse", {"hvem": writer}))
    before, enclosed, papers = text.partition(letter.letterhead.enclosed)
    assert bool(enclosed) is bool(paper)
    assert paper in papers
    others = [one.in_letter for one in letter.writers if one.id != writer and one.in_letter]
    assert not [one for one in others if one.partition(" [linje]")[0] in before]


def test_a_board_is_not_asked_what_only_a_municipality_can_look_into(client: CheckedClient, guide: Guide) -> None:
    stu = standard_of(guide, "stu")
    read = sent(client, "/helsingoer/afgoerelse/stu", ticks(stu, paragraf=Paragraph.ANOTHER))
    letter = letter_of(sent(client, *onward(read)))
    assert "Klagenævnet for Specialundervisning" in letter
    assert "anden paragraf" not in letter
    assert "beder kommunen" not in letter


# What the page says


def test_a_link_to_a_letter_says_which_when_it_is_heard_alone(client: CheckedClient, guide: Guide) -> None:
    for day in ("", "1/6 2026"):
        page = sent(client, LEDSAGELSE, ticks(standard_of(guide, "ledsagelse"), dag=day))
        link = page.one(".//main//a[@href='/helsingoer/breve/aktindsigt/ledsagelse']")
        assert text_of(link) == guide.letters[LetterKind.PAPERS].title


def test_only_whose_help_ends_is_told_to_ask_whether_it_goes_on(client: CheckedClient, guide: Guide) -> None:
    standard = standard_of(guide, "ledsagelse")
    for result in Result:
        said = text_of(sent(client, LEDSAGELSE, ticks(standard, resultat=result)).one(".//main"))
        assert ("mens du klager" in said) is (result is Result.ENDS)
        assert "ringe eller møde op" in said


@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_whose_decision_is_in_no_list_learns_how_to_complain(client: CheckedClient, place: str) -> None:
    for address in (f"/{place}/afgoerelse", f"/{place}/breve"):
        assert client.page(address).one(f".//main//p/a[@href='/{place}/klage']") is not None


def test_what_is_not_answered_is_told_and_nothing_is_called_wrong(client: CheckedClient, guide: Guide) -> None:
    standard = standard_of(guide, "ledsagelse")
    page = sent(client, LEDSAGELSE, ticks(standard, hvem="voksen"))
    listed = [text_of(item) for found in with_class(page.root, "unanswered") for item in found.findall("li")]
    assert listed[-3:] == [one.text.adult for one in standard.requirements[::3]]
    assert len(listed) == 6 + 3
    said = text_of(page.one(".//main"))
    assert standard.requirements[1].text.adult in said
    assert not PROMISES.search(said)


def test_where_all_is_answered_one_can_complain_all_the_same(client: CheckedClient, guide: Guide) -> None:
    standard = standard_of(guide, "ledsagelse")
    told = {f"krav-{number}": str(Says.YES) for number in range(1, len(standard.requirements) + 1)}
    grounds = [str(Grounds.CONSIDERATIONS), str(Grounds.FACTS)]
    known = {"paragraf": Paragraph.OF_THE_STANDARD, "hoert": Hearing.ALL_KNOWN, "klagevejledning": Says.YES}
    page = sent(client, LEDSAGELSE, ticks(standard, **told, **known, grunde=grounds))
    assert not with_class(page.root, "unanswered")
    letter = letter_of(sent(client, *onward(page)))
    assert guide.letters[LetterKind.COMPLAINT].before_reasons not in letter


@everywhere
def test_who_was_granted_everything_is_asked_no_further(client: CheckedClient, guide: Guide) -> None:
    for place, standard in to_complain_of(guide):
        fields = {"hvem": "mig", "resultat": "ja"}
        page = sent(client, f"/{place}/afgoerelse/{standard.slug}", fields)
        assert not with_class(page.root, "unanswered")


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("3/11 2026", "tirsdag den 1. december 2026"),
        ("25/10 2026", "Det er i dag."),
        ("24/10 2026", "Det kan du stadig gøre"),
        ("", "4 uger"),
    ],
)
def test_it_says_until_when_the_complaint_must_be_there(
    client: CheckedClient, guide: Guide, day: str, says: str
) -> None:
    page = sent(client, LEDSAGELSE, ticks(standard_of(guide, "ledsagelse"), dag=day))
    said = text_of(page.one(".//main"))
    assert says in said
    assert "Birkedalsvej 27" in said
    assert "dukh.dk" in said


def test_after_the_day_there_are_ways_on(client: CheckedClient, guide: Guide) -> None:
    page = sent(client, LEDSAGELSE, ticks(standard_of(guide, "ledsagelse"), dag="1/10 2026"))
    ways = {f"/helsingoer/breve/{kind}/ledsagelse" for kind in ("ansoegning", "aktindsigt")}
    assert ways <= set(page.links())


@pytest.mark.parametrize("slug", ["stu", "specialundervisning"])
def test_a_board_has_its_own_deadline(client: CheckedClient, guide: Guide, slug: str) -> None:
    standard = standard_of(guide, slug)
    page = sent(client, f"/helsingoer/afgoerelse/{slug}", ticks(standard, dag="3/11 2026"))
    said = text_of(page.one(".//main"))
    assert " ".join(standard.complaint.split()) in said
    assert standard.complaint_board
    assert ("1. december 2026" in said) is bool(standard.complaint_board.weeks)
    assert "Birkedalsvej" not in said
    assert "i din hverdag" not in said


def test_a_decision_older_than_a_change_of_the_law_is_told_so(client: CheckedClient, guide: Guide) -> None:
    costs = standard_of(guide, "merudgifter")
    (change,) = costs.law_changes
    for day, older in (("1/8 2025", True), ("1/9 2025", False), ("", False)):
        said = text_of(sent(client, "/helsingoer/afgoerelse/merudgifter", ticks(costs, dag=day)).one(".//main"))
        assert (f"{change.title}." in said) is older


# The way


@pytest.mark.parametrize("prefix", ["", "/let"])
def test_it_is_found_from_where_a_decision_is_spoken_of(client: CheckedClient, prefix: str) -> None:
    overview = f"{prefix}/helsingoer/afgoerelse"
    for page in ("klage", "frister"):
        assert overview in client.page(f"{prefix}/helsingoer/{page}").links()
    assert f"{prefix}{LEDSAGELSE}" in client.page(overview).links()
    assert LEDSAGELSE in client.page("/helsingoer/breve/klage/ledsagelse").links()
    assert LEDSAGELSE in client.page("/helsingoer/standarder/ledsagelse").links()


def test_what_was_ticked_can_be_changed_without_a_script(client: CheckedClient, guide: Guide) -> None:
    told = ticks(standard_of(guide, "ledsagelse"), dag="3/11 2026")
    page = sent(client, LEDSAGELSE, told)
    _letter, kept = onward(page)
    assert sorted(kept) == sorted(told)
    button = page.one(".//main//button[@name='vis']")
    again = sent(client, button.get("formaction", ""), [*kept, ("vis", button.get("value", ""))])
    checked = {(one.get("name", ""), one.get("value", "")) for one in again.all(".//main//input[@checked]")}
    assert checked | {("dag", again.id("dag").get("value", ""))} == set(told)


def test_where_nobody_can_complain_it_says_why(client: CheckedClient, guide: Guide) -> None:
    complained_of = list(to_complain_of(guide))
    every = [(place.slug, standard) for place in guide.municipalities.values() for standard in place.standards]
    others = [pair for pair in every if pair not in complained_of]
    assert others
    for place, standard in others:
        address, why = f"/{place}/afgoerelse/{standard.slug}", " ".join(standard.no_complaint.split())
        assert why in text_of(client.page(address).one(".//main"))
        assert why in text_of(sent(client, address, ticks(standard)).one(".//main"))
        assert why in text_of(client.page(f"/{place}/afgoerelse").one(".//main"))


# Bad input


@pytest.mark.parametrize("address", [LEDSAGELSE, "/helsingoer/breve/klage/ledsagelse"])
def test_whatever_is_not_answered_is_asked_for_at_its_field(client: CheckedClient, guide: Guide, address: str) -> None:
    page = sent(client, address, {"resultat": ""}, 422)
    requirements = len(standard_of(guide, "ledsagelse").requirements)
    wrong = wrong_inputs(page)
    assert len(wrong) == 6 + requirements
    assert len(set(wrong.values())) == len(wrong)
    for target in wrong:
        assert page.id(target).get("name")


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ({"dag": "forleden"}, "dag"),
        ({"dag": "23/11 2026"}, "dag"),
        ({"dag": "1/1 2019"}, "dag"),
        ({"dag": "😀" * 5_000}, "dag"),
        ({"dag": "מחר\r\n\u200f3/11"}, "dag"),
        ({"hvem": "jeg\r\nog du"}, "hvem-mig"),
        ({"resultat": "a" * 5_000}, "resultat-ja"),
        ({"krav-2": "måske"}, "krav-2-ja"),
        ({"grunde": ["ingen", "hensyn"]}, "grunde-hensyn"),
        ({"grunde": ["\u202e😀"]}, "grunde-hensyn"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_the_rest_stays(
    client: CheckedClient, guide: Guide, told: dict[str, str | list[str]], at: str
) -> None:
    standard = standard_of(guide, "ledsagelse")
    page = sent(client, LEDSAGELSE, ticks(standard, **told), 422)
    assert list(wrong_inputs(page)) == [at]
    (wrong,) = told
    left = {(one.get("name", ""), one.get("value", "")) for one in page.all(".//main//input[@checked]")}
    assert {(name, value) for name, value in ticks(standard) if name not in ("dag", wrong)} <= left


def test_nothing_that_was_not_offered_reaches_the_letter(client: CheckedClient, guide: Guide) -> None:
    told = [*ticks(standard_of(guide, "ledsagelse")), ("grunde", "<b>x</b>"), ("krav-99", "ja"), ("andet", "x")]
    _address, kept = onward(sent(client, LEDSAGELSE, told))
    assert not {"krav-99", "andet"} & {name for name, _value in kept}
    assert "<b>" not in letter_of(sent(client, "/helsingoer/breve/klage/ledsagelse", told))


@pytest.mark.parametrize("address", ["/helsingoer/afgoerelse/ukendt", "/ukendt/afgoerelse"])
def test_an_unknown_decision_is_not_there(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 404


# The time for an answer has passed


def test_it_is_two_steps_from_the_day_to_the_letter_that_asks_for_an_answer(
    client: CheckedClient, guide: Guide
) -> None:
    page = sent(client, "/helsingoer/frister/ansoegning/ledsagelse", {"dag": "1/6 2026"})
    (form,) = [one for one in page.all(".//main//form") if "rykker" in one.get("action", "")]
    (day,) = form.findall(".//input[@type='hidden']")
    letter = sent(client, form.get("action", ""), {"hvem": "mig", "dag": day.get("value", "")})
    text = letter_of(letter)
    assert "1. juni 2026" in text
    assert "retssikkerhedsloven § 3, stk. 2" in text
    assert "dukh.dk" in text_of(letter.one(".//main"))
    assert "1. september 2026" in text_of(letter.one(".//main"))
    early = sent(client, "/helsingoer/frister/ansoegning/ledsagelse", {"dag": f"{TODAY:%d/%m %Y}"})
    assert not [one for one in early.all(".//main//form") if "rykker" in one.get("action", "")]


def test_where_that_law_does_not_hold_the_letter_does_not_name_it(client: CheckedClient) -> None:
    """Nor whoever got the application, and only sent it on."""
    for slug, applied_to in (("stu", "UU-vejlederen"), ("specialundervisning", "Kommunikationscentret")):
        text = letter_of(sent(client, f"/helsingoer/breve/rykker/{slug}", {"hvem": "mig", "dag": "1/6 2026"}))
        assert "retssikkerhedsloven" not in text
        assert applied_to not in text


@pytest.mark.parametrize(("day", "says"), [("23/11 2026", "ikke kommet endnu"), ("1/1 2019", "2 år"), ("x", "dag")])
def test_an_application_of_another_time_is_told_at_its_field(client: CheckedClient, day: str, says: str) -> None:
    page = sent(client, "/helsingoer/breve/rykker/ledsagelse", {"hvem": "mig", "dag": day}, 422)
    assert says in wrong_inputs(page)["dag"]


def test_a_time_that_has_not_passed_is_said_beside_the_letter(client: CheckedClient) -> None:
    page = sent(client, "/helsingoer/breve/rykker/ledsagelse", {"hvem": "mig", "dag": "1/11 2026"})
    assert "ikke gået endnu" in text_of(page.one(".//main"))


def test_a_letter_asks_for_the_papers_within_the_days_of_the_law(client: CheckedClient, guide: Guide) -> None:
    days = guide.rates["aktindsigt-frist"].in_words
    fields = [("hvem", "barn"), ("grunde", "andre")]
    text = letter_of(sent(client, "/koebenhavn/breve/aktindsigt/afloesning-og-aflastning", fields))
    assert days in text
    assert "forvaltningsloven § 9" in text
    assert guide.letters[LetterKind.PAPERS].reasons[-1].text in text
