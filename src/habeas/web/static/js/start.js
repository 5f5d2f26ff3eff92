// The entry: each `data-module="name …"` in the page brings the module of that name, and nothing
// else is loaded. A module exports `start(element)`, called once for each element that names it.

const MODULES = {
  dropzone: () => import("./dropzone.js"),
  graph: () => import("./graph.js"),
  highlight: () => import("./highlight.js"),
  keyboard: () => import("./keyboard.js"),
  lock: () => import("./lock.js"),
  map: () => import("./map.js"),
  parts: () => import("./parts.js"),
  queue: () => import("./queue.js"),
  session: () => import("./session.js"),
};
const started = new WeakMap();

/** Start the modules that are named inside `root`, each element once. */
export async function startModules(root) {
  const named = [...root.querySelectorAll("[data-module]")];
  if (root instanceof Element && root.matches("[data-module]")) named.unshift(root);
  await Promise.all(named.flatMap((element) => names(element).map((name) => begin(element, name))));
}

function names(element) {
  return element.dataset.module.split(/\s+/).filter((name) => Object.hasOwn(MODULES, name));
}

async function begin(element, name) {
  const done = started.get(element) ?? new Set();
  if (done.has(name)) return;
  started.set(element, done.add(name));
  const module = await MODULES[name]();
  module.start(element);
}

await startModules(document.documentElement);
// Parts of a page that htmx or the queue put in later.
document.addEventListener("habeas:added", (event) => startModules(event.target));
document.documentElement.dataset.started = "";
