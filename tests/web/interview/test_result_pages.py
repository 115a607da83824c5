"""The result: every standard once, with its reasons, and what else it says."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import pytest

from guide.municipality import Guide, Municipality
from guide.next_steps.deadlines import decision_due
from guide.rules.answers import NOT_KNOWN, Answers, Perspective
from guide.rules.outcome import State
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.random_people import PERSON, PLACE
from tests.conftest import TODAY, NewApp, Seal, Visitor, everywhere, questions_of, standard_of
from tests.web.walking import cards, form, people, perspectives, question_of, seen_by


def reasons_are_explained(page: Page, municipality: Municipality, answers: Answers) -> None:
    """Every reason has the person's own answer, and a link to the question that was answered so."""
    for card, standard in cards(page, municipality):
        reasons = with_class(card, "reason")
        assert reasons
        for reason in reasons:
            told = with_class(reason, "told")
            assert told
            for answer in told:
                asked = next(answer.iter("a")).get("href", "").rpartition("/")[2]
                question = standard.questions[asked]
                chosen = {question.option(one).label.for_(answers.perspective) for one in answers.get(asked, ())}
                assert not chosen or any(label in text_of(answer) for label in chosen)


def changes_lead_to_their_questions(client: CheckedClient, page: Page, answers: Answers) -> None:
    """The link beside an answer leads to its question, shown as it was answered."""
    addresses = {next(told.iter("a")).get("href", "") for told in with_class(page.root, "told")}
    assert addresses
    for address in addresses:
        asked = address.rpartition("/")[2]
        found = client.page(address)
        assert (form(found), found.chosen()) == (asked, set(answers.get(asked, ())))


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_reason_has_the_persons_own_answer(client: CheckedClient, guide: Guide, seal: Seal, slug: str) -> None:
    municipality = guide.municipalities[slug]
    some = [answers for one, answers in people(guide) if one is municipality][::4]
    for told, perspective in zip(some, cycle(Perspective)):
        answers = seen_by(guide, told, perspective)
        page = client.page(f"/{slug}/resultat/{seal(slug, answers)}")
        reasons_are_explained(page, municipality, answers)
        changes_lead_to_their_questions(client, page, answers)


def test_a_reason_names_only_the_answers_that_decided(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    behov = question_of(guide, "behov")
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, {'behov': ['ud-af-huset', 'udgifter']})}")
    for slug, needed, beside in (("ledsagelse", "ud-af-huset", "udgifter"), ("merudgifter", "udgifter", "ud-af-huset")):
        card = page.one(f".//section[@data-standard='{slug}']")
        told = " ".join(map(text_of, with_class(card, "told")))
        assert behov.option(needed).label.self_ in told
        assert behov.option(beside).label.self_ not in told


def all_is_shown_once(page: Page, municipality: Municipality) -> None:
    """Every standard stands in one place, with each of its requirements once."""
    assert sorted(page.outcomes()) == sorted(one.slug for one in municipality.with_outcome)
    assert len(page.all(".//*[@data-outcome]")) == len(municipality.with_outcome)
    for card, standard in cards(page, municipality):
        findings = len(standard.requirements) + bool(standard.need)
        assert len(with_class(card, "requirement")) == findings


def test_what_cannot_be_combined_is_told_at_both(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen: set[tuple[str, str]] = set()
    for municipality, told in people(guide):
        page = client.page(f"/{municipality.slug}/resultat/{seal(municipality.slug, told)}")
        for card in page.all(".//section[@data-outcome]"):
            for clash in (text_of(item) for box in with_class(card, "clashes") for item in box.iter("li")):
                others = [one.slug for one in municipality.with_outcome if clash.startswith(f"{one.title}:")]
                assert {page.outcomes()[other] for other in others} <= {State.LIKELY, State.INDIVIDUAL}
                seen |= {(card.get("data-standard", ""), other) for other in others}
        if {(second, first) for first, second in seen} & seen:
            return
    raise AssertionError(seen)


def test_the_one_answer_that_would_change_an_outcome_is_told(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    told = PERSON | {"stoettebehov": ["moderat"], "udgifter": ["mellem"], "pension-2003": ["nej"]}
    for change, outcome in (({}, State.UNLIKELY), ({"varig": ["ja"]}, State.LIKELY)):
        page = client.page(f"/{PLACE}/resultat/{seal(PLACE, told | change)}")
        assert page.outcomes()["merudgifter"] == outcome
        card = page.one(".//section[@data-standard='merudgifter']")
        folded = " ".join(text_of(one) for one in card.iter("details"))
        other = "ja" if outcome is State.UNLIKELY else "nej"
        assert question_of(guide, "varig").option(other).label.self_ in folded


def test_an_amount_of_an_earlier_year_is_said_to_be_so(client: CheckedClient, guide: Guide) -> None:
    seen = set()
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            page = client.page(f"/{slug}/standarder/{standard.slug}")
            earlier = any(rate.level and rate.level < TODAY.year for rate in standard.rates)
            assert bool(with_class(page.root, "rates")) is earlier
            seen.add(earlier)
    assert seen == {True, False}


def unlikely_leads_on(page: Page, municipality: Municipality) -> None:
    """What does not seem to fit is never a bare no: why, what else there is, and how to apply all the same."""
    for card, standard in cards(page, municipality, State.UNLIKELY):
        assert with_class(card, "reason-no")
        assert all(with_class(reason, "otherwise") for reason in with_class(card, "reason-no"))
        facts = with_class(card, "facts")[0]
        if standard.application:
            assert " ".join(standard.application.split()) in text_of(facts)
        else:
            assert municipality.department in text_of(facts)
            assert "#next" in [link.get("href") for link in facts.iter("a")]
        links = {link.get("href", "").rpartition("/")[2] for link in card.iter("a")}
        assert links >= {relation.other for relation in standard.see_instead}


def test_every_outcome_is_shown_in_every_perspective(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    shown: set[tuple[str, str | Perspective]] = set()
    for (municipality, told), perspective in zip(people(guide), cycle(Perspective)):
        token = seal(municipality.slug, seen_by(guide, told, perspective))
        page = client.page(f"/{municipality.slug}/resultat/{token}")
        all_is_shown_once(page, municipality)
        unlikely_leads_on(page, municipality)
        shown |= {(state, seen) for state in page.outcomes().values() for seen in (municipality.slug, perspective)}
    assert shown == {(state, seen) for state in State for seen in (*guide.municipalities, *Perspective)}


@pytest.mark.full
@pytest.mark.timeout(600)
@perspectives
@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_example_in_every_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str, perspective: Perspective
) -> None:
    municipality = guide.municipalities[slug]
    for example in (example for standard in municipality.standards for example in standard.examples):
        answers = seen_by(guide, example.answers, perspective)
        page = client.page(f"/{slug}/resultat/{seal(slug, answers)}")
        all_is_shown_once(page, municipality)
        unlikely_leads_on(page, municipality)
        reasons_are_explained(page, municipality, answers)


@everywhere
def test_who_knows_nothing_is_ruled_out_of_nothing(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        nothing_known = {question.id: [NOT_KNOWN] for question in questions_of(guide, slug)}
        for token in ("ny", seal(slug, nothing_known)):
            page = client.page(f"/{slug}/resultat/{token}")
            all_is_shown_once(page, municipality)
            assert not {State.UNLIKELY, State.NOT_SOUGHT} & set(page.outcomes().values())


@perspectives
def test_the_result_speaks_in_the_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    told = PERSON | {"hvem": [perspective], "varig": ["ja"], "alder": ["16-17"]}
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, told)}")
    for card, standard in cards(page, guide.municipalities[PLACE]):
        texts = {text_of(one) for one in with_class(card, "requirement")}
        findings = (*((standard.need,) if standard.need else ()), *standard.requirements)
        assert texts == {" ".join(finding.text.for_(perspective).split()) for finding in findings}
        assert " ".join(standard.fee.for_(perspective).split()) in text_of(card)


DAYS = {
    1: "22. december 2026",
    2: "22. januar 2027",
    3: "22. februar 2027",
    4: "22. marts 2027",
    5: "22. april 2027",
    6: "22. maj 2027",
}


def test_the_day_of_the_decision_is_as_if_one_applied_today(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = set()
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, {'behov': [NOT_KNOWN]})}")
    for card, standard in cards(page, guide.municipalities[PLACE]):
        months = standard.processing.months
        if months:
            assert decision_due(standard.processing, TODAY) is not None
            assert DAYS[months] in text_of(card)
            seen.add(months)
        else:
            assert not [day for day in DAYS.values() if day in text_of(card)]
    assert len(seen) > 1


def test_the_clock_of_the_application_decides_the_day(new_app: NewApp, visitor: Visitor) -> None:
    client = visitor(new_app(today=lambda: date(2027, 1, 31)))
    card = client.page(f"/{PLACE}/resultat/ny").one(".//section[@data-standard='merudgifter']")
    assert "30. april 2027" in text_of(card)


def test_a_law_change_stands_before_the_reasons(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    card = page.one(".//section[@data-standard='merudgifter']")
    notes = with_class(card, "law-note")
    standard = standard_of(guide, "merudgifter")
    assert len(notes) == len(standard.law_changes) > 0
    assert all(page.before(note, with_class(card, "reasons")[0]) for note in notes)


def test_warnings_and_law_changes_are_never_folded_away(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON | {'bolig': ['ingen']})}")
    urgent = with_class(page.id("main-content"), "alert-warning")
    assert urgent
    assert page.before(urgent[0], page.all(".//*[@data-outcome]")[0])
    for folded in page.all(".//details"):
        assert not with_class(folded, "alert-warning")
        assert not with_class(folded, "law-note")


def test_a_message_is_shown_only_to_whom_it_concerns(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    municipality = guide.municipalities[PLACE]
    titles = {message.title for message in (*municipality.messages, *municipality.not_covered)}
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    assert not titles & {text_of(heading) for heading in page.elements if heading.tag in ("h2", "h3")}


def test_a_need_that_no_standard_meets_is_answered_too(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = 0
    for slug, municipality in guide.municipalities.items():
        for message in municipality.not_covered:
            told = {condition.question.id: [min(condition.accepts)] for condition in message.when}
            page = client.page(f"/{slug}/resultat/{seal(slug, told)}")
            assert message.title in [text_of(heading) for heading in page.all(".//h3")]
            seen += 1
    assert seen
