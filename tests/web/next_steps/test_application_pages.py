"""The application from the answers: it says what they say and no more, asks nothing twice, and loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from guide.check.promises import PROMISES
from guide.municipality import Guide
from guide.next_steps.letters import LetterKind, in_first_person
from guide.result.answers import answers_in_words
from guide.result.overview import build_result
from guide.rules.answers import Answers, Perspective, Wording
from guide.rules.met import Met
from guide.rules.outcome import evaluate
from guide.rules.standards import Standard
from guide.web.next_steps.letters import LONGEST
from testing.checked_client import CheckedClient, text_of, with_class
from testing.people import CANNOT_GO_OUT_ALONE, FOURTEEN, MOTHER_OF_A_SON, PARENT_OF_A_SMALL_CHILD
from testing.random_people import PLACE
from tests.conftest import Seal, standard_of
from tests.web.walking import letter_of, sent, wrong_inputs

ELSEWHERE = {"stu": "UU-vejlederen", "specialundervisning": "Kommunikationscentret i Hillerød"}
NOTHING_TO_APPLY_FOR = ("raad-og-vejledning", "vaeresteder", "boformer-hjemloese")
QUOTED = re.compile("“([^”]*)”")


def people_of(standard: Standard, asker: Perspective) -> Iterator[Answers]:
    """Somebody for every outcome that the standard's examples come to, and somebody who knows nothing."""
    by_outcome = {example.expected: example.answers for example in standard.examples}
    for answers in (*by_outcome.values(), Answers()):
        yield answers.with_answer("hvem", (asker.value,))


def address(place: str, token: str, slug: str = "ledsagelse") -> str:
    return f"/{place}/resultat/{token}/{slug}/ansoegning"


def points_of(letter: str, guide: Guide) -> tuple[list[str], list[str], str]:
    """What the letter gives as met, what it asks to look into, and all the rest."""
    text = guide.letters[LetterKind.APPLICATION]
    lists: dict[str, list[str]] = {text.before_met: [], text.before_open: []}
    rest = []
    for paragraph in letter.split("\n\n"):
        first, *points = paragraph.split("\n- ")
        if first in lists:
            lists[first] = points
        else:
            rest.append(paragraph)
    return lists[text.before_met], lists[text.before_open], "\n\n".join(rest)


@pytest.fixture
def mine(seal: Seal) -> str:
    """Where somebody who cannot go out alone applies for a companion."""
    return address(PLACE, seal(PLACE, CANNOT_GO_OUT_ALONE.answers))


# What is in it


@pytest.mark.parametrize("asker", Perspective)
def test_the_letter_says_all_that_was_answered_and_nothing_else(
    caller: CheckedClient, guide: Guide, seal: Seal, asker: Perspective
) -> None:
    """Over standards, outcomes and askers: every requirement, and no word more than another reader's letter has."""
    for place in guide.municipalities.values():
        for standard in (one for one in place.with_outcome if one.can_be_applied_for):
            rests = set()
            for answers in people_of(standard, asker):
                if build_result(place, answers).is_for_adults(standard):
                    continue
                letter = letter_of(caller.page(address(place.slug, seal(place.slug, answers), standard.slug)))
                met, others, rest = points_of(letter, guide)
                rests.add(rest)
                findings = evaluate(standard, answers).findings
                said = [finding.requirement.text for finding in findings if finding.met is Met.YES]
                assert len(met) == len(said)
                assert all(point.startswith(told(text, asker)) for point, text in zip(met, said, strict=True))
                assert others == [
                    f"“{finding.requirement.text.for_(asker)}”"
                    for finding in findings
                    if finding.met is not Met.YES and finding.requirement is not standard.need
                ]
                words = {label for row in answers_in_words(place, answers) for label in row.labels}
                own = {in_first_person(label) for label in words} if asker is Perspective.SELF else words
                assert {label for point in met for label in QUOTED.findall(point)} <= own
                assert not PROMISES.search(letter)
                assert len(letter) < LONGEST / 2
            assert len(rests) <= 1


def told(text: Wording, asker: Perspective) -> str:
    own = text.for_(asker)
    return in_first_person(own) if asker is Perspective.SELF else own


def test_who_applies_speaks_of_themselves() -> None:
    assert in_first_person("Din evne til at klare dig selv er nedsat, og dine dage er svære. Du er ude.") == (
        "Min evne til at klare mig selv er nedsat, og mine dage er svære. Jeg er ude."
    )


@pytest.mark.parametrize(
    ("place", "slug", "person"),
    [
        ("helsingoer", "socialpaedagogisk-stoette", MOTHER_OF_A_SON.answers),
        ("koebenhavn", "afloesning-og-aflastning", PARENT_OF_A_SMALL_CHILD.answers),
    ],
)
def test_who_applies_for_another_is_taken_for_nobody_in_particular(
    client: CheckedClient, guide: Guide, seal: Seal, place: str, slug: str, person: Mapping[str, tuple[str, ...]]
) -> None:
    """The answers do not tell of a power of attorney or of parental authority, so the letter leaves a line for it."""
    letter = letter_of(client.page(address(place, seal(place, person), slug)))
    (by,) = [one for one in guide.letters[LetterKind.APPLICATION].writers if one.id == person["hvem"][0]]
    assert by.by_answer.partition(" [linje]")[0] in letter
    assert by.in_letter.partition(" [linje]")[0] not in letter
    assert not [point for point in points_of(letter, guide)[0] if re.match(r"(Jeg|Min|Mit|Mine)\b", point)]


def test_it_asks_for_a_written_decision_with_reasons_and_its_day(client: CheckedClient, mine: str) -> None:
    letter = letter_of(client.page(mine))
    assert all(words in letter for words in ("skriftlig afgørelse med begrundelse", "hvornår", "Serviceloven § 97"))
    assert "Birkedalsvej 27" in letter


@pytest.mark.parametrize(("slug", "to"), ELSEWHERE.items())
def test_it_goes_to_whom_one_applies_to(client: CheckedClient, guide: Guide, seal: Seal, slug: str, to: str) -> None:
    page = client.page(address(PLACE, seal(PLACE, CANNOT_GO_OUT_ALONE.answers), slug))
    letter = letter_of(page)
    assert f"\n\n{to}\n\n" in letter
    assert guide.municipalities[PLACE].complaint.recipient not in letter
    assert " ".join(standard_of(guide, slug).application.split()) in text_of(page.one(".//main"))


# The way there


@pytest.mark.parametrize("prefix", ["", "/let"])
def test_it_is_three_steps_from_the_result_to_paper_and_nothing_is_asked(
    client: CheckedClient, seal: Seal, prefix: str
) -> None:
    token = seal(PLACE, CANNOT_GO_OUT_ALONE.answers)
    account = f"{prefix}/{PLACE}/resultat/{token}/ledsagelse"
    assert account in client.page(f"{prefix}/{PLACE}/resultat/{token}").links()
    assert f"{account}/ansoegning" in client.page(account).links()
    page = client.page(f"{account}/ansoegning")
    assert page.all(".//main//input") + page.all(".//main//select") == []
    letter = letter_of(page)
    printed = sent(client, f"{account}/ansoegning", {"brev": letter, "vis": "print"})
    (paper,) = with_class(printed.root, "letter")
    assert "".join(paper.itertext()).startswith(letter.rstrip("\n"))


@pytest.mark.parametrize("slug", ["ledsagelse", *ELSEWHERE])
def test_beside_the_printed_letter_stands_where_it_goes(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str
) -> None:
    there = address(PLACE, seal(PLACE, CANNOT_GO_OUT_ALONE.answers), slug)
    printed = sent(client, there, {"brev": "Brevet", "vis": "print"})
    way = standard_of(guide, slug).application or guide.municipalities[PLACE].application
    assert " ".join(way.split()) in text_of(printed.one(".//main"))


def test_where_there_is_nothing_to_apply_for_the_account_says_what_to_do(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    token = seal(PLACE, CANNOT_GO_OUT_ALONE.answers)
    for slug in NOTHING_TO_APPLY_FOR:
        account = f"/{PLACE}/resultat/{token}/{slug}"
        assert client.get(address(PLACE, token, slug)).location == account
        assert client.post(address(PLACE, token, slug), data={"brev": "x"}).location == account
        page = client.page(account)
        assert not [link for link in page.links() if link.endswith("/ansoegning")]
        said = text_of(page.one(".//main"))
        assert not [one for one in standard_of(guide, slug).prompts if one.text.self_ in said]
        assert " ".join(standard_of(guide, slug).application.split()) in text_of(page.one(".//main"))


def test_nobody_under_18_is_led_to_a_letter_about_what_is_for_adults(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, {**CANNOT_GO_OUT_ALONE.answers, "alder": ("16-17",)})
    account = f"/{PLACE}/resultat/{token}/ledsagelse"
    assert not [link for link in client.page(account).links() if link.endswith("/ansoegning")]
    assert client.get(f"{account}/ansoegning").location == account


# What the municipality needs to know


def test_every_prompt_has_room_and_stands_on_the_account_and_the_sheet(
    client: CheckedClient, guide: Guide, seal: Seal, mine: str
) -> None:
    token = seal(PLACE, CANNOT_GO_OUT_ALONE.answers)
    own = [prompt.text.self_ for prompt in standard_of(guide, "ledsagelse").prompts]
    general = [prompt.text.self_ for prompt in guide.letters[LetterKind.APPLICATION].prompts]
    labels = [text_of(label) for label in client.page(mine).all(".//main//label")]
    assert labels[1:] == own + general
    assert len(general) == 2
    folded = [text_of(one) for one in client.page(f"/{PLACE}/resultat/{token}/ledsagelse").all(".//details")]
    assert any(all(prompt in text for prompt in own + general) for text in folded)
    sheet = text_of(client.page(f"/{PLACE}/raadgiver/{token}/ark").one(".//main"))
    assert all(prompt in sheet for prompt in own)


def test_what_is_told_is_printed_and_what_is_not_has_lines(client: CheckedClient, mine: str) -> None:
    fields = {"brev": "Brevet", "oplysning-1": "Kor hver tirsdag.\nOg biografen.", "oplysning-2": "", "vis": "print"}
    page = sent(client, mine, fields)
    (paper,) = with_class(page.root, "letter")
    assert [text_of(one) for one in with_class(paper, "written")] == ["Kor hver tirsdag. Og biografen."]
    assert len(with_class(paper, "blank-lines")) == len(paper.findall(".//h3")) - 1
    kept = {field.get("name", ""): field.get("value", "") for field in page.all(".//main//input[@type='hidden']")}
    again = sent(client, mine, kept)
    assert letter_of(again) == "Brevet"
    assert "".join(again.id("oplysning-1").itertext()).removeprefix("\n") == fields["oplysning-1"]


def test_every_standard_asks_for_three_to_six_facts(guide: Guide) -> None:
    for place in guide.municipalities.values():
        for standard in place.with_outcome:
            assert 3 <= len(standard.prompts) <= 6, standard.file
            assert all(prompt.quotes for prompt in standard.prompts)


# What else to look at


def test_the_account_and_the_letter_lead_to_what_the_source_names_beside_it(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    (relation,) = standard_of(guide, "ledsagelse").see_also
    for told, may_fit in (({}, True), ({"varig": ("nej",)}, False)):
        token = seal(PLACE, {**CANNOT_GO_OUT_ALONE.answers, **told})
        account = f"/{PLACE}/resultat/{token}/ledsagelse"
        for page in (client.page(account), client.page(f"{account}/ansoegning")):
            assert (f"/{PLACE}/resultat/{token}/{relation.other}" in page.links()) is may_fit
    letter = letter_of(client.page(address(PLACE, seal(PLACE, CANNOT_GO_OUT_ALONE.answers))))
    assert relation.text.self_ not in letter


def test_a_child_that_asks_for_itself_is_told_whom_to_ask(client: CheckedClient, seal: Seal) -> None:
    for hvem, alder, asks in (("mig", "16-17", True), ("mig", "18-25", False), ("barn", "16-17", False)):
        token = seal(PLACE, {**CANNOT_GO_OUT_ALONE.answers, "hvem": (hvem,), "alder": (alder,)})
        said = text_of(client.page(address(PLACE, token, "stu")).one(".//main"))
        assert ("Du er under 18 år. Spørg kommunen" in said) is asks


# Bad input


@pytest.mark.parametrize("token", ["vrøvl", "gAAAA", "x" * 300])
def test_a_link_that_is_none_is_told(client: CheckedClient, token: str) -> None:
    assert client.page(address(PLACE, token), 404).all(".//h1")
    assert client.post(address(PLACE, token), data={"brev": "x"}).status_code == 404


@pytest.mark.parametrize("slug", ["ukendt", "forebyggende-stoette", "afloesning-og-aflastning"])
def test_a_standard_that_is_not_here_leads_to_the_result(client: CheckedClient, seal: Seal, slug: str) -> None:
    token = seal(PLACE, CANNOT_GO_OUT_ALONE.answers)
    assert client.get(address(PLACE, token, slug)).location == f"/{PLACE}/resultat/{token}/{slug}"
    assert client.page(f"/{PLACE}/resultat/{token}/{slug}").outcomes()


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"brev": "", "oplysning-1": "Kor"}, "brev"),
        ({"brev": " \r\n ", "oplysning-1": "Kor"}, "brev"),
        ({"brev": "Brevet", "oplysning-1": "æ" * LONGEST}, "oplysning-1"),
        (
            dict.fromkeys(("brev", *(f"oplysning-{number}" for number in range(1, 9))), "😀" * LONGEST),
            "oplysning-1",
        ),
        ({"brev": "Brevet", "oplysning-2": "æ" * (LONGEST + 1)}, "oplysning-2"),
        ({"brev": "a" * (LONGEST - 2), "oplysning-1": "to", "oplysning-3": "x"}, "oplysning-3"),
        ({"brev": "a" * (LONGEST + 1)}, "brev"),
        ({}, "brev"),
    ],
)
@pytest.mark.parametrize("show", ["print", ""])
def test_what_is_empty_or_too_long_is_told_at_its_field_and_stays(
    client: CheckedClient, mine: str, fields: Mapping[str, str], at: str, show: str
) -> None:
    page = sent(client, mine, {**fields, "vis": show}, 422)
    assert list(wrong_inputs(page)) == [at]
    assert text_of(page.id(f"{at}-error"))
    for name, typed in fields.items():
        assert "".join(page.id(name).itertext()).strip() == typed.strip()


def test_any_script_and_any_line_is_taken(client: CheckedClient, mine: str) -> None:
    typed = "Kære\n\n“jeg” <b>& du</b> 😀 מכתב‎ \t- én"
    page = sent(client, mine, {"brev": typed, "oplysning-1": typed, "vis": "print"})
    (paper,) = with_class(page.root, "letter")
    assert "".join(paper.itertext()).count("<b>& du</b> 😀") == 2


def test_each_text_keeps_its_direction(client: CheckedClient, mine: str) -> None:
    fields = {"brev": "מכתב", "oplysning-1": "רחוב", "vis": "print"}
    (paper,) = with_class(sent(client, mine, fields).root, "letter")
    assert [text_of(each) for each in paper.findall(".//*[@dir='auto']")] == ["מכתב", "רחוב"]
    to_change = client.page(mine).all(".//textarea")
    assert {each.get("dir") for each in to_change} == {"auto"}


@pytest.mark.parametrize("name", FOURTEEN)
def test_everybody_of_the_journeys_can_write_of_all_that_may_fit(
    client: CheckedClient, guide: Guide, seal: Seal, name: str
) -> None:
    for place in guide.municipalities.values():
        token = seal(place.slug, FOURTEEN[name].answers)
        fitting = build_result(place, Answers(FOURTEEN[name].answers)).worth_applying
        for standard in (one for one in fitting if one.can_be_applied_for):
            page = client.page(address(place.slug, token, standard.slug))
            assert letter_of(page).count(standard.law) == 1
