// Keys for what is on the page: an element with data-key="s" is pressed when S is. Keys can be
// switched off and changed; while somebody types in a field they are letters and nothing else.
// Where nothing on the page has the letter that was typed, the place of the key counts
// (event.code), so that a Cyrillic layout presses the same keys.
import { keyOf, keep, kept } from "./key_choices.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range]), textarea, select, [contenteditable]";

const LETTER = /^\p{L}$/u;
// The key that shows the keys is an action as any other, but has no button.
const HELP = { dataset: { action: "help", key: "?" } };

/**
 * Listen on the whole page. The help is the page's own <dialog data-keys-dialog>; it is opened by its
 * key, "?" at first, and by any [data-keys-open], also while the keys are off.
 */
export function start(root) {
  document.addEventListener("keydown", pressed);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-keys-open]")) help();
  });
  show(root);
  new MutationObserver(added).observe(root, { childList: true, subtree: true });
  for (const form of document.querySelectorAll("form[data-keys-form]")) settings(form, root);
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (isTyping(event.target)) return;
  const choices = kept();
  if (choices.off) return;
  const dialog = document.querySelector("dialog[open]");
  const found = [...(dialog ?? document).querySelectorAll("[data-key]")].filter(usable);
  if (!dialog) found.push(HELP);
  const meant = (by) => found.find((candidate) => by(event, keyOf(candidate, choices)));
  const element = meant(byLetter) ?? meant(byPlace);
  if (!element) return;
  event.preventDefault();
  if (element === HELP) help();
  else if (element.matches(TYPING)) element.focus();
  else element.click();
}

/** Whether what is pressed here is a letter of a text. */
export function isTyping(element) {
  return Boolean(element?.closest?.(TYPING));
}

/** Whether an event is this letter or sign, as it was typed. */
function byLetter(event, key) {
  if (event.shiftKey && (LETTER.test(key) || /^[0-9]$/.test(key))) return false;
  return event.key.toLowerCase() === key;
}

/** Whether it stands in the place of this key, on a layout that has other letters there. */
function byPlace(event, key) {
  if (/^[a-z]$/i.test(event.key)) return false;
  return event.shiftKey ? key === "?" && event.code === "Slash" : event.code === placeOf(key);
}

/** Where a Latin letter lies; of any other key that is not known. */
function placeOf(key) {
  return /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : undefined;
}

function usable(element) {
  return !element.disabled && !element.closest("[inert]") && element.checkVisibility();
}

function help() {
  const dialog = document.querySelector("dialog[data-keys-dialog]");
  if (dialog && !document.querySelector("dialog[open]")) dialog.showModal();
}

/** Of a page as long as a queue's only what came is looked at: the next item waits for this. */
function added(changes) {
  for (const { addedNodes } of changes) {
    for (const node of addedNodes) if (node instanceof Element) show(node);
  }
}

/** Write each key on its element: in its .key, and for assistive technology. */
function show(root) {
  const choices = kept();
  const { off } = choices;
  document.documentElement.classList.toggle("keys-off", off);
  const inside = root.querySelectorAll("[data-key]");
  for (const element of root.matches("[data-key]") ? [root, ...inside] : inside) {
    const key = keyOf(element, choices);
    if (off) element.removeAttribute("aria-keyshortcuts");
    else if (element.getAttribute("aria-keyshortcuts") !== key) {
      element.setAttribute("aria-keyshortcuts", key);
    }
    const shown = element.querySelector(".key");
    if (shown && shown.textContent !== key.toUpperCase()) shown.textContent = key.toUpperCase();
  }
}

/**
 * The settings: a checkbox named "off", and inputs [data-action] that hold one key each. A key that
 * two actions would share, by its letter or by its place, is refused by the browser's own message
 * (data-taken), as is none.
 */
function settings(form, root) {
  const choices = kept();
  const fields = [...form.querySelectorAll("[data-action]")];
  // Where the keys lay with which the letters of other alphabets were typed here.
  const places = new Map();
  const place = ({ value }) => placeOf(value) ?? places.get(value);
  const share = (one, other) =>
    one.value === other.value || (place(one) !== undefined && place(one) === place(other));
  form.elements.off.checked = choices.off;
  for (const field of fields) field.value = choices.keys[field.dataset.action] ?? field.defaultValue;
  form.addEventListener("keydown", ({ key, code }) => {
    if (LETTER.test(key)) places.set(key.toLowerCase(), code);
  });
  form.addEventListener("input", () => {
    for (const field of fields) field.value = field.value.trim().toLowerCase();
    for (const field of fields) {
      const shared = fields.some((other) => other !== field && share(field, other));
      field.setCustomValidity(shared ? form.dataset.taken || "?" : "");
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const keys = Object.fromEntries(fields.map((field) => [field.dataset.action, field.value]));
    keep({ off: form.elements.off.checked, keys });
    show(root);
    form.closest("dialog")?.close();
  });
  form.addEventListener("reset", () => {
    for (const field of fields) field.setCustomValidity("");
    keep({ off: false, keys: {} });
    setTimeout(() => show(root));
  });
}
