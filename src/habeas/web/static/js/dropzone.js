// Files and folders dropped on the page, or chosen in it, are sent one after another as they are.
import { droppedFiles } from "./dropped_files.js";

const LOCKED = 401; // also where this browser has no session any more
const SELDOM = 700; // milliseconds

/**
 * data-upload: address that takes each file (PUT, raw body, ?name=relative path); data-finish:
 * address posted when all are sent, with the form's other fields and `not_sent` for each name that
 * could not be; it answers {location} or redirects. Inside: inputs of type file; a <progress>;
 * [data-file] for the name under way; [data-nothing] (hidden) shown where there is no file;
 * [data-failed] (hidden) shown with the names that were not taken, listed in its
 * [data-failed-names]; [data-paused="locked"] and [data-paused="gone"] (hidden), each with a
 * button to go on with the file that it stopped at.
 */
export function start(zone) {
  let depth = 0; // dragenter and dragleave also come from what lies inside
  let sending = null;
  const over = (inside) => zone.classList.toggle("over", inside);
  zone.addEventListener("dragenter", (event) => {
    event.preventDefault();
    depth += 1;
    over(true);
  });
  zone.addEventListener("dragover", (event) => event.preventDefault());
  zone.addEventListener("dragleave", () => {
    depth -= 1;
    over(depth > 0);
  });
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    depth = 0;
    over(false);
    const files = await droppedFiles(event.dataTransfer);
    sending ??= send(zone, files).finally(() => (sending = null));
  });
  zone.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...zone.querySelectorAll("input[type=file]")].flatMap((input) =>
      [...input.files].map((file) => ({ name: file.webkitRelativePath || file.name, file })),
    );
    sending ??= send(zone, files).finally(() => (sending = null));
  });
}

async function send(zone, files) {
  const nothing = zone.querySelector("[data-nothing]");
  if (nothing) nothing.hidden = files.length > 0;
  if (!files.length) return;
  const tellStep = steps(zone, files);
  const failed = [];
  for (const [index, { name, file }] of files.entries()) {
    tellStep(index);
    let outcome = await put(zone.dataset.upload, name, file);
    while (outcome === "locked" || outcome === "gone") {
      if (!(await goOn(zone, outcome))) break;
      outcome = await put(zone.dataset.upload, name, file);
    }
    if (outcome !== "taken") failed.push(name);
  }
  tellStep(files.length);
  if (failed.length) tell(zone, failed);
  if (failed.length < files.length) await finish(zone, failed);
}

/** Says how far it is: the bar each time, the words seldom enough to be listened to. */
function steps(zone, files) {
  const bar = zone.querySelector("progress");
  const now = zone.querySelector("[data-file]");
  const whole = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  if (bar) [bar.hidden, bar.max] = [false, whole];
  let [sent, said] = [0, -Infinity];
  return (index) => {
    if (index > 0) sent += files[index - 1].file.size;
    if (bar) bar.value = sent;
    if (!now || index === files.length || performance.now() - said < SELDOM) return;
    said = performance.now();
    now.textContent = `${index + 1} / ${files.length} ${files[index].name}`;
  };
}

/** Hand one file over: `taken`, `refused`, or why no file can be taken now. */
async function put(address, name, file) {
  const url = new URL(address, location.href);
  url.searchParams.set("name", name);
  try {
    const headers = { "content-type": "application/octet-stream" };
    const { ok, status } = await fetch(url, { method: "PUT", body: file, headers });
    return ok ? "taken" : status === LOCKED ? "locked" : "refused";
  } catch {
    return (await readable(file)) ? "gone" : "refused"; // refused by the disk
  }
}

async function readable(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Wait until a person says to go on; false where the page has no such button. */
async function goOn(zone, why) {
  const place = zone.querySelector(`[data-paused="${why}"]`);
  if (!place) return false;
  place.hidden = false;
  await new Promise((yes) => {
    place.querySelector("button").addEventListener("click", yes, { once: true });
  });
  place.hidden = true;
  return true;
}

function tell(zone, names) {
  const place = zone.querySelector("[data-failed]");
  if (!place) return;
  const list = place.querySelector("[data-failed-names]") ?? place;
  for (const name of names) {
    const item = document.createElement("li");
    item.textContent = name;
    list.append(item);
  }
  place.hidden = false;
}

/** The other fields of the form go with it, and the names of what could not be sent. */
async function finish(zone, failed) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(zone)) {
    if (typeof value === "string") body.append(name, value);
  }
  for (const name of failed) body.append("not_sent", name);
  const headers = { accept: "application/json" };
  const response = await posted(zone, { method: "POST", headers, body });
  if (!response.ok) return tell(zone, [(await reason(response)) ?? `${response.status}`]);
  const next = response.redirected ? response.url : (await response.json()).location;
  if (next) location.assign(next);
}

async function posted(zone, asked) {
  for (;;) {
    const response = await fetch(zone.dataset.finish, asked).catch(() => null);
    if (response && response.status !== LOCKED) return response;
    if (!(await goOn(zone, response ? "locked" : "gone"))) return response ?? Response.error();
  }
}

async function reason(response) {
  try {
    const { error } = await response.json();
    return error.told;
  } catch {
    return null; // not an answer of ours
  }
}
