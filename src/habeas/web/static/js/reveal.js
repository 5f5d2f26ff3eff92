// Graphic content stays covered until a person asks to see it, and can be covered again.

/** Cover `element`; its button (`data-reveal`) shows and covers. Words: data-show, data-hide. */
export function start(element) {
  const button = element.querySelector("[data-reveal]");
  const content = element.querySelector(".blur-content");
  const cover = (covered) => {
    element.classList.toggle("covered", covered);
    content.inert = covered;
    button.setAttribute("aria-expanded", String(!covered));
    const words = covered ? element.dataset.show : element.dataset.hide;
    if (words) button.firstChild.textContent = words;
  };
  button.addEventListener("click", () => cover(!element.classList.contains("covered")));
  cover(true);
}
