// Claims marked in a text by the CSS Custom Highlight API, so that they may overlap and the text
// stays one text. Where the API is missing, the same spans become <mark> elements.
import { textMap } from "./text_map.js";
import { markCurrent, markUp } from "./marks.js";

const PAINTS = Boolean(globalThis.CSS?.highlights && globalThis.Highlight);
const OWN = new Map(); // name of a highlight → its Highlight, shared by every text of the page
const ORDER = ["noise", "context", "not-understood", "claim", "found", "overlap", "current"];

/**
 * Mark `element`. data-highlights is a list of {start, end, class, id, label}: UTF-16 offsets into
 * its text, half-open; `id` names the element on this page that shows the claim.
 */
export function start(element) {
  const spans = JSON.parse(element.dataset.highlights);
  const claims = spans.filter((span) => span.id).sort((a, b) => a.start - b.start || b.end - a.end);
  if (PAINTS) paint(textMap(element), spans, claims);
  else markUp(textMap(element), spans);
  const map = textMap(element); // marking with elements cuts the text nodes
  const found = spans.find((span) => span.class === "found");
  if (found) map.reveal(found.start);
  if (!claims.length) return;
  const choose = chooser(element, map, claims);
  element.addEventListener("click", (event) => {
    const at = map.offsetAt(event.clientX, event.clientY);
    if (at !== null && document.getSelection().isCollapsed) choose(under(claims, at, element));
  });
  element.tabIndex = 0;
  element.addEventListener("keydown", (event) => stepped(event, element, claims, choose));
  for (const { id } of claims) {
    document.getElementById(id)?.addEventListener("focusin", () => choose(id, { stay: true }));
  }
  if (claims.some(({ id }) => `#${id}` === location.hash)) {
    choose(location.hash.slice(1), { stay: true });
  }
}

/** The name of a span's highlight: `claim asserts` → `claim-asserts`. */
function nameOf(span) {
  return span.class.trim().replace(/\s+/g, "-");
}

function paint(map, spans, claims) {
  for (const span of spans) highlight(nameOf(span)).add(map.range(span.start, span.end));
  for (const [from, to] of overlaps(claims)) highlight("overlap").add(map.range(from, to));
}

function highlight(name) {
  if (!OWN.has(name)) {
    const made = new Highlight();
    made.priority = ORDER.findIndex((start) => name.startsWith(start));
    OWN.set(name, made);
    CSS.highlights.set(name, made);
  }
  return OWN.get(name);
}

/** Stretches that two or more claims share, as [from, to]. */
export function overlaps(claims) {
  const edges = [...new Set(claims.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  return edges
    .slice(1)
    .map((to, index) => [edges[index], to])
    .filter(([from, to]) => claims.filter((c) => c.start <= from && c.end >= to).length > 1);
}

/** The id to show for a click at an offset; clicking again goes through all that lie there. */
function under(claims, at, element) {
  const here = claims.filter(({ start, end }) => start <= at && at < end);
  here.sort((a, b) => a.end - a.start - (b.end - b.start));
  const current = here.findIndex(({ id }) => id === element.dataset.current);
  return here.length ? here[(current + 1) % here.length].id : null;
}

function stepped(event, element, claims, choose) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.target !== element || event.ctrlKey || event.altKey || event.metaKey) return;
  const at = claims.findIndex(({ id }) => id === element.dataset.current);
  if (step) {
    event.preventDefault();
    const next = at < 0 ? (step > 0 ? 0 : claims.length - 1) : at + step;
    choose(claims[(next + claims.length) % claims.length].id, { stay: true });
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    document.getElementById(claims[at].id)?.focus();
  }
}

function chooser(element, map, claims) {
  const voice = document.createElement("span");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  element.after(voice);
  return (id, { stay = false } = {}) => {
    if (!id || id === element.dataset.current) return;
    const claim = claims.find((one) => one.id === id);
    document.getElementById(element.dataset.current)?.classList.remove("current");
    element.dataset.current = id;
    const words = map.text.slice(claim.start, claim.end).replaceAll("█", ""); // what is covered
    voice.textContent = `${claim.label ?? ""} ${words}`.trim();
    const card = document.getElementById(id);
    card?.classList.add("current");
    card?.scrollIntoView({ block: "nearest" });
    if (!stay) card?.focus({ preventScroll: true });
    else {
      map.reveal(claim.start);
      // Where text and cards share one column, what has the focus stays in sight.
      if (card?.contains(document.activeElement)) {
        document.activeElement.scrollIntoView({ block: "nearest" });
      }
    }
    if (PAINTS) {
      highlight("current").clear();
      highlight("current").add(map.range(claim.start, claim.end));
    } else markCurrent(element, id);
  };
}
