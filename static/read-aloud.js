// Reads the page aloud, sentence by sentence, with a voice of the device. Only a voice that is local: another one
// would send the text, and with it the answers, to somebody else.
const { readAloud, stopReading } = document.querySelector("[data-read-aloud]").dataset;
const speech = window.speechSynthesis;
const language = document.documentElement.lang.split("-")[0];
const button = document.createElement("button");
let voice, left, spoken;

function texts() {
  const blocks = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node, last; (node = walker.nextNode());) {
    let block = node.parentElement;
    if (!block.checkVisibility() || block.closest(".d-print-none, [aria-hidden=true]")) continue;
    while (block.matches(".sr-only") || getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    if (block !== last || node.previousSibling?.nodeName === "BR") blocks.push([]);
    blocks.at(-1).push(node);
    last = block;
  }
  return blocks;
}

function sentences(nodes) {
  const places = nodes.flatMap(node => node.data.split("").map((_, at) => [node, at]));
  const segments = new Intl.Segmenter(language, { granularity: "sentence" }).segment(nodes.map(node => node.data).join(""));
  return [...segments].filter(({ segment }) => segment.trim()).map(({ segment, index }) => {
    const range = new Range();
    const [last, at] = places[index + segment.trimEnd().length - 1];
    range.setStart(...places[index + segment.search(/\S/)]);
    range.setEnd(last, at + 1);
    return { text: segment.trim(), range };
  });
}

function stop() {
  spoken = null;
  speech.cancel();
  CSS.highlights?.delete("read-aloud");
  button.textContent = readAloud;
}

function next() {
  const sentence = left.shift();
  if (!sentence) return stop();
  spoken = new SpeechSynthesisUtterance(sentence.text);
  spoken.voice = voice;
  // A cancelled sentence ends too, and late: it must not lead on.
  spoken.onend = ({ target }) => target === spoken && next();
  spoken.onerror = ({ target }) => target === spoken && stop();
  CSS.highlights?.set("read-aloud", new Highlight(sentence.range));
  sentence.range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
  speech.speak(spoken);
}

function toggle() {
  if (spoken) return stop();
  left = texts().flatMap(sentences);
  button.textContent = stopReading;
  next();
}

function offer() {
  voice = speech.getVoices().find(one => one.localService && one.lang.split(/[-_]/)[0] === language) ?? voice;
  if (voice && !button.isConnected) document.querySelector(".reading-switch").append(button);
}

if (speech && Intl.Segmenter && button.checkVisibility) {
  button.type = "button";
  button.className = "button button-tertiary";
  button.textContent = readAloud;
  button.onclick = toggle;
  addEventListener("keydown", ({ key }) => key === "Escape" && stop());
  addEventListener("pagehide", stop);
  speech.onvoiceschanged = offer;
  offer();
}
