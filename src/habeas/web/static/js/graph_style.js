// The graph's style as an object, with the colours of the design system where it stands.

/** Cytoscape's style for `element`: shape tells the kind, line tells the standing. */
export function palette(element) {
  const colour = (property) => {
    const probe = document.createElement("span");
    probe.hidden = true;
    probe.style.color = `var(${property})`;
    element.append(probe);
    const found = getComputedStyle(probe).color;
    probe.remove();
    return found;
  };
  const [ink, surface, accent, edge] = ["--ink", "--surface", "--accent", "--edge"].map(colour);
  return [
    {
      selector: "node",
      style: {
        label: "data(label)",
        color: ink,
        "font-family": "Noto Sans, sans-serif",
        "font-size": 14,
        "text-wrap": "wrap",
        "text-max-width": 150,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-background-color": surface,
        "text-background-opacity": 0.85,
        "text-background-padding": 1,
        "background-color": surface,
        "border-color": accent,
        "border-width": 2,
        width: 24,
        height: 24,
      },
    },
    { selector: 'node[kind = "person"]', style: { "background-color": accent } },
    { selector: 'node[kind = "place"]', style: { shape: "rectangle" } },
    { selector: 'node[kind = "event"]', style: { shape: "diamond" } },
    { selector: 'node[kind = "record"]', style: { shape: "round-tag" } },
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": edge,
        "line-style": "dashed",
        "curve-style": "haystack",
      },
    },
    { selector: 'edge[standing = "confirmed"]', style: { "line-style": "solid", "line-color": accent } },
  ];
}
