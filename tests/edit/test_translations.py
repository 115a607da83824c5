"""A translation beside its Danish: what is not touched stays to the letter, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, TestResponse

from guide.content.translations.rewriting import CannotRewrite, cut
from guide.edit.translations import id_of
from testing.changed_content import COMPANION, Copy
from testing.desk import editing, post, sent_by, words
from testing.page import Page, text_of

PLACE = "/_redigering/_sprog/"
ADDRESS = f"{PLACE}en/{COMPANION}"
PAIRS = """\
# Ask the office before words of the law are changed.

- da: >-
    En ledsager
  en: >-
    A companion

# as in the leaflet
- {da: "Du kan ikke gå ud alene.", en: "[You|The person] cannot go out alone."}
- da: Du kan få en med, når du går ud.
  # Is this all?
  en: "You can bring somebody." # checked

- da: "Du kan få {timer}."
  en: ""
- da: Hvad koster det hele i alt for en familie?
  en: What does it all cost?
"""
STALE, NOW = "Du kan få en med, når du går ud.", "Du kan få en med, når du skal ud."
GONE = "Hvad koster det hele i alt for en familie?"


@pytest.fixture
def pairs(content: Copy) -> Copy:
    """The pairs of the companion; as other files: from ``en`` on."""
    (content.root / "en" / "lilleby").mkdir(parents=True)
    (content.root / "en" / "oversaettelse.yaml").write_text(
        'tal: "1,234.5"\nniveau: "({år} level)"\ntiltale: [you]\n', encoding="utf-8"
    )
    (content.root / "en" / "lilleby" / "ledsagelse.yaml").write_text(PAIRS, encoding="utf-8")
    return content


@pytest.fixture
def editor(pairs: Copy) -> Client:
    return editing(pairs.root)


def english(pairs: Copy) -> str:
    return pairs.text("../en/lilleby/ledsagelse.yaml")


def box(danish: str) -> str:
    return f"tekst.{id_of(danish)}"


def groups(response: TestResponse) -> dict[str, list[str]]:
    """The Danish texts below each heading, and the names of their boxes."""
    page = Page(response.text)
    return {
        text_of(part).partition(":")[0]: [area.get("name", "") for area in part.iter("textarea")]
        for part in (*page.all(".//form/section"), *page.all(".//form/details"))
    }


REWRITTEN = {
    "folded": (
        "- da: >-\n    A\n\n    B\n  en: >- # why\n    C\n\n# D\n",
        "- da: >-\n    A\n\n    B\n{}  # why\n\n# D\n",
    ),
    "quoted over two lines": ('- da: A\n  en: "C\n    D" # why\n', "- da: A\n{}  # why\n"),
    "literal with what looks like a note": ("- da: A\n  en: |\n    # C\n    D\n# E\n", "- da: A\n{}# E\n"),
    "other way round": (
        "-\n  en: C\n  # why\n  da: A\n- da: B\n  en: D\n",
        "-\n{}  # why\n  da: A\n- da: B\n  en: D\n",
    ),
    "without its translation": ("- da: A\n", "- da: A\n{}"),
}


@pytest.mark.parametrize(("before", "after"), REWRITTEN.values(), ids=REWRITTEN)
def test_one_translation_is_written_and_all_else_stays(before: str, after: str) -> None:
    pairs = cut(before, "en")
    assert pairs.text == before
    key = pairs.entries[0].key
    written = "  en: |-\n    One:\n\n    - # two\n"
    assert pairs.with_text(key, "One:\n\n- # two").text == after.replace("{}", written)
    assert cut(f"  {before.replace(chr(10), chr(10) + '  ')}\n", "en").with_text(key, "One:\n\n- # two").text


@pytest.mark.parametrize("text", ["da: A\n", "- A\n", "- {da: [A]}\n", "- da: 'A\n", "- da: A\u2028B\n"])
def test_what_are_no_pairs_is_left_alone(text: str) -> None:
    with pytest.raises(CannotRewrite):
        cut(text, "en")


def test_what_needs_somebody_is_first_and_an_untouched_form_changes_nothing(editor: Client, pairs: Copy) -> None:
    shown = editor.get(ADDRESS)
    found = groups(shown)
    assert list(found) == ["Skal ses efter", "Mangler", "Oversat"]
    assert found["Skal ses efter"] == [box(NOW), box(GONE)]
    assert box("Du kan få {timer}.") in found["Mangler"]
    assert found["Oversat"] == [box("En ledsager"), box("Du kan ikke gå ud alene.")]
    assert STALE in words(shown)
    assert "as in the leaflet" in words(shown)
    assert post(editor, sent_by(shown), "gem", ADDRESS).status_code == 303
    assert english(pairs) == PAIRS
    assert "2 forældede" in words(editor.get(PLACE))


def test_each_kind_of_row_is_saved_in_its_place(editor: Client, pairs: Copy) -> None:
    typed = {
        box("Du kan få {timer}."): "You can get {timer}.",
        box("En ledsager går med dig ud."): "  A companion goes out\u2028with [you|them].\r\n",
        f"passer.{id_of(NOW)}": "ja",
        f"slet.{id_of(GONE)}": "ja",
    }
    assert post(editor, sent_by(editor.get(ADDRESS)), "gem", ADDRESS, **typed).status_code == 303
    new = "\n- da: >-\n    En ledsager går med dig ud.\n  en: >-\n    A companion goes out with [you|them].\n"
    expected = PAIRS.replace("    A companion\n", f"    A companion\n{new}", 1)
    expected = expected.replace(f"da: {STALE}\n", f"da: >-\n    {NOW}\n")
    expected = expected.replace(
        'en: "You can bring somebody." # checked', "en: >-\n    You can bring somebody.\n  # checked"
    )
    expected = expected.replace('en: ""', "en: >-\n    You can get {timer}.")
    assert english(pairs) == expected.partition("- da: Hvad koster")[0]
    assert "forælde" not in words(editor.get(PLACE))


def test_file_that_somebody_else_saved_comes_back_with_what_was_typed(editor: Client, pairs: Copy) -> None:
    sent = sent_by(editor.get(ADDRESS))
    theirs = PAIRS.replace("    A companion\n", "    An escort\n").replace("You can bring", "Bring")
    (pairs.root / "en" / "lilleby" / "ledsagelse.yaml").write_text(theirs, encoding="utf-8")
    pairs.change(COMPANION, "Ring til kommunen, og spørg.", "Ring bare til dem.")
    typed = {box("En ledsager"): "A helper", box("Ring til kommunen, og spørg."): "Call and ask."}
    refused = post(editor, sent, "gem", ADDRESS, **typed)
    assert refused.status_code == 409
    assert english(pairs) == theirs
    assert {"An escort", "Call and ask."} <= set(Page(refused.text).one(".//main").itertext())
    again = sent_by(refused)
    assert again[box("En ledsager")] == "A helper"
    assert again[box(NOW)] == "Bring somebody."
    assert post(editor, again, "gem", ADDRESS).status_code == 303
    assert english(pairs) == theirs.replace("An escort", "A helper")


def test_what_the_check_finds_is_told_before_it_is_saved(editor: Client, pairs: Copy) -> None:
    typed = {box("Du kan få {timer}."): "You can get 15 hours.", box("En ledsager"): "Somebody"}
    refused = post(editor, sent_by(editor.get(ADDRESS)), "gem", ADDRESS, **typed)
    assert refused.status_code == 422
    assert groups(refused)["Skal ses efter"] == [box(NOW), box("Du kan få {timer}."), box(GONE)]
    assert "Pladsen “{timer}” mangler" in words(refused)
    assert english(pairs) == PAIRS
    assert sent_by(refused)[box("En ledsager")] == "Somebody"
    assert post(editor, sent_by(refused), "alligevel", ADDRESS).status_code == 303
    assert "You can get 15 hours." in english(pairs)
    assert "1 fejl skal rettes" in words(editor.get(PLACE))


def test_only_whole_forms_of_this_site_reach_files_of_pairs(editor: Client, pairs: Copy) -> None:
    sent = sent_by(editor.get(ADDRESS))
    assert editor.post(ADDRESS, data=sent, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert post(editor, sent, "gem", ADDRESS, slut="").status_code == 400
    for away in ("da/lilleby/ledsagelse.md", "xx/lilleby/ledsagelse.md", "en/../da/lilleby/kommune.md", "en/none.md"):
        assert editor.get(f"{PLACE}{away}").status_code == 404
    (pairs.root / "en" / "lilleby" / "kommune.yaml").symlink_to("/etc/hostname")
    assert editor.get(f"{PLACE}en/lilleby/kommune.md").status_code == 404
    assert english(pairs) == PAIRS
