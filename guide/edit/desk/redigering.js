// Shows what is written while one types, and offers marks and figures to put in. All of it works without this, by buttons.
const form = document.querySelector("form[data-vis]");
const panel = document.getElementById("beside");
const status = document.getElementById("status");

let waiting = 0;
let running = null;
let last = null;

const folds = () => [...panel.querySelectorAll("details[data-fold]")];

const show = (html) => {
  const open = new Map(folds().map((one) => [one.dataset.fold, one.open]));
  panel.innerHTML = html;
  for (const one of folds()) if (open.has(one.dataset.fold)) one.open = open.get(one.dataset.fold);
  chips();
  const said = panel.querySelector("summary").textContent.trim();
  if (said !== last) status.textContent = last = said;
};

const ask = async () => {
  running?.abort();
  running = new AbortController();
  try {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.dataset.vis, { method: "POST", body, signal: running.signal });
    if (answer.ok) show(await answer.text());
  } catch (error) {
    if (error.name !== "AbortError") status.textContent = "Serveren svarer ikke. Luk ikke siden.";
  }
};

form.addEventListener("input", (event) => {
  // What was missing there is missing no more.
  if (!event.target.value.includes("«")) event.target.closest(".form-group")?.querySelectorAll(":scope > .blank").forEach((one) => one.remove());
  clearTimeout(waiting);
  waiting = setTimeout(ask, 700);
});

// A question brings its answers along: ask for them.
form.addEventListener("change", (event) => {
  if (!event.target.matches("select[data-hent]")) return;
  form.action = `${form.action.split("#")[0]}#${event.target.id}`;
  form.requestSubmit(form.querySelector("button[value='vis']"));
});

// Enter shows what is written, and leaves one where one was.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("input.form-input")) return;
  event.preventDefault();
  ask();
});

// What is unfolded stays so when the page comes anew.
form.addEventListener("submit", () => {
  const open = [...form.querySelectorAll("details.item[open]")].map((one) => one.id);
  form.elements.namedItem("åbne").value = open.join(" ");
});

let field = null;
form.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea, input.form-input")) field = event.target;
});

const put = (target, before, after, instead) => {
  const { selectionStart: start, selectionEnd: end, value } = target;
  const middle = value.slice(start, end) || instead;
  target.setRangeText(`${before}${middle}${after}`, start, end, "end");
  target.focus();
  target.dispatchEvent(new Event("input", { bubbles: true }));
};

const button = (name, press, kind) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = name;
  made.addEventListener("click", press);
  return made;
};

const chips = () => {
  for (const code of panel.querySelectorAll("code[data-tal]")) {
    const name = code.textContent;
    code.replaceWith(button(name, () => field && put(field, "", name, ""), "chip"));
  }
};

for (const text of document.querySelectorAll("textarea[data-tekst]")) {
  const bar = document.createElement("div");
  bar.className = "toolbar";
  bar.append(
    button("Fed", () => put(text, "**", "**", "fed tekst"), "button button-secondary"),
    button("Punkt", () => put(text, "\n- ", "", "punkt"), "button button-secondary"),
    button("Link", () => put(text, "[", "](https://)", "tekst"), "button button-secondary"),
  );
  text.before(bar);
}

// Where the address points into a folded part, it is opened.
const open = () => {
  const aim = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let fold = aim?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  if (aim) (aim.querySelector("input:not([type=hidden]), textarea, select") ?? aim).focus();
};

addEventListener("hashchange", open);
chips();
open();
