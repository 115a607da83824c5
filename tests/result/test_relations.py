"""What holds between the standards of one result, on the real catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from guide.municipality import Guide, Municipality
from guide.result.relations import clashes, in_place_of, see_also, see_instead, tried_first
from guide.rules.answers import Answers
from guide.rules.met import Met
from guide.rules.outcome import Outcome, State, evaluate


def outcomes(municipality: Municipality, told: Mapping[str, list[str]]) -> dict[str, Outcome]:
    answers = Answers(told)
    return {standard.slug: evaluate(standard, answers) for standard in municipality.with_outcome}


IN_NEED_OF_A_HOME = {
    "hvem": ["mig"],
    "alder": ["26-64"],
    "behov": ["bolig", "arbejde", "samvaer"],
    "aarsag": ["udviklingshaemning"],
    "bolig": ["familie"],
    "stoettebehov": ["hoejt"],
    "varig": ["ja"],
    "hjemme-nok": ["nej"],
    "botid": ["ved-ikke"],
    "arbejdsevne": ["stoettet"],
    "dagtilbud": ["ingen"],
    "transport": ["ja"],
}


def test_what_the_source_tries_before_a_long_term_home_stands_before_it(guide: Guide) -> None:
    # København's source knows no order of the two homes, but asks whether one can live in a home of one's own.
    for slug, first in (("helsingoer", "midlertidigt-botilbud"), ("koebenhavn", "socialpaedagogisk-stoette")):
        found = outcomes(guide.municipalities[slug], IN_NEED_OF_A_HOME)
        tried = {one.slug for one in tried_first(found["laengerevarende-botilbud"], list(found.values()))}
        assert tried & {first, "midlertidigt-botilbud"} == {first}
        assert "laengerevarende-botilbud" not in {
            one.slug for one in tried_first(found["midlertidigt-botilbud"], list(found.values()))
        }


def test_two_daytime_offers_that_may_fit_say_that_one_can_have_only_one(guide: Guide) -> None:
    helsingoer = guide.municipalities["helsingoer"]
    group = next(one for one in helsingoer.mutually_exclusive if "beskyttet-beskaeftigelse" in one.standards)
    found = outcomes(helsingoer, IN_NEED_OF_A_HOME)
    work, activity = found["beskyttet-beskaeftigelse"], found["aktivitets-og-samvaerstilbud"]
    assert {work.state, activity.state} & {State.LIKELY, State.INDIVIDUAL}
    for one, other in ((work, activity), (activity, work)):
        named = {relation.other: relation.text for relation in clashes(one, list(found.values()), helsingoer)}
        shown = other.state in (State.LIKELY, State.INDIVIDUAL)
        assert (named.get(other.standard.slug) == group.text) is shown


def test_nothing_clashes_with_what_does_not_fit(guide: Guide) -> None:
    helsingoer = guide.municipalities["helsingoer"]

    def clashing(told: Mapping[str, list[str]]) -> set[str]:
        found = list(outcomes(helsingoer, told).values())
        return {one.standard.slug for one in found if list(clashes(one, found, helsingoer))}

    assert {"beskyttet-beskaeftigelse", "aktivitets-og-samvaerstilbud"} <= clashing(IN_NEED_OF_A_HOME)
    assert clashing({**IN_NEED_OF_A_HOME, "behov": ["raad"]}) == set()


def test_contact_person_and_companion_exclude_each_other(guide: Guide) -> None:
    helsingoer = guide.municipalities["helsingoer"]
    told = {
        "alder": ["26-64"],
        "behov": ["ud-af-huset", "kommunikation"],
        "aarsag": ["doevblind"],
        "bolig": ["egen"],
        "stoettebehov": ["hoejt"],
        "varig": ["ja"],
        "faerdes": ["nej"],
        "ledsagelse": ["ledsager"],
    }
    found = outcomes(helsingoer, told)
    for one, other in (("ledsagelse", "kontaktperson-doevblinde"), ("kontaktperson-doevblinde", "ledsagelse")):
        assert found[one].state is State.LIKELY
        others = list(found.values())
        named = {relation.other for relation in clashes(found[one], others, helsingoer)}
        instead = {relation.other for relation in in_place_of(found[one], others)}
        assert other in named | instead
    sees_badly = outcomes(helsingoer, {**told, "aarsag": ["syn"]})
    assert sees_badly["kontaktperson-doevblinde"].state is State.UNLIKELY
    assert not in_place_of(sees_badly["kontaktperson-doevblinde"], list(sees_badly.values()))


def test_nobody_is_sent_from_one_that_does_not_seem_to_fit_to_another(guide: Guide) -> None:
    told = {"alder": ["26-64"], "behov": ["bolig"], "aarsag": ["ingen"], "bolig": ["ingen"], "varig": ["nej"]}
    found = outcomes(guide.municipalities["koebenhavn"], {**told, "stoettebehov": ["intet"]})
    unlikely = {slug for slug, one in found.items() if one.state is State.UNLIKELY}
    assert unlikely == {"socialpaedagogisk-stoette", "midlertidigt-botilbud", "laengerevarende-botilbud"}
    for slug in unlikely:
        assert found[slug].standard.see_instead
        assert not see_instead(found[slug], list(found.values()))


def test_nobody_is_sent_to_what_a_requirement_rules_out(guide: Guide) -> None:
    """Also where it was not sought: work for a pensioner, help for adults for a child."""
    places = {"beskyttet-beskaeftigelse", "aktivitets-og-samvaerstilbud"}
    for age, may_fit in (("16-17", places), ("pension", {"aktivitets-og-samvaerstilbud"}), ("0-15", set())):
        told = {"alder": [age], "behov": ["uddannelse"], "bolig": ["egen"], "ungdomsuddannelse": ["ja"]}
        found = outcomes(guide.municipalities["helsingoer"], told)
        assert {relation.other for relation in see_instead(found["stu"], list(found.values()))} == may_fit


def test_relations_are_shown_once_and_never_to_oneself(guide: Guide) -> None:
    seen = 0
    for municipality in guide.municipalities.values():
        found = outcomes(municipality, IN_NEED_OF_A_HOME)
        for slug, one in found.items():
            named = [relation.other for relation in clashes(one, list(found.values()), municipality)]
            assert len(named) == len(set(named))
            assert slug not in named
            seen += len(named)
    assert seen


def test_what_to_look_at_too_comes_from_a_source_and_may_fit(guide: Guide) -> None:
    """Over the examples of all standards: each relation reaches somebody, and nobody for whom a requirement fails."""
    for municipality in guide.municipalities.values():
        shown = set()
        for standard in municipality.with_outcome:
            for example in standard.examples:
                found = outcomes(municipality, {key: list(ids) for key, ids in example.answers.items()})
                one = found[standard.slug]
                for relation in see_also(one, list(found.values())):
                    assert State.UNLIKELY not in (one.state, found[relation.other].state)
                    other = found[relation.other]
                    own = [finding for finding in other.findings if finding.requirement is not other.standard.need]
                    assert all(finding.met is not Met.NO for finding in own)
                    shown.add((standard.slug, relation.other))
        named = {(one.slug, relation.other) for one in municipality.standards for relation in one.see_also}
        assert named == shown
        assert named


def test_no_source_names_beside_a_standard_what_cannot_be_had_with_it(guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            apart = {relation.other for relation in (*standard.excludes, *standard.in_place_of)}
            apart |= {
                one
                for group in municipality.mutually_exclusive
                if standard.slug in group.standards
                for one in group.standards
            }
            assert not apart & {relation.other for relation in standard.see_also}
            assert all(relation.quotes for relation in standard.see_also)
