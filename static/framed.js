// In a page that is shown in a frame: tells the page around it how high it is and that it is new, and nothing else;
// and that only to the hosts that may frame it.
const allowed = document.querySelector("[data-hosts]").dataset.hosts.split(" ").filter(Boolean);
// Where the browser tells which of them it is (“null”: it does not, embed.js asks for no referrer), the others need
// not be tried.
const around = location.ancestorOrigins?.[0];
const hosts = allowed.includes(around) ? [around] : allowed;

const error = document.querySelector("#error-summary");
const exit = document.querySelector(".quick-exit");
let bar = 0;
const top = error ?? document.querySelector("h1");

function tell(what) {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  for (const host of hosts) parent.postMessage({ stoetteguide: what, height }, host);
}

// A new page in a frame is not announced, and the browser gives it no focus: its heading takes it, or its error.
function takeFocus() {
  top.tabIndex = -1;
  top.focus({ preventScroll: true });
}

// Whether the reader came here from another page in this frame: the page around it is not to jump when it opens.
function cameFromHere() {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  return !!error || (type === "navigate" && window.navigation?.currentEntry?.index > 0);
}

// A frame as high as its page does not scroll, so nothing in it stays in sight by itself. The browser tells which part
// of the frame is seen, through all that scrolls around it; the page around it is told nothing, and need not help.
function follow() {
  const seen = new IntersectionObserver(([{ isIntersecting, intersectionRect }]) => {
    seen.disconnect();
    const above = Math.round(intersectionRect.top);
    const place = isIntersecting ? `${above && above + bar}px` : exit.style.top;
    const moves = place !== exit.style.top;
    exit.style.top = place;
    setTimeout(follow, moves ? 0 : 150);
  });
  seen.observe(document.documentElement);
}

// Only who has just sent something in this frame gets an error.
if (error) takeFocus();

if (parent !== window) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !hosts.includes(origin)) return;
    if (data?.stoetteguide === "focus") takeFocus();
    if (data?.stoetteguide === "bar") bar = data.height || 0;
  });
  // Not every browser lets a link to a place in the page scroll the page around it, and a link that is pressed again
  // changes no address. The browser first goes there itself, and opens what is folded.
  addEventListener("click", ({ target }) => {
    if (target.closest('a[href^="#"]')) setTimeout(() => document.querySelector(":target")?.scrollIntoView());
  });
  tell("page");
  new ResizeObserver(() => tell("height")).observe(document.documentElement);
  if (cameFromHere()) top.scrollIntoView({ block: "nearest" });
  if (exit) follow();
}
