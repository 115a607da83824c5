// Copies and prints the letter. Without this script the browser's own menus do both.
const { copy, copied, print: printing } = document.querySelector("script[data-copy]").dataset;
const letter = document.querySelector(".letter");
const told = document.createElement("p");

function offer(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary";
  button.textContent = text;
  button.onclick = act;
  told.before(button, " ");
}

async function copyLetter() {
  try {
    await navigator.clipboard.writeText(letter.value ?? letter.textContent);
    told.textContent = copied;
  } catch {
    // The browser may not let a page write there: then the text is marked, to be copied by hand.
    if (letter.select) letter.select();
    else getSelection().selectAllChildren(letter);
  }
}

told.className = "copied d-print-none";
told.role = "status";
letter.after(told);
offer(copy, copyLetter);
if (printing) offer(printing, () => print());
