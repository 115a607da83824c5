// Once the reader has ended, or has left in a hurry, no page with answers is left in the history of this tab.
// Each page notes in its own entry whether it is one, for the addresses of other entries are hidden from it.
const end = document.querySelector('main a[href$="/slut"]');
const exit = document.querySelector(".quick-exit a");
const { navigation } = window;
const ended = location.pathname.endsWith("/slut") && location.href;
if (ended && top === self) window.name = ""; // what was typed (typed.js)

function note(goal) {
  const answers = !ended && !!(end ?? document.querySelector("[data-question]"));
  navigation.updateCurrentEntry({ state: { answers, goal } });
}

// The last entry has a goal where the reader has ended or left. Then the way is back to the page before the first
// answers, and from there to the goal, which drops all that lay ahead. Every page on the way takes the next step.
function sweep() {
  const entries = navigation.entries();
  const notes = entries.map(entry => entry.getState() ?? {});
  const here = navigation.currentEntry.index;
  const first = notes.findIndex(({ answers }) => answers);
  const { goal } = notes.at(-1);
  if (!goal || first < 0) return;
  const before = notes.findLastIndex(({ answers }, index) => answers === false && index < first);
  const back = before < 0 ? first : before;
  document.body.hidden = true; // whoever is there now is not to see what is passed on the way
  if (here > back) navigation.traverseTo(entries[back].key);
  else if (notes[here].answers) navigation.navigate(end?.href ?? goal, { history: "replace" });
  else navigation.navigate(goal, { history: "push" });
}

function leave(event) {
  event.preventDefault();
  window.name = "";
  document.title = exit.hostname;
  document.body.hidden = true;
  const others = navigation?.entries().some(entry => entry.getState()?.answers && entry.key !== navigation.currentEntry.key);
  if (!others) return location.replace(exit.href);
  note(exit.href);
  sweep();
}

if (navigation) {
  note(ended);
  sweep();
  addEventListener("pageshow", ({ persisted }) => persisted && sweep());
} else {
  end?.addEventListener("click", event => {
    event.preventDefault();
    location.replace(end.href);
  });
}
// In a frame the link leads the whole window away, which only the browser can do.
if (top === self) exit?.addEventListener("click", leave);
