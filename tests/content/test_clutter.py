"""What Word leaves in a text and can mean one thing only is mended, as readers see."""

from __future__ import annotations

import pytest

from testing.changed_content import COMPANION, Copy

BEGIN = "En ledsager går med dig ud. Du kan også"


@pytest.mark.parametrize(
    ("pasted", "html"),
    [
        ("Det er:\n\n• en tur\n• et besøg", "<p>Det er:</p>\n<ul>\n<li>en tur</li>\n<li>et besøg</li>\n</ul>"),
        ("Det er:\n- en tur\n- et besøg", "<p>Det er:</p>\n<ul>\n<li>en tur</li>\n<li>et besøg</li>\n</ul>"),
        ("Det er:\n* en tur\n* et besøg", "<p>Det er:</p>\n<ul>\n<li>en tur</li>\n<li>et besøg</li>\n</ul>"),
        ("*Det* er gratis.\n*Også* for børn.", "<p><em>Det</em> er gratis.\n<em>Også</em> for børn.</p>"),
        ("Det er:\n·\ten tur\no\tet besøg", "<p>Det er:</p>\n<ul>\n<li>en tur</li>\n<li>et besøg</li>\n</ul>"),
        ("Det er:\n\uf0b7\ten tur", "<p>Det er:</p>\n<ul>\n<li>en tur</li>\n</ul>"),
        ("– en tur\n– et besøg", "<ul>\n<li>en tur</li>\n<li>et besøg</li>\n</ul>"),
        ("Det er en led\u00adsager\u200b.", "<p>Det er en ledsager.</p>"),
        ("Efter\u00a0§85 og §§85-87.", "<p>Efter § 85 og §§ 85-87.</p>"),
        # A dash that goes on with a sentence, a day and a formatted list are what they were.
        ("Det er gratis\n– også for børn.", "<p>Det er gratis\n– også for børn.</p>"),
        ("Det kom den\n1. maj.", "<p>Det kom den\n1. maj.</p>"),
        ("- en tur\n  med bus\n- et besøg", "<ul>\n<li>en tur\n  med bus</li>\n<li>et besøg</li>\n</ul>"),
    ],
)
def test_pasted_text_is_what_it_looked_like(content: Copy, pasted: str, html: str) -> None:
    content.change(COMPANION, BEGIN, f"{pasted}\n\n{BEGIN}")
    assert content.companion().sections[0].html.startswith(html)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("trin: 2\n", "trin:\t2\n"),
        ("trin: 2\n", "trin:\u00a02\n"),
        ("    kendetegn: ja\n", "\u00a0\u00a0\u00a0\u00a0kendetegn: ja\n"),
        ("  - Du må selv sige", "  -\u00a0Du må selv sige"),
        ("    svar: [voksen]\n", "    svar: [vok\u00adsen]\n"),
        ("spørgsmål: alder\n", "spørgsmål: alder\u200b\n"),
        ('{#hvad kilde="Formål"}', "{#hvad kilde=”Formål”}"),
    ],
)
def test_what_cannot_be_seen_changes_nothing(content: Copy, old: str, new: str) -> None:
    plain = content.companion()
    content.change(COMPANION, old, new)
    shown = content.companion()
    assert (shown.easy_read, shown.requirements, shown.sections, shown.intrusiveness) == (
        plain.easy_read,
        plain.requirements,
        plain.sections,
        plain.intrusiveness,
    )


def test_a_source_is_quoted_as_it_is(content: Copy) -> None:
    content.change(COMPANION, "    kilde: ikke kan gå ud alene", "    kilde: “ikke kan gå ‘ud’ <b>alene</b>”")
    assert content.companion().prompts[0].quotes == ("“ikke kan gå ‘ud’ <b>alene</b>”",)
