// Copies and prints a letter or a link. Without this script the browser's own menus do both.
const { copy, copied, print: printing } = document.querySelector("script[data-copy]").dataset;
const source = document.querySelector(".letter, #link");
const status = document.createElement("p");

function offer(text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary d-print-none";
  button.textContent = text;
  button.onclick = act;
  status.before(button, " ");
}

async function copySource() {
  if (source.select) source.select();
  else getSelection().selectAllChildren(source);
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
  } catch {
    // Without TLS, and in some frames, there is no clipboard; what is selected can be copied all the same.
    if (!document.execCommand("copy")) return;
  }
  status.textContent = copied;
}

status.className = "copied d-print-none";
status.role = "status";
source.after(status);
offer(copy, copySource);
if (printing) offer(printing, () => print());
