// Names on the map as plain links over the canvas: they can be read, focused and followed, and no
// glyph server is asked. Where two would overlap, the later one waits until there is room.

const MOST = 150;
const APART = 4; // pixels between two names

/** Names for features of kind "site" (links) and "label" (orientation); returns update(day). */
export function mapLabels(map, features) {
  const labels = features
    .filter(({ properties }) => ["site", "label"].includes(properties.kind) && properties.name)
    .slice(0, MOST)
    .map((feature) => ({ feature, element: named(feature) }));
  const layer = document.createElement("div");
  layer.className = "map-labels";
  layer.append(...labels.map(({ element }) => element));
  map.getCanvasContainer().after(layer);
  let day = null;
  const place = () => arrange(map, labels, day);
  map.on("move", place);
  map.on("resize", place);
  place();
  return (now) => {
    day = now;
    place();
  };
}

function named({ properties }) {
  const target = properties.href ? new URL(properties.href, location.href) : null;
  const isOurs = target?.origin === location.origin;
  const element = document.createElement(isOurs ? "a" : "span");
  if (isOurs) element.href = target.href;
  element.textContent = properties.name;
  element.className = properties.kind === "label" ? "map-label orientation" : "map-label";
  return element;
}

function arrange(map, labels, day) {
  const taken = [];
  const { width, height } = map.getCanvas().getBoundingClientRect();
  for (const { feature, element } of labels) {
    const { first, last, kind } = feature.properties;
    const { x, y } = map.project(feature.geometry.coordinates);
    const inTime = day === null || kind === "label" || (first <= day && day <= last);
    element.hidden = !inTime || x < 0 || y < 0 || x > width || y > height;
    if (element.hidden) continue;
    const [left, top] = kind === "label" ? [x, y] : [x + 10, y - 9];
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    const box = element.getBoundingClientRect();
    const hit = taken.some(
      (other) =>
        box.left < other.right + APART &&
        box.right > other.left - APART &&
        box.top < other.bottom &&
        box.bottom > other.top,
    );
    // Covered names stay in reach of the keyboard, and show themselves when they get the focus.
    element.classList.toggle("waiting", hit);
    if (!hit) taken.push(box);
  }
}
