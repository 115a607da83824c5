// Buttons for the paper: one that prints, one that opens what is folded. Without this script one prints from the menu of
// the browser.
const acts = {
  "print": () => print(),
  "open-all": () => { for (const folded of document.querySelectorAll("details")) folded.open = true; },
};
for (const [id, act] of Object.entries(acts)) {
  const button = document.getElementById(id);
  if (!button) continue;
  button.hidden = false;
  button.addEventListener("click", act);
}
