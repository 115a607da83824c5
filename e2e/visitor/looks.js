// What a page looks like now: measured here, judged in looks.py.
() => {
  // What changes its colour or size by and by has done so; what moves without end throws.
  document.getAnimations().forEach(change => { try { change.finish(); } catch {} });
  const root = document.documentElement;
  const start = element => element.outerHTML.replace(/\s+/g, " ").replace(/[\w-]{60,}/g, "…").slice(0, 100);
  const some = elements => [...new Set(elements)].slice(0, 4).map(start);
  // Words for screen readers only, and the skip link that waits above the page, are out of sight on purpose.
  const unseen = ".sr-only, .skipnav:not(:focus)";
  const isSeen = element =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !element.closest(unseen);
  const every = [...document.body.querySelectorAll("*")];

  // Text, as rectangles of its lines
  const lines = [];
  const inMoreLines = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!node.data.trim() || !isSeen(owner)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = [...range.getClientRects()];
    for (const box of boxes) {
      if (box.width > 1 && box.height > 1) lines.push({ node, owner, box });
    }
    if (boxes.length > 1) inMoreLines.set(node, owner);
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  // Where the page has scrolled, what stays in sight lies over what is below it, as it should.
  const staying = scrollY > 0 ? every.filter(element => getComputedStyle(element).position === "sticky") : [];
  const stays = owner => staying.some(element => element.contains(owner));
  const covered = new Set();
  lines.forEach(({ node, owner, box }, index) => {
    for (const below of lines.slice(index + 1)) {
      if (below.box.top > box.bottom) break;
      const wide = Math.min(box.right, below.box.right) - Math.max(box.left, below.box.left);
      const high = Math.min(box.bottom, below.box.bottom) - Math.max(box.top, below.box.top);
      // Lines set close together touch a little; a third of a line's height is more than that.
      const lies = below.node !== node && wide > 2 && high > Math.min(box.height, below.box.height) / 3;
      if (lies && stays(owner) === stays(below.owner)) covered.add(owner);
    }
  });
  // A short word that is broken in the middle: the place it was given is far too narrow.
  const broken = new Set();
  for (const [node, owner] of inMoreLines) {
    // An address in full and a line of code have no good place to be broken.
    if (/\S{60}/.test(node.data) || owner.closest("code")) continue;
    const addresses = [...node.data.matchAll(/https?:\/\/\S+/g)];
    for (const word of node.data.matchAll(/(?<![\p{Letter}\u00ad])\p{Letter}{2,10}(?![\p{Letter}\u00ad])/gu)) {
      if (addresses.some(one => one.index <= word.index && word.index < one.index + one[0].length)) continue;
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(box => box.width > 0).map(box => box.top);
      if (Math.max(...tops) - Math.min(...tops) > 5) broken.add(owner);
    }
  }
  // What a region has scrolled past can be scrolled back to.
  const past = element => element && element !== document.documentElement
    && (element.scrollTop > 0 || past(element.parentElement));
  const outside = lines.filter(({ owner, box }) => box.left < -1 || (box.bottom + scrollY < 0 && !past(owner)))
    .map(({ owner }) => owner);
  // What lies further down in a region that scrolls is not cut off, if the keyboard comes there: to it or into it.
  const cut = every.filter(element => {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (overflowX === "visible" && overflowY === "visible") return false;
    const reached = element.tabIndex >= 0 || element.querySelector("a[href], button");
    const scrolls = reached && ["auto", "scroll"].includes(overflowY);
    return element !== document.body && isSeen(element) && element.textContent.trim() !== ""
      && ((overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
        || (overflowY !== "visible" && !scrolls && element.scrollHeight > element.clientHeight + 1));
  });

  // What can be pressed: WCAG 2.2, 2.5.8. Below 24 pixels only in a sentence, or with room of 24 pixels around.
  const pressed = "a[href], button, input, select, textarea, summary";
  const boxOf = element => [element, ...(element.labels ?? [])].map(part => part.getBoundingClientRect())
    .reduce((one, other) => (one.width * one.height >= other.width * other.height ? one : other));
  const targets = [...document.querySelectorAll(pressed)].filter(isSeen).map(element => {
    const box = boxOf(element);
    return { element, box, x: box.left + box.width / 2, y: box.top + box.height / 2,
      small: box.width < 23.9 || box.height < 23.9 };
  });
  const blockOf = element => {
    let block = element.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    return block;
  };
  const inSentence = element => {
    if (getComputedStyle(element).display !== "inline") return false;
    const rest = blockOf(element).cloneNode(true);
    rest.querySelectorAll(`${pressed}, .sr-only`).forEach(one => one.remove());
    return /\p{Letter}/u.test(rest.textContent);
  };
  const crowds = (one, other) => other.small
    ? Math.hypot(one.x - other.x, one.y - other.y) < 24
    : Math.hypot(Math.max(other.box.left - one.x, 0, one.x - other.box.right),
      Math.max(other.box.top - one.y, 0, one.y - other.box.bottom)) < 12;
  const small = targets.filter(one => one.small
    && targets.some(other => other !== one && crowds(one, other)) && !inSentence(one.element));

  const forced = matchMedia("(forced-colors: active)").matches;
  const unforced = every.filter(element => forced && isSeen(element) && !element.closest("svg")
    && getComputedStyle(element).forcedColorAdjust === "none");

  return {
    language: root.lang.trim(),
    title: document.title.trim(),
    headings: [...document.querySelectorAll("h1")].map(heading => heading.textContent.trim()),
    inner: root.clientWidth,
    outer: root.scrollWidth,
    wide: root.scrollWidth > root.clientWidth
      ? some(every.filter(element => element.getBoundingClientRect().right > root.clientWidth + 0.5)) : [],
    covered: some([...covered]),
    outside: some(outside),
    broken: some([...broken]),
    tiny: some(lines.filter(({ owner }) => parseFloat(getComputedStyle(owner).fontSize) < 12).map(({ owner }) => owner)),
    cut: some(cut),
    unhidden: some(every.filter(element => element.hidden === true && isSeen(element))),
    unforced: some(unforced),
    small: small.slice(0, 4).map(({ element, box }) =>
      `${Math.round(box.width)}×${Math.round(box.height)} ${start(element)}`),
  };
}
