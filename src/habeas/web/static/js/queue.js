// The review queue at the speed of the keyboard: the next items are here before they are asked for;
// a judgement shows the next one at once and is sent meanwhile, in the order it was made.
import { isTyping } from "./keyboard.js";
import { fragment } from "./trusted_types.js";

// What came unasked can be judged after so many milliseconds: a key that was meant for what it
// replaced does nothing.
const SETTLING = 400;
const ITEM = "[data-queue-item]";
const STATE = "[data-queue-state]";

/**
 * `queue` holds one [data-queue-item="id"] with forms. data-next: address of what follows
 * (?after=id&count=n gives a fragment of items, none at the end); data-keep: how many to hold ready.
 * A form marked data-queue-undo takes back: its answer is the item, shown again. Links marked
 * data-queue-move="next|previous" go on or back without judging. At the end <template
 * data-queue-end> is shown; when a judgement was not taken, [data-queue-failed] is, and the item of
 * the refusal (409) in place of the one that had changed. A [data-queue-state] in an answer takes the
 * place of the words in the page's own: how many wait, how many were answered.
 */
export function start(queue) {
  new Queue(queue);
}

class Queue {
  constructor(queue) {
    this.queue = queue;
    this.ready = [];
    this.passed = [];
    this.ended = false;
    this.fetching = null;
    this.sending = Promise.resolve();
    this.unsent = 0;
    this.held = 0;
    this.last = this.current?.dataset.queueItem ?? "";
    queue.addEventListener("submit", (event) => this.submitted(event));
    queue.addEventListener("click", (event) => this.clicked(event));
    // What was judged and not yet sent would be lost with the page: whoever leaves it is asked first.
    addEventListener("beforeunload", (event) => this.unsent && event.preventDefault());
    if (this.current) this.fill(); // nothing follows an item that is not there
  }

  get current() {
    return this.queue.querySelector(ITEM);
  }

  get place() {
    return this.queue.querySelector("[data-queue-place]") ?? this.queue;
  }

  submitted(event) {
    if (event.defaultPrevented) return;
    const form = event.target;
    const undoing = form.matches("[data-queue-undo]");
    const item = form.closest(ITEM);
    if (!undoing && !item) return;
    event.preventDefault();
    if (item && this.held) return;
    // Whoever judges by Enter in the field of the reason is done with it.
    if (isTyping(document.activeElement)) document.activeElement.blur();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    // A button without an address of its own would give the page's.
    const own = event.submitter?.hasAttribute("formaction");
    const address = own ? event.submitter.formAction : form.getAttribute("action");
    if (undoing) this.undo(address, body);
    else this.judge(item, address, body);
  }

  judge(item, address, body) {
    this.go();
    this.send(async () => {
      const response = await post(address, body);
      const answer = await answerIn(response);
      this.tell(answer);
      if (!response?.ok) this.failed(answer?.querySelector(ITEM) ?? item);
    });
  }

  undo(address, body) {
    this.hold();
    this.send(async () => {
      const response = await post(address, body);
      const answer = await answerIn(response);
      const item = answer?.querySelector(ITEM);
      this.tell(answer);
      if (!response?.ok || !item) return response?.ok || this.failed(null);
      if (this.current) this.ready.unshift(this.current);
      this.last ||= item.dataset.queueItem;
      return this.show(item);
    }).finally(() => this.release());
  }

  clicked(event) {
    const move = event.target.closest("[data-queue-move]")?.dataset.queueMove;
    if (!move || event.ctrlKey || event.metaKey) return;
    if (move === "previous" && !this.passed.length) return;
    event.preventDefault();
    const here = this.current;
    if (move === "previous") {
      if (here) this.ready.unshift(here);
      this.show(this.passed.pop());
    } else {
      if (here) this.passed.push(here);
      this.go();
    }
  }

  /** Show the next item now if it is here, or as soon as it is. */
  async go() {
    const next = this.ready.shift();
    if (next) this.show(next);
    else {
      this.queue.setAttribute("aria-busy", "true");
      this.current?.remove();
      await this.fill();
      if (!this.current) this.show(this.ready.shift() ?? this.end());
    }
    afterPaint(() => this.fill());
  }

  show(item) {
    this.queue.removeAttribute("aria-busy");
    const here = this.current ?? this.queue.querySelector("[data-queue-ended]");
    if (here) here.replaceWith(item);
    else this.place.prepend(item);
    this.takeFocus();
    item.dispatchEvent(new CustomEvent("habeas:added", { bubbles: true }));
  }

  /** The item at hand gets the focus, unless somebody types meanwhile. */
  takeFocus() {
    if (isTyping(document.activeElement)) return;
    (this.current ?? this.queue.querySelector("[data-queue-ended]"))?.focus();
  }

  /** Nothing can be judged until as many were released: what is shown is about to change, or has. */
  hold() {
    this.held += 1;
    this.place.inert = true;
  }

  release() {
    this.held -= 1;
    if (this.held) return;
    this.place.inert = false;
    this.takeFocus();
  }

  end() {
    const words = this.queue.querySelector("template[data-queue-end]");
    const ended = document.createElement("div");
    ended.dataset.queueEnded = "";
    ended.tabIndex = -1;
    if (words) ended.append(words.content.cloneNode(true));
    return ended;
  }

  /** Hold as many items ready as data-keep says, asking for several at a time. */
  fill() {
    const keep = Number(this.queue.dataset.keep) || 5;
    if (this.ended || this.ready.length > keep / 2) return Promise.resolve();
    this.fetching ??= this.fetch(keep - this.ready.length).finally(() => {
      this.fetching = null;
    });
    return this.fetching;
  }

  async fetch(count) {
    const address = new URL(this.queue.dataset.next, location.href);
    address.searchParams.set("after", this.last);
    address.searchParams.set("count", String(count));
    const response = await fetch(address).catch(() => null);
    if (!response?.ok) return;
    const items = [...fragment(await response.text()).querySelectorAll(ITEM)];
    this.ended = items.length === 0;
    if (items.length) this.last = items.at(-1).dataset.queueItem;
    this.ready.push(...items);
  }

  /** One after another, in the order in which they were made; [data-queue-unsent] while any is left. */
  send(one) {
    this.count(1);
    this.sending = this.sending.then(one).catch(reportError).finally(() => this.count(-1));
    return this.sending;
  }

  count(more) {
    this.unsent += more;
    this.queue.toggleAttribute("data-queue-unsent", this.unsent > 0);
  }

  /** Say how many wait, as an answer has it. */
  tell(answer) {
    const said = answer?.querySelector(STATE);
    if (said) this.queue.querySelector(STATE)?.replaceChildren(...said.childNodes);
  }

  /** A judgement that was not taken comes back, and the page says so. */
  failed(item) {
    const words = this.queue.querySelector("[data-queue-failed]");
    if (words) words.hidden = false;
    if (!item) return;
    if (this.current) this.ready.unshift(this.current);
    this.show(item);
    this.hold();
    setTimeout(() => this.release(), SETTLING);
  }
}

async function post(address, body) {
  try {
    const headers = { "habeas-queue": "1", accept: "text/html" };
    const response = await fetch(address, { method: "POST", body, headers, keepalive: true });
    return response;
  } catch {
    return null;
  }
}

/** What an answer holds; where an item has changed since it was shown, the refusal holds it anew. */
async function answerIn(response) {
  if (!response || (!response.ok && response.status !== 409)) return null;
  return fragment(await response.text());
}

/** Whatever can wait until the item is on the screen. */
function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}
