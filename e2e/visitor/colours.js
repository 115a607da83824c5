// Colours as they are painted, and their contrast as WCAG computes it. Put in front of a function for the browser.
const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
  .getContext("2d", { willReadFrequently: true });
const rgba = colour => {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data];
};
const light = colour => rgba(colour).slice(0, 3).map(part => part / 255)
  .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
const contrast = (one, other) => {
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
// What is painted behind an element's content: its own background, or that of the next one around it which has one.
const ground = element => {
  let found = element;
  while (found && rgba(getComputedStyle(found).backgroundColor)[3] < 255) found = found.parentElement;
  return found ? getComputedStyle(found).backgroundColor : "white";
};
