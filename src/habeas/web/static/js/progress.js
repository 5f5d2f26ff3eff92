// Follows a piece of long work: asks its JSON address until the work is over, then goes to where
// the result is shown. Without script the page refreshes itself.

const EVERY = 700; // milliseconds

/**
 * Follow the work that `element` names by data-progress. The answer is
 * {over, share: 0…1 or null, step, problem, go_to}. Inside: a <progress> and [data-step], which a
 * screen reader hears. Dispatches `habeas:over` with the answer instead of leaving, if prevented.
 */
export function start(element) {
  const bar = element.querySelector("progress");
  const step = element.querySelector("[data-step]");
  const ask = async () => {
    const answer = await answerOf(element.dataset.progress);
    if (!answer) return setTimeout(ask, EVERY * 4);
    if (answer.share === null) bar.removeAttribute("value");
    else bar.value = answer.share * (bar.max || 1);
    const words = answer.problem ?? answer.step;
    if (words && step.textContent !== words) step.textContent = words;
    return answer.over ? finish(element, answer) : setTimeout(ask, EVERY);
  };
  ask();
}

async function answerOf(address) {
  try {
    const response = await fetch(address, { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : null;
  } catch {
    return null; // the workbench may be busy or just ended: ask again, more slowly
  }
}

function finish(element, answer) {
  const stays = !element.dispatchEvent(
    new CustomEvent("habeas:over", { bubbles: true, cancelable: true, detail: answer }),
  );
  if (!stays && answer.go_to && !answer.problem) location.assign(answer.go_to);
}
