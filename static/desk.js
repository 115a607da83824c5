// Brings the outcomes up to date as answers are given, and searches without leaving the desk. Without this script the
// buttons do both. The guide answers with the pages that it always makes; their parts are put in place of the old ones.
const { noAnswer, noSearch } = document.querySelector("[data-no-answer]").dataset;
const find = selector => document.querySelector(selector);
const desk = find("#desk");
const search = find(".desk-search");
const standing = find("#standing");
const PATIENCE = 10000; // milliseconds until a request is given up
const PAUSE = 150; // milliseconds without a further change until the outcomes are asked for
const latest = {};
let waiting, current;

// The page that this form leads to; undefined where the form has been sent once more in the meantime.
async function pageOf(form) {
  latest[form.id]?.abort();
  const own = latest[form.id] = new AbortController();
  const timer = setTimeout(() => own.abort(), PATIENCE);
  try {
    const body = new URLSearchParams(new FormData(form));
    const response = await fetch(form.action, { method: "POST", body, signal: own.signal });
    if (!response.ok && response.status !== 422) throw new Error("no answer");
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return latest[form.id] === own ? { page, address: response.redirected && response.url } : undefined;
  } catch (error) {
    if (latest[form.id] === own) throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function bringUpToDate() {
  clearTimeout(waiting);
  waiting = null;
  try {
    const answer = await pageOf(desk);
    if (answer && !waiting) show(answer);
  } catch {
    tell(noAnswer, false);
  }
}

function tell(words, well) {
  if (standing.textContent !== words) standing.textContent = words;
  standing.classList.toggle("standing-failed", !well);
  find("#update").hidden = well;
}

function show({ page, address }) {
  const focused = document.activeElement;
  const again = focused.id ? `[id="${focused.id}"]` : `[href="${focused.getAttribute("href")}"]`;
  for (const folded of page.querySelectorAll("details[id]")) {
    folded.open = find(`[id="${folded.id}"]`)?.open ?? false;
  }
  showQuestions(page.querySelector("#desk"));
  for (const part of ["#desk-tally", "#desk-life", "#desk-account"]) {
    find(part).replaceChildren(...page.querySelector(part).childNodes);
  }
  search.action = page.querySelector(".desk-search").action;
  document.title = page.title;
  tell(page.querySelector("#standing").textContent, true);
  if (!focused.isConnected) find(again)?.focus({ preventScroll: true });
  if (address) remember(address);
}

// The account that is chosen is shown beside the questions, with the answers as they are.
document.addEventListener("click", async event => {
  const link = event.target.closest("[data-account]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  find("#ordning").value = link.dataset.account;
  await (current = bringUpToDate());
  const heading = find("#desk-account .card-heading");
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
});

// A link to a question leads into it, so that the digits work at once.
function enter(group) {
  (group?.querySelector(":checked") ?? group?.querySelector("input"))?.focus();
}

document.addEventListener("click", event => {
  const link = event.target.closest("[href^='#spg-']");
  if (link) setTimeout(() => enter(document.getElementById(link.hash.slice(1))));
});
if (location.hash.startsWith("#spg-")) enter(document.getElementById(location.hash.slice(1)));

// Only what is above the answers changes, unless another person is spoken of.
function showQuestions(fresh) {
  const all = fresh.dataset.perspective !== desk.dataset.perspective;
  desk.dataset.perspective = fresh.dataset.perspective;
  for (const group of desk.querySelectorAll(".asked")) {
    const now = fresh.querySelector(`[id="${group.id}"]`);
    const [old, young] = [group, now].map(one => one.querySelector("fieldset"));
    if (all) old.replaceWith(young);
    else if (group.className !== now.className || now.matches(".form-error")) {
      while (!old.firstElementChild.matches(".options")) old.firstElementChild.remove();
      while (!young.firstElementChild.matches(".options")) old.querySelector(".options").before(young.firstElementChild);
      old.setAttribute("aria-describedby", young.getAttribute("aria-describedby") ?? "");
    }
    group.className = now.className;
  }
}

// The entry of the history keeps its note for leave.js.
function remember(address) {
  const { navigation } = window;
  const state = navigation?.currentEntry.getState();
  history.replaceState(null, "", address);
  navigation?.updateCurrentEntry({ state });
}

// The digits choose, Enter goes on; what is typed while the outcomes are on their way waits its turn.
async function press(key) {
  const group = document.activeElement.closest(".asked");
  if (!group) return;
  if (key !== "Enter") return choose(group, Number(key));
  if (waiting) current = bringUpToDate();
  await current;
  goOn(group);
}

function choose(group, digit) {
  const inputs = [...group.querySelectorAll("input")];
  const input = digit ? inputs.slice(0, -1)[digit - 1] : inputs.at(-1);
  input?.focus();
  if (input && !(input.type === "radio" && input.checked)) input.click();
}

function goOn(group) {
  const groups = [...desk.querySelectorAll(".asked")];
  const place = groups.indexOf(group) + 1;
  const open = [...groups.slice(place), ...groups.slice(0, place)].find(
    one => !one.matches(".asked-idle") && !one.querySelector(":checked"),
  );
  const wrong = desk.querySelector(".form-error");
  const goal = wrong ?? open;
  (goal?.querySelector(":checked") ?? goal?.querySelector("input") ?? find("#to-the-sheet")).focus({ preventScroll: true });
  (goal ?? find("#to-the-sheet")).scrollIntoView({ block: "nearest" });
}

let turn = Promise.resolve();
document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.altKey || event.metaKey || !/^([0-9]|Enter)$/.test(event.key)) return;
  if (event.target === document.body) enter(find(".asked"));
  else if (!event.target.closest(".asked")) return;
  event.preventDefault();
  turn = turn.then(() => press(event.key));
});

desk.addEventListener("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { current = bringUpToDate(); }, PAUSE);
});

desk.addEventListener("submit", event => {
  if (event.submitter?.name) return; // on to the sheet, with the answers as they are
  event.preventDefault();
  current = bringUpToDate();
});

search.addEventListener("submit", async event => {
  event.preventDefault();
  try {
    const answer = await pageOf(search);
    if (answer) showFound(answer.page);
  } catch {
    find("#found").replaceChildren();
    find("#found-status").className = "";
    find("#found-status").textContent = noSearch;
  }
});

function showFound(page) {
  find("#found").replaceChildren(...page.querySelector("#found").childNodes);
  // The desk is this page, whatever its address was when it was searched.
  for (const link of find("#found").querySelectorAll('[href*="#"]')) link.setAttribute("href", link.hash);
  find("#found-status").className = "sr-only";
  find("#found-status").textContent = find("#found-count").textContent;
}

search.id = "search";
find("#update").hidden = true;
find("#desk-keys").hidden = false;
desk.classList.add("with-digits");
// A browser that brings a page back may bring back answers that were not sent.
if ([...desk.querySelectorAll("input")].some(input => input.checked !== input.defaultChecked)) current = bringUpToDate();
