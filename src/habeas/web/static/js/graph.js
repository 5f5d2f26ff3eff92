// A network of people, places and records, drawn by Cytoscape; loaded only where one is shown. The
// same relations stand in a table beside it, which is what a screen reader reads.
import { palette } from "./graph_style.js";

/**
 * data-source: address of {nodes: [{id, label, kind, href}], edges: [{source, target, label,
 * standing}]}. `kind` person, place, record or event; a standing of "confirmed" draws a full line.
 */
export async function start(element) {
  const [{ default: cytoscape }, response] = await Promise.all([
    import("../vendor/cytoscape.js"),
    fetch(element.dataset.source, { headers: { accept: "application/json" } }),
  ]);
  if (!response.ok) throw new Error(`${element.dataset.source}: ${response.status}`);
  const { nodes, edges } = await response.json();
  const graph = cytoscape({
    container: element,
    elements: [...nodes, ...edges].map((data) => ({ data })),
    style: palette(element),
    layout: { name: "cose", animate: false, randomize: false, padding: 24, nodeDimensionsIncludeLabels: true },
    maxZoom: 3,
    minZoom: 0.2,
    wheelSensitivity: 0.3,
  });
  graph.on("tap", "node[href]", ({ target }) => {
    const url = new URL(target.data("href"), location.href);
    if (url.origin === location.origin) location.assign(url);
  });
  element.dataset.drawn = "";
}
