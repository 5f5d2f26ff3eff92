// htmx, for parts of pages that are replaced or come by themselves (`data-module="parts"` on each). It
// gets no way to run text: no js: values, no hx-on, no filters in triggers; its HTML passes our policy.
import { policy } from "./trusted_types.js";

const CONFIG = {
  includeIndicatorCSS: false,
  history: "reload", // going back loads the page: what a script put into it is not half there
  mode: "same-origin",
  morphIgnore: ["data-htmx-powered", "open"], // what a person opened stays open
};
// What lives in the page by a script of its own, and would not survive a new copy of it.
const LIVING = "#main [data-module]:not([data-module=parts])";

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
  document.addEventListener("htmx:before:swap", beforeSwap);
  document.addEventListener("htmx:after:swap", afterSwap);
  document.documentElement.dataset.parts = "";
}

function beforeSwap(event) {
  const { ctx } = event.detail;
  if (ctx.swap === "none") return; // nothing new yet
  ctx.asked = ctx.sourceElement; // which may be gone afterwards
  const link = ctx.asked.querySelector("[data-parts-ready]");
  if (link && document.querySelector(LIVING)) {
    event.preventDefault();
    offer(ctx.asked);
  }
}

/** New figures do not take a map or a queue away that somebody is at: a link shows them. */
function offer(element) {
  const still = element.cloneNode(true); // one that asks no more
  still.querySelector("[data-parts-coming]").remove();
  still.querySelector("[data-parts-ready]").hidden = false;
  element.replaceWith(still);
}

function afterSwap({ detail: { ctx } }) {
  if (ctx.swap === "none") return;
  // The event comes from what asked, not from what came: look through the whole page.
  document.documentElement.dispatchEvent(new CustomEvent("habeas:added", { bubbles: true }));
  if (!ctx.asked.matches("a, form")) return;
  // A list was asked for: say what it holds. The next page of one is read from its beginning.
  const words = [...document.querySelectorAll("#main [data-told]")].map((one) => one.textContent);
  document.querySelector("[data-parts-told]").textContent = words.join(" ").trim();
  if (ctx.asked.closest(".pager")) {
    window.scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
}

/** Stands where htmx would build a function from text. */
function Refused() {
  throw new TypeError("The workbench runs no code that stands in a page.");
}
