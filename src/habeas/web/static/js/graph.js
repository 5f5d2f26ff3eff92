// A network of people, places and records, drawn by Cytoscape; loaded only where one is shown. The
// same relations stand in a table beside it, which is what a screen reader reads.
import { palette } from "./graph_style.js";

const CLOSEST = 1.3;
const LAYOUT = {
  name: "cose",
  nodeDimensionsIncludeLabels: true,
  idealEdgeLength: () => 45,
  nodeRepulsion: () => 2048,
  componentSpacing: 40,
};

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
  // A canvas does not wait for a font: load it first.
  await document.fonts.load('14px "Noto Sans"', nodes.map(({ label }) => label).join(""));
  const graph = cytoscape({
    container: element,
    elements: [...nodes, ...edges].map((data) => ({ data })),
    style: palette(element),
    layout: { name: "circle" }, // a start that is the same each time
    maxZoom: 3,
    minZoom: 0.2,
    userZoomingEnabled: false,
  });
  graph.layout({ ...LAYOUT, animate: false, randomize: false }).run();
  graph.fit(undefined, 32);
  if (graph.zoom() > CLOSEST) graph.zoom(CLOSEST);
  graph.center();
  graph.on("tap", "node[href]", ({ target }) => {
    const url = new URL(target.data("href"), location.href);
    if (url.origin === location.origin) location.assign(url);
  });
  element.dataset.drawn = "";
}
