// Locks the screen after minutes without a person. The server locks by itself at the same time; this
// takes what is shown off the screen. Every tab tells the others when somebody was there.

const SHARED = "habeas.active"; // only a time, nothing of the case
const EVERY = 1000; // milliseconds
const WARNING = 30; // seconds before the lock
const INPUTS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

/**
 * data-lock-after: minutes (0: never). data-lock: the address that locks (POST). Inside the page a
 * <dialog data-lock-warning> with <output data-lock-seconds> and a button [data-lock-stay]; data-lock-awake
 * (optional) is an address asked at most once a minute while somebody is there.
 */
export function start(element) {
  const after = Number(element.dataset.lockAfter) * 60;
  if (!after) return;
  const warning = document.querySelector("[data-lock-warning]");
  let last = Date.now();
  let told = Date.now();
  const here = () => {
    last = Date.now();
    if (last - told < 60_000 || !element.dataset.lockAwake) return;
    told = last;
    fetch(element.dataset.lockAwake, { method: "POST" }).catch(() => {});
  };
  for (const input of INPUTS) {
    document.addEventListener(input, () => warning?.open || here(), { passive: true });
  }
  warning?.querySelector("[data-lock-stay]")?.addEventListener("click", () => {
    here();
    warning.close();
  });
  const watch = setInterval(() => {
    const left = after - (Date.now() - latest(last)) / 1000;
    if (left > 0) return warn(warning, left);
    clearInterval(watch);
    return lock(element.dataset.lock);
  }, EVERY);
}

function latest(mine) {
  const theirs = Number(localStorage.getItem(SHARED)) || 0;
  if (mine > theirs) localStorage.setItem(SHARED, String(mine));
  return Math.max(mine, theirs);
}

function warn(warning, left) {
  if (!warning) return;
  if (left > WARNING) {
    if (warning.open) warning.close();
    return;
  }
  const seconds = warning.querySelector("[data-lock-seconds]");
  if (seconds) seconds.textContent = String(Math.ceil(left));
  if (!warning.open) warning.showModal();
}

async function lock(address) {
  document.documentElement.hidden = true;
  try {
    await fetch(address, { method: "POST" });
  } finally {
    location.reload();
  }
}
