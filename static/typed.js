// What is typed is not lost without a word. It comes back after a reload, with the back button and in “Let læst”, and the
// browser asks before a long text is left. It is kept in the memory of this tab alone, in its name: unlike the state of
// the history, browsers do not write that to the disk. It is emptied at the end (leave.js), and gone with the tab.
const { page, sent } = document.querySelector("script[data-page]").dataset;
const fields = [...document.querySelectorAll("main :is(textarea, [type=text], [type=radio], [type=checkbox])")];
const texts = fields.filter(field => field.matches("textarea"));
const draft = document.querySelector("#draft");
const alone = parent === window; // the name of a frame is known to the page around it
let kept = false; // in the name
let unsafe = false; // typed since it was printed, sent or taken along

function remembered() {
  try {
    return JSON.parse(alone && window.name).typed ?? {};
  } catch {
    return {};
  }
}

function remember(memory) {
  if (alone) window.name = JSON.stringify({ typed: memory });
}

function content(field) {
  return field.matches("[type=radio], [type=checkbox]") ? "checked" : "value";
}

function keep() {
  const memory = remembered();
  memory[page] = { ...memory[page], ...Object.fromEntries(fields.map(field => [field.id, field[content(field)]])) };
  remember(memory);
  kept = alone;
}

function grow(text) {
  if (CSS.supports("field-sizing", "content")) return;
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + text.offsetHeight - text.clientHeight}px`;
}

// Only on the way back, after a reload, or on the way to another reading: a new visit may be another person's.
function bringBack() {
  const { next, ...memory } = remembered();
  const [{ type }] = performance.getEntriesByType("navigation");
  if (type === "navigate" && next !== page) delete memory[page];
  remember(memory);
  for (const field of fields.filter(({ id }) => id in (memory[page] ?? {}))) {
    field[content(field)] = memory[page][field.id];
    if (!texts.includes(field) || !field.value) continue;
    unsafe = true;
    grow(field);
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }
  kept = page in memory;
  if (!draft || !memory[page]?.brev) return;
  draft.elements.brev.value = memory[page].brev;
  draft.hidden = false;
}

if (sent) keep();
else bringBack();

document.querySelector("main").addEventListener("input", ({ target }) => {
  keep();
  if (!texts.includes(target)) return;
  unsafe = true;
  grow(target);
});
addEventListener("click", event => {
  const way = event.target.closest("a")?.closest(".reading-switch, .other-languages, .back, .quick-exit");
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (way.matches(".quick-exit")) unsafe = false;
  else remember({ ...remembered(), next: page });
  if (alone && !way.matches(".back")) unsafe = false;
}, true);
for (const safe of ["submit", "afterprint"]) addEventListener(safe, () => { unsafe = false; });
addEventListener("beforeunload", event => {
  if (unsafe && !document.body.hidden && texts.some(text => text.value.trim())) event.preventDefault();
});
// A page that comes back from the browser's own memory after the end is an empty one. It may hear late of the new name.
addEventListener("pageshow", ({ persisted }) => {
  const emptied = () => kept && !(page in remembered()) && location.reload();
  if (persisted && !emptied()) setInterval(emptied, 500);
});
