// What the map draws, and in which colours: those of the design system, light or dark.

const NAMES = {
  sea: "--map-sea",
  land: "--map-land",
  border: "--map-border",
  surface: "--map-surface",
  site: "--map-site",
  open: "--map-open",
  rim: "--map-rim",
};

/** The colours as computed where `element` stands. A canvas understands rgb(), not light-dark(). */
export function palette(element) {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const colours = {};
  for (const [name, property] of Object.entries(NAMES)) {
    probe.style.color = `var(${property})`;
    colours[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return colours;
}

/** A MapLibre style (version 8) without glyphs, sprites or any address. */
export function mapStyle(basemap, places, colours) {
  const kind = (name) => ["==", ["get", "kind"], name];
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: basemap },
      places: { type: "geojson", data: places },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colours.sea } },
      { id: "land", type: "fill", source: "countries", paint: { "fill-color": colours.land } },
      {
        id: "borders",
        type: "line",
        source: "countries",
        paint: { "line-color": colours.border, "line-width": 0.8 },
      },
      {
        id: "surface",
        type: "fill",
        source: "places",
        filter: kind("surface"),
        paint: {
          "fill-color": colours.surface,
          "fill-opacity": ["+", 0.12, ["*", 0.7, ["coalesce", ["get", "weight"], 0]]],
        },
      },
      {
        id: "links",
        type: "line",
        source: "places",
        filter: kind("link"),
        paint: { "line-color": colours.site, "line-width": 1.2, "line-dasharray": [3, 2] },
      },
      {
        id: "sites",
        type: "circle",
        source: "places",
        filter: kind("site"),
        paint: {
          "circle-radius": 6,
          // A site that nobody has confirmed is hollow, as in every other figure.
          "circle-color": [
            "case",
            ["in", ["coalesce", ["get", "standing"], ""], ["literal", ["confirmed", "corrected"]]],
            colours.site,
            colours.open,
          ],
          "circle-stroke-color": colours.rim,
          "circle-stroke-width": 2,
        },
      },
    ],
  };
}
