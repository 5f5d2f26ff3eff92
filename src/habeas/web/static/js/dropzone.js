// Files and folders dropped on the page, or chosen in it, are sent one after another as they are.
import { droppedFiles } from "./dropped_files.js";

/**
 * data-upload: address that takes each file (PUT, raw body, ?name=relative path); data-finish:
 * address posted when all are sent, with the form's other fields and `not_sent` for each name that
 * could not be; it answers {location} or redirects. Inside: inputs of type file; a <progress>;
 * [data-file] for the name under way; [data-failed] (hidden) shown with the names that were not
 * taken, listed in its [data-failed-names].
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
    if (files.length) sending ??= send(zone, files).finally(() => (sending = null));
  });
}

async function send(zone, files) {
  const bar = zone.querySelector("progress");
  const now = zone.querySelector("[data-file]");
  const whole = files.reduce((sum, { file }) => sum + file.size, 0) || 1;
  const failed = [];
  let sent = 0;
  if (bar) [bar.hidden, bar.max] = [false, whole];
  for (const { name, file } of files) {
    if (now) now.textContent = name;
    if (!(await put(zone.dataset.upload, name, file))) failed.push(name);
    sent += file.size;
    if (bar) bar.value = sent;
  }
  if (failed.length) tell(zone, failed);
  if (failed.length < files.length) await finish(zone, failed);
}

async function put(address, name, file) {
  const url = new URL(address, location.href);
  url.searchParams.set("name", name);
  try {
    const headers = { "content-type": "application/octet-stream" };
    return (await fetch(url, { method: "PUT", body: file, headers })).ok;
  } catch {
    return false; // unreadable on this disk, or the workbench is gone: told with its name
  }
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
  const response = await fetch(zone.dataset.finish, { method: "POST", headers, body });
  if (!response.ok) return tell(zone, [(await reason(response)) ?? `${response.status}`]);
  const next = response.redirected ? response.url : (await response.json()).location;
  if (next) location.assign(next);
}

async function reason(response) {
  try {
    const { error } = await response.json();
    return [error.where, error.what, error.remedy].filter(Boolean).join(": ");
  } catch {
    return null; // not an answer of ours
  }
}
