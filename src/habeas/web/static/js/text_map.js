// From offsets into an element's text to places in its text nodes, and back from a point.

/** The map of `element`: {text, range(start, end), offsetAt(x, y), reveal(offset), pieces}. */
export function textMap(element) {
  const pieces = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let start = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node, start, end: start + node.length });
    start += node.length;
  }
  const place = (offset, isEnd) => {
    const piece = pieces.find(({ end }) => (isEnd ? offset <= end : offset < end)) ?? pieces.at(-1);
    return [piece.node, Math.max(0, Math.min(offset - piece.start, piece.node.length))];
  };
  const range = (from, to) => {
    const made = new Range();
    made.setStart(...place(from, false));
    made.setEnd(...place(to, true));
    return made;
  };
  return {
    text: element.textContent,
    pieces,
    range,
    offsetAt: (x, y) => offsetAt(pieces, x, y),
    reveal: (offset) => place(offset, false)[0].parentElement.scrollIntoView({ block: "nearest" }),
  };
}

function offsetAt(pieces, x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const node = caret?.offsetNode ?? range?.startContainer;
  const piece = pieces.find((one) => one.node === node);
  return piece ? piece.start + (caret?.offset ?? range.startOffset) : null;
}
