// htmx, for pages that replace parts of themselves (`data-module="parts"` on their frame). It gets
// no way to run text: no js: values, no hx-on, no filters in triggers; its HTML passes our policy.
import { policy } from "./trusted_types.js";

const CONFIG = { includeIndicatorCSS: false, history: false, mode: "same-origin" };

let loading;

/** Load htmx once; it then works on the whole page. */
export function start() {
  loading ??= load();
}

async function load() {
  const config = document.createElement("meta");
  config.name = "htmx-config";
  config.content = JSON.stringify(CONFIG);
  document.head.append(config);
  const { default: htmx } = await import("../vendor/htmx.js");
  htmx.registerExtension("habeas", {
    init: (inner) => inner.initSecurity(policy, Refused, Refused),
  });
  document.addEventListener("htmx:before:on:init", (event) => event.preventDefault());
  // The event comes from what asked, not from what came: look through the whole page.
  document.addEventListener("htmx:after:swap", () => {
    document.documentElement.dispatchEvent(new CustomEvent("habeas:added", { bubbles: true }));
  });
  document.documentElement.dataset.parts = "";
}

/** Stands where htmx would build a function from text. */
function Refused() {
  throw new TypeError("The workbench runs no code that stands in a page.");
}
