"""The page can be read aloud with a voice of the device, sentence by sentence, and can be silenced at any time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import expect

from e2e.states.all import BY_NAME
from e2e.states.state import Addresses
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.paper import A4
from e2e.visitor.visit import Visit

SPEECH = """
window.heard = [];
window.cancelled = 0;
const voices = %s;
let uttered = null;
class SpeechSynthesisUtterance {
  constructor(text) { this.text = text; }
}
const speechSynthesis = {
  getVoices: () => window.voicesCame ? voices : [],
  speak(utterance) {
    uttered = utterance;
    window.heard.push({text: utterance.text, voice: utterance.voice.name});
  },
  cancel() {
    window.cancelled += 1;
    const late = uttered;
    uttered = null;
    // As browsers do it: the end of what was cancelled is told later.
    if (late) setTimeout(() => { late.onerror?.({target: late}); late.onend?.({target: late}); });
  },
};
// The sentence has been read to its end.
window.sentenceEnds = () => { const now = uttered; uttered = null; now.onend({target: now}); };
window.marked = () => [...CSS.highlights.get("read-aloud") ?? []].map(range => range.toString()).join("|");
Object.defineProperty(window, "speechSynthesis", {value: speechSynthesis});
Object.defineProperty(window, "SpeechSynthesisUtterance", {value: SpeechSynthesisUtterance});
window.voicesCame = %s;
"""

DANISH = {"name": "Sara", "lang": "da-DK", "localService": True}
ANDROID = {"name": "Dansk", "lang": "da_DK", "localService": True}
ENGLISH = {"name": "Alice", "lang": "en-GB", "localService": True}
ELSEWHERE = {"name": "Christel Online", "lang": "da-DK", "localService": False}

BUTTON = "header button"
SO_FAR = f"() => [document.querySelector('{BUTTON}').innerText, marked(), heard.map(sentence => sentence.text)]"
START, QUESTION = "/helsingoer/", "/helsingoer/spoergsmaal/ny/hvem"

Listen = Callable[..., Visit]


@pytest.fixture
def listening(new_visit: Callable[[Device], Visit]) -> Listen:
    """Makes visitors whose device has these voices; ``at_once`` false: they come only when asked for."""

    def start(*voices: Mapping[str, Any], at_once: bool = True, device: Device | None = None) -> Visit:
        return new_visit(device or in_known_colours()).run_first(SPEECH % (json.dumps(voices), json.dumps(at_once)))

    return start


def heard(visit: Visit) -> list[str]:
    """What has been read so far."""
    return [sentence["text"] for sentence in visit.run("() => heard")]


def marked(visit: Visit) -> str:
    """What is marked as being read."""
    return str(visit.run("() => marked()"))


def read_to_the_end(visit: Visit) -> list[str]:
    """Presses the button and hears the whole page; every sentence is marked while it is read."""
    visit.find(BUTTON).click()
    for _sentence in range(1000):
        label, mark, sentences = visit.run(SO_FAR)
        if label == "Læs op":
            return [str(sentence) for sentence in sentences]
        assert " ".join(mark.split()) == " ".join(sentences[-1].split())
        visit.run("() => sentenceEnds()")
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize("voice", [DANISH, ANDROID], ids=["da-DK", "da_DK"])
def test_there_is_a_button_where_the_device_has_a_danish_voice(listening: Listen, voice: Mapping[str, Any]) -> None:
    visit = listening(ENGLISH, voice).open(QUESTION)
    expect(visit.find(BUTTON)).to_have_text("Læs op")
    visit.find(BUTTON).click()
    assert visit.run("() => heard[0].voice") == voice["name"]


@pytest.mark.parametrize(
    "voices", [(), (ENGLISH,), (ELSEWHERE,)], ids=["no voice", "no Danish voice", "one that sends the text elsewhere"]
)
def test_there_is_no_button_without_a_danish_voice_of_its_own(
    listening: Listen, voices: tuple[Mapping[str, Any], ...]
) -> None:
    expect(listening(*voices).open(QUESTION).find(BUTTON)).to_have_count(0)


def test_there_is_no_button_without_speech_or_scripts(visit: Visit, listening: Listen) -> None:
    visit.run_first("Object.defineProperty(window, 'speechSynthesis', {value: undefined})")
    expect(visit.open(QUESTION).find(BUTTON)).to_have_count(0)
    expect(listening(DANISH, device=in_known_colours(javascript=False)).open(QUESTION).find(BUTTON)).to_have_count(0)


def test_voices_that_come_late_bring_the_button_and_only_one(listening: Listen) -> None:
    visit = listening(DANISH, at_once=False).open(QUESTION)
    expect(visit.find(BUTTON)).to_have_count(0)
    visit.run("() => { voicesCame = true; speechSynthesis.onvoiceschanged(); }")
    visit.run("() => speechSynthesis.onvoiceschanged()")
    expect(visit.find(BUTTON)).to_have_count(1)
    visit.check()


def test_the_page_holds_while_it_is_read(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    visit.find(BUTTON).click()
    assert marked(visit)
    for device in (Device(width=320), Device(forced_colors=True), Device(dark=True)):
        visit.through(device)
    visit.through(A4)
    expect(visit.find(BUTTON)).to_be_hidden()


def test_a_question_is_read_in_the_order_of_the_page(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    options = [label.inner_text().strip() for label in visit.find(".options .form-label").all()]
    said = read_to_the_end(visit)
    assert said[0] == visit.heading
    places = [said.index(words) for words in [*options[:-1], "eller", options[-1], "Hvorfor spørger vi?", "Fortsæt"]]
    assert places == sorted(places)
    assert len(said[-1]) > len(said[-2])
    assert " ".join(said[-2:]) == visit.find("main > p.small").inner_text()


def test_a_sentence_with_a_link_in_it_is_read_as_one(listening: Listen) -> None:
    visit = listening(DANISH).open(START)
    link = visit.find("main li a").first
    line = link.locator("..").inner_text()
    said = read_to_the_end(visit)
    assert link.inner_text() in " ".join(said)
    assert any(link.inner_text() in sentence for sentence in said)
    assert [sentence for sentence in said if sentence in line and link.inner_text() not in sentence]


def test_marks_for_the_eye_are_passed_over_and_words_for_the_ear_read(listening: Listen, addresses: Addresses) -> None:
    visit = addresses.open(listening(DANISH), BY_NAME["whole result"])
    said = " ".join(" ".join(read_to_the_end(visit)).split())
    for words in ("◆", "✓", "Afslut og ryd", "Lavet "):  # marks, a way out, what is only printed
        assert words in (visit.find("main").text_content() or "")
        assert words not in said
    assert "Sådan klager du – Ledsagelse" in said


def test_closed_details_are_passed_over_and_open_ones_are_read(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    why = visit.find(".details-text").text_content() or ""
    first = why.split(".")[0].strip()
    assert first not in " ".join(read_to_the_end(visit))
    visit.find("summary").click()
    assert first in " ".join(read_to_the_end(visit))


@pytest.mark.parametrize("how", ["Escape", "the same button"])
def test_it_can_be_silenced_and_begins_anew(listening: Listen, how: str) -> None:
    visit = listening(DANISH).open(QUESTION)
    button = visit.find(BUTTON)
    button.click()
    visit.run("() => sentenceEnds()")
    expect(button).to_have_text("Stop oplæsning")
    if how == "Escape":
        visit.press("Escape")
    else:
        button.click()
    expect(button).to_have_text("Læs op")
    assert visit.run("() => cancelled") > 0
    assert marked(visit) == ""
    so_far = heard(visit)
    button.click()
    visit.pause(50)  # the end of what was cancelled is told by now
    assert heard(visit) == [*so_far, so_far[0]]
    assert marked(visit) == so_far[0]
    expect(button).to_have_text("Stop oplæsning")


def test_the_state_is_told_by_the_words_of_the_button_alone(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    visit.find(BUTTON).click()
    expect(visit.find(f"{BUTTON}[aria-pressed]")).to_have_count(0)
    expect(visit.find(BUTTON)).to_have_accessible_name("Stop oplæsning")
    expect(visit.find(BUTTON)).to_be_focused()


def test_a_page_that_is_left_falls_silent(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    visit.find(BUTTON).click()
    visit.run("() => addEventListener('pagehide', () => sessionStorage.setItem('cancelled', cancelled))")
    visit.follow("Tilbage")
    assert visit.run("() => sessionStorage.getItem('cancelled')") == "1"


def test_it_asks_nobody_and_writes_no_styles(listening: Listen) -> None:
    visit = listening(DANISH).open(QUESTION)
    asked = visit.requests()
    read_to_the_end(visit)
    assert asked == []
    expect(visit.find("[style]")).to_have_count(0)
