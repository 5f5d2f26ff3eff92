// The fallback for browsers without highlights: each stretch of text between two edges becomes a
// <mark> that carries the classes of every span over it.

/** Wrap the spans of a text map; the element's text stays the same. */
export function markUp(map, spans) {
  const edges = new Set(spans.flatMap(({ start, end }) => [start, end]));
  for (const { node, start, end } of map.pieces) {
    const cuts = [start, ...[...edges].filter((edge) => edge > start && edge < end), end];
    cuts.sort((a, b) => a - b);
    const parts = cuts.slice(1).map((to, index) => part(map.text, cuts[index], to, spans));
    node.replaceWith(...parts);
  }
}

function part(text, from, to, spans) {
  const over = spans.filter(({ start, end }) => start <= from && end >= to);
  const words = document.createTextNode(text.slice(from, to));
  if (!over.length) return words;
  const mark = document.createElement("mark");
  mark.className = [...new Set(over.flatMap((span) => span.class.split(/\s+/)))].join(" ");
  mark.dataset.claims = over.map(({ id }) => id ?? "").join(" ");
  mark.append(words);
  return mark;
}

/** Show which claim is looked at now. */
export function markCurrent(element, id) {
  for (const mark of element.querySelectorAll("mark")) {
    mark.classList.toggle("current", mark.dataset.claims.split(" ").includes(id));
  }
}
