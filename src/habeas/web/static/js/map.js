// The map of places: our own countries under a probability surface, sites and links, by date.
// It asks this machine only; where WebGL is missing, the page's own drawing ([data-map-fallback],
// from the server) stays in its place.
import { mapLabels } from "./map_labels.js";
import { mapStyle, palette } from "./map_style.js";
import { timeFilter, timeSlider } from "./map_time.js";

const NARROWEST = 12; // the countries are drawn at 1:50 million: closer would promise too much
const OPENING = { padding: 40, maxZoom: 5 }; // so that a border or a coast is in sight
const QUIET = {
  attributionControl: false,
  dragRotate: false,
  pitchWithRotate: false,
  touchPitch: false,
  fadeDuration: 0,
};
const DATED = ["surface", "links", "sites"];

/**
 * data-source: address of a GeoJSON collection whose features have properties kind ("surface"
 * polygon with weight 0…1; "site" point with name, href, standing; "link" line; "label" point with a
 * name for orientation), from and to (ISO dates or null). data-basemap: address of the countries.
 * Inside: [data-map-canvas], [data-map-fallback], [data-map-chosen], optional
 * input[type=range][data-map-time], [data-map-all], [data-map-date], buttons
 * [data-map-zoom="in|out|all"].
 */
export async function start(element) {
  const canvas = element.querySelector("[data-map-canvas]");
  if (!hasWebGL()) return;
  const [{ Map, setWorkerUrl }, basemap, found] = await Promise.all([
    import("../vendor/maplibre-gl.js"),
    json(element.dataset.basemap),
    json(element.dataset.source),
  ]);
  setWorkerUrl(new URL("../vendor/maplibre-gl-worker.js", import.meta.url).href);
  canvas.hidden = false;
  const places = dated(found);
  const style = () => mapStyle(basemap, places, palette(element));
  const bounds = boundsOf(places.features) ?? boundsOf(basemap.features);
  const map = new Map({
    container: canvas,
    style: style(),
    bounds,
    fitBoundsOptions: OPENING,
    maxZoom: NARROWEST,
    locale: { "Map.Title": element.dataset.label ?? "" },
    ...QUIET,
  });
  map.touchZoomRotate.disableRotation();
  wheelOnRequest(map, canvas);
  map.once("load", () => chooseTimes(element, map, mapLabels(map, places.features)));
  map.once("idle", () => {
    element.querySelector("[data-map-fallback]")?.setAttribute("hidden", "");
    element.dataset.drawn = "";
  });
  map.on("click", "sites", (event) => choose(element, event.features[0]));
  map.on("mouseenter", "sites", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "sites", () => (map.getCanvas().style.cursor = ""));
  buttons(element, map, bounds);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => map.setStyle(style()));
}

/** Show what was at the slider's day, again after the colours have changed. */
function chooseTimes(element, map, label) {
  let day = null;
  const filter = () => DATED.forEach((layer) => map.setFilter(layer, timeFilter(layer, day)));
  timeSlider(element, (now) => {
    day = now;
    label(day);
    filter();
  });
  map.on("style.load", filter);
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

/** The wheel moves the page, until somebody has pressed into the map. */
function wheelOnRequest(map, canvas) {
  map.scrollZoom.disable();
  canvas.addEventListener("pointerdown", () => map.scrollZoom.enable());
  canvas.addEventListener("pointerleave", () => map.scrollZoom.disable());
}

function buttons(element, map, bounds) {
  const actions = {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    all: () => map.fitBounds(bounds, OPENING),
  };
  for (const button of element.querySelectorAll("[data-map-zoom]")) {
    button.addEventListener("click", actions[button.dataset.mapZoom]);
  }
}
