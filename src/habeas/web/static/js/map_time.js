// The time slider: a range of days since 1970-01-01, told as a date in the page's language.

const KINDS = { surface: "surface", links: "link", sites: "site" };

/** The filter of a layer on a day; null shows all times. */
export function timeFilter(layer, day) {
  const kind = ["==", ["get", "kind"], KINDS[layer]];
  if (day === null) return kind;
  return ["all", kind, ["<=", ["get", "first"], day], [">=", ["get", "last"], day]];
}

/** Call `show(day)` as the slider moves, and `show(null)` while [data-map-all] is ticked. */
export function timeSlider(element, show) {
  const slider = element.querySelector("[data-map-time]");
  if (!slider) return;
  const all = element.querySelector("[data-map-all]");
  const date = element.querySelector("[data-map-date]");
  const format = new Intl.DateTimeFormat(document.documentElement.lang || "en", {
    dateStyle: "medium",
    timeZone: "UTC",
  });
  const moved = () => {
    const words = format.format(new Date(slider.valueAsNumber * 86_400_000));
    slider.setAttribute("aria-valuetext", words);
    if (date) date.textContent = words;
    show(all?.checked ? null : slider.valueAsNumber);
  };
  slider.addEventListener("input", () => {
    if (all) all.checked = false;
    moved();
  });
  all?.addEventListener("change", moved);
  if (!all?.checked) moved();
}
