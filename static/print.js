// A button that prints. Without this script one prints from the menu of the browser.
const button = document.querySelector("#print");
button.hidden = false;
button.addEventListener("click", () => print());
