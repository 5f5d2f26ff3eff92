// The map of places: our own countries under a probability surface, sites and links, by date.
// It asks this machine only; where WebGL is missing, the page's own drawing ([data-map-fallback],
// from the server) stays in its place.
import { mapStyle, palette } from "./map_style.js";
import { timeFilter, timeSlider } from "./map_time.js";

const NARROWEST = 12; // the countries are drawn at 1:50 million: closer would promise too much

/**
 * data-source: address of a GeoJSON collection whose features have properties kind ("surface"
 * polygon with weight 0…1; "site" point with name, href, standing; "link" line), from and to (ISO
 * dates or null). data-basemap: address of the countries. Inside: [data-map-canvas],
 * [data-map-fallback], [data-map-chosen], optional input[type=range][data-map-time], [data-map-date],
 * buttons [data-map-zoom="in|out|all"].
 */
export async function start(element) {
  const canvas = element.querySelector("[data-map-canvas]");
  const [{ Map, setWorkerUrl }, basemap, places] = await Promise.all([
    import("../vendor/maplibre-gl.js"),
    json(element.dataset.basemap),
    json(element.dataset.source),
  ]);
  if (!hasWebGL()) return;
  setWorkerUrl(new URL("../vendor/maplibre-gl-worker.js", import.meta.url).href);
  canvas.hidden = false;
  const bounds = boundsOf(places.features) ?? boundsOf(basemap.features);
  const map = new Map({
    container: canvas,
    style: mapStyle(basemap, dated(places), palette(element)),
    bounds,
    fitBoundsOptions: { padding: 40, maxZoom: 9 },
    maxZoom: NARROWEST,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: 0,
    locale: { "Map.Title": element.dataset.label ?? "" },
  });
  map.touchZoomRotate.disableRotation();
  map.once("idle", () => {
    element.querySelector("[data-map-fallback]")?.setAttribute("hidden", "");
    element.dataset.drawn = "";
  });
  map.on("click", "sites", (event) => choose(element, event.features[0]));
  map.on("mouseenter", "sites", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "sites", () => (map.getCanvas().style.cursor = ""));
  timeSlider(element, (day) => {
    for (const layer of ["surface", "links", "sites"]) map.setFilter(layer, timeFilter(layer, day));
  });
  buttons(element, map, bounds);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setStyle(mapStyle(basemap, dated(places), palette(element)));
  });
}

async function json(address) {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function hasWebGL() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

/** Dates as days since 1970, which the layers' filters compare; open ends become far ones. */
function dated(collection) {
  const day = (date, otherwise) => (date ? Date.parse(date) / 86_400_000 : otherwise);
  return {
    ...collection,
    features: collection.features.map((feature) => ({
      ...feature,
      properties: {
        ...feature.properties,
        first: day(feature.properties.from, -1e6),
        last: day(feature.properties.to, 1e6),
      },
    })),
  };
}

function boundsOf(features) {
  const points = features.flatMap(({ geometry }) => flat(geometry.coordinates));
  if (!points.length) return null;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const low = (values) => values.reduce((a, b) => Math.min(a, b));
  const high = (values) => values.reduce((a, b) => Math.max(a, b));
  return [
    [Math.max(-180, low(xs)), Math.max(-85, low(ys))],
    [Math.min(180, high(xs)), Math.min(85, high(ys))],
  ];
}

function flat(coordinates) {
  return typeof coordinates[0] === "number" ? [coordinates] : coordinates.flatMap(flat);
}

/** Name the chosen site below the map and lead to its page. */
function choose(element, { properties }) {
  const place = element.querySelector("[data-map-chosen]");
  if (!place) return;
  const link = document.createElement("a");
  link.textContent = properties.name;
  const target = new URL(properties.href, location.href);
  if (target.origin === location.origin) link.href = target.href;
  place.replaceChildren(link);
}

function buttons(element, map, bounds) {
  const actions = {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    all: () => map.fitBounds(bounds, { padding: 40, maxZoom: 9 }),
  };
  for (const button of element.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", actions[button.dataset.mapZoom]);
  }
}
