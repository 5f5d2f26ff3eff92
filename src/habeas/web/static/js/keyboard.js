// Keys for what is on the page: an element with data-key="s" is pressed when S is. Keys can be
// switched off and changed; while somebody types in a field they are letters and nothing else.
// They are found by place too (event.code), so that a Cyrillic layout presses the same keys.
import { keysOff, keyOf, keep, kept } from "./key_choices.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range]), textarea, select, [contenteditable]";

/** Listen on the whole page. The help is the page's own <dialog data-keys-dialog>, opened by "?". */
export function start(root) {
  document.addEventListener("keydown", pressed);
  show(root);
  new MutationObserver(added).observe(root, { childList: true, subtree: true });
  for (const form of document.querySelectorAll("form[data-keys-form]")) settings(form, root);
}

function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (isTyping(event.target)) return;
  const dialog = document.querySelector("dialog[open]");
  if (isQuestion(event) && !dialog) return help(event);
  if (keysOff()) return;
  const scope = dialog ?? document;
  const element = [...scope.querySelectorAll("[data-key]")].find(
    (candidate) => matches(event, keyOf(candidate)) && usable(candidate),
  );
  if (!element) return;
  event.preventDefault();
  if (element.matches(TYPING)) element.focus();
  else element.click();
}

/** Whether what is pressed here is a letter of a text. */
export function isTyping(element) {
  return Boolean(element?.closest?.(TYPING));
}

function isQuestion(event) {
  return event.key === "?" || (event.shiftKey && event.code === "Slash");
}

/** Whether an event is this key: by its letter on a Latin layout, by its place on any other. */
export function matches(event, key) {
  if (event.shiftKey && key.length === 1 && /[a-z0-9]/.test(key)) return false;
  if (event.key.toLowerCase() === key) return true;
  const latin = /^[a-z]$/i.test(event.key);
  return !latin && /^[a-z]$/.test(key) && event.code === `Key${key.toUpperCase()}`;
}

function usable(element) {
  return !element.disabled && !element.closest("[inert]") && element.checkVisibility();
}

function help(event) {
  const dialog = document.querySelector("dialog[data-keys-dialog]");
  if (!dialog) return;
  event.preventDefault();
  dialog.showModal();
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
 * two actions would share is refused by the browser's own message (data-taken).
 */
function settings(form, root) {
  const choices = kept();
  const fields = [...form.querySelectorAll("[data-action]")];
  form.elements.off.checked = choices.off;
  for (const field of fields) field.value = choices.keys[field.dataset.action] ?? field.defaultValue;
  form.addEventListener("input", () => {
    for (const field of fields) {
      const shared = fields.some((other) => other !== field && other.value === field.value);
      field.setCustomValidity(shared ? form.dataset.taken || "?" : "");
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const keys = Object.fromEntries(
      fields.map((field) => [field.dataset.action, field.value.trim().toLowerCase()]),
    );
    keep({ off: form.elements.off.checked, keys });
    show(root);
    form.closest("dialog")?.close();
  });
  form.addEventListener("reset", () => {
    keep({ off: false, keys: {} });
    setTimeout(() => show(root));
  });
}
