// In a page that is shown in a frame: tells the page around it how high it is and that it is new, and nothing else;
// and that only to the hosts that may frame it.
const allowed = document.querySelector("[data-hosts]").dataset.hosts.split(" ").filter(Boolean);
// Where the browser tells which of them it is (“null”: it does not, embed.js asks for no referrer), the others need
// not be tried.
const around = location.ancestorOrigins?.[0];
const hosts = allowed.includes(around) ? [around] : allowed;

const error = document.querySelector("#error-summary");

function tell(what) {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  for (const host of hosts) parent.postMessage({ stoetteguide: what, height }, host);
}

// A new page in a frame is not announced, and the browser gives it no focus: its heading takes it, or its error.
function takeFocus() {
  const top = error ?? document.querySelector("h1");
  top.tabIndex = -1;
  top.focus({ preventScroll: true });
}

// Only who has just sent something in this frame gets an error.
if (error) takeFocus();

if (parent !== window) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source === parent && hosts.includes(origin) && data?.stoetteguide === "focus") takeFocus();
  });
  // Not every browser lets a link to a place in the page scroll the page around it.
  addEventListener("hashchange", () => document.querySelector(":target")?.scrollIntoView());
  tell("page");
  new ResizeObserver(() => tell("height")).observe(document.documentElement);
}
