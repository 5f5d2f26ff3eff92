// Which keys a person has chosen, kept in this browser: names of keys, nothing of the case.

const NAME = "habeas.keys";

/** The choices: {off, keys: {action: key}}. */
export function kept() {
  try {
    const { off = false, keys = {} } = JSON.parse(localStorage.getItem(NAME)) ?? {};
    return { off: off === true, keys };
  } catch {
    return { off: false, keys: {} };
  }
}

/** Keep new choices. */
export function keep(choices) {
  localStorage.setItem(NAME, JSON.stringify(choices));
}

/** The key of an element: the chosen one for its data-action, or what the page gives it. */
export function keyOf(element, choices = kept()) {
  const chosen = choices.keys[element.dataset.action ?? element.dataset.key];
  return (typeof chosen === "string" && chosen) || element.dataset.key.toLowerCase();
}
