// Notes that stay in the browser: room that grows with them, a button that prints, and a word before they are lost.
// Nothing is stored, and nothing is sent.
const notes = [...document.querySelectorAll(".note textarea")];
let printed = true;

function grow(note) {
  note.style.height = "auto";
  note.style.height = `${note.scrollHeight + note.offsetHeight - note.clientHeight}px`;
}

function openAll() {
  for (const theme of document.querySelectorAll("details")) theme.open = true;
}

for (const note of notes) {
  note.addEventListener("input", () => {
    printed = false;
    if (!CSS.supports("field-sizing", "content")) grow(note);
  });
}
document.querySelector("#print-here").hidden = false;
document.querySelector("#print").addEventListener("click", () => print());
document.querySelector("#open-all").addEventListener("click", openAll);
addEventListener("afterprint", () => { printed = true; });
addEventListener("beforeunload", event => {
  if (!printed && notes.some(note => note.value.trim())) event.preventDefault();
});
