// The way in: the one-time token stands in the address's fragment, which a browser never sends. It
// is put into the login form's own field, taken out of the address and the history, and posted.

/** Post the form with the token of the fragment, if there is one. */
export function start(form) {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  const field = form.querySelector("[data-token]") ?? form.querySelector("input:not([type=hidden])");
  field.value = token;
  form.requestSubmit();
}
