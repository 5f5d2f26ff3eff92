// A page whose figures are still being computed comes by itself when they are there, and a person
// who reads or has the focus somewhere is not thrown out of it before.

const EVERY = 1500; // milliseconds

/** Ask for this page again until it no longer holds an element that waits; then show it. */
export function start() {
  const ask = async () => {
    if (await isReady()) location.reload();
    else setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}

async function isReady() {
  try {
    const response = await fetch(location.href, { headers: { accept: "text/html" } });
    return !(await response.text()).includes('data-module="waiting"');
  } catch {
    return false; // the workbench is busy or was ended: ask again
  }
}
