// Offers to copy the link. Without this script it is marked and copied by hand.
const { copy, copied } = document.querySelector("[data-copy]").dataset;
const link = document.querySelector("#link");
const button = document.createElement("button");
const status = document.createElement("p");

button.type = "button";
button.className = "button button-secondary d-print-none";
button.textContent = copy;
status.role = "status";
status.className = "d-print-none";
button.onclick = async () => {
  link.select();
  try {
    await navigator.clipboard.writeText(link.value);
  } catch {
    // Without TLS, and in some frames, there is no clipboard; what is selected can be copied all the same.
    if (!document.execCommand("copy")) return;
  }
  status.textContent = copied;
};
link.parentElement.append(button, status);
