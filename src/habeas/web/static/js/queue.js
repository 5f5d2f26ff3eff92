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
 * data-queue-move="next|previous" go on or back without judging; what was passed over comes again at
 * the end. Then <template data-queue-end> is shown, or <template data-queue-lost> where what follows
 * could not be fetched. When something was not taken, [data-queue-failed] is shown until something
 * is: with the server's words, if it has some, else with its own or with those of its data-changed,
 * data-answered and data-not-undone. A refusal (409) holds the item as it has become, or the one that
 * is to be judged now, or none. A [data-queue-state] in an answer takes the place of the words in the page's own: how many wait, how
 * many were answered.
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
    this.lost = false;
    this.fetching = null;
    this.failures = 0;
    this.alert = queue.querySelector("[data-queue-failed]");
    this.words = { notKept: this.alert?.textContent, ...this.alert?.dataset };
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
    const { failures } = this;
    this.go();
    this.send(async () => {
      const answer = await post(address, body);
      this.tell(answer);
      if (answer.kept) return this.kept(failures);
      if (!answer.page?.querySelector(STATE)) return this.failed(answer.told, "notKept", item);
      const shown = answer.page.querySelector(ITEM);
      return this.failed(null, isOther(shown, item) ? "answered" : "changed", shown);
    });
  }

  async undo(address, body) {
    const { failures } = this;
    let goTo;
    this.hold();
    await this.send(async () => {
      const answer = await post(address, body);
      const item = answer.page?.querySelector(ITEM);
      ({ goTo } = answer);
      this.tell(answer);
      if (!answer.kept) return this.failed(answer.told, "notUndone", null);
      this.kept(failures);
      if (!item) return undefined;
      this.last ||= item.dataset.queueItem;
      return this.bring(item);
    });
    this.release();
    // The queue was laid out anew meanwhile: the item has a page of its own.
    if (goTo) location.assign(goTo);
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
      if (!this.ready.length) await this.askOnceMore();
      if (!this.ready.length && !this.lost) this.ready = this.passed.splice(0);
      if (!this.current) this.show(this.ready.shift() ?? this.end());
    }
    afterPaint(() => this.fill());
  }

  /** What was judged last may wait again, as what one was unsure of does: once all is sent, ask. */
  async askOnceMore() {
    await this.sending;
    this.ended = false;
    await this.fill();
  }

  /** Show an item before the one at hand, and in place of an older copy of it. */
  bring(item) {
    this.ready = this.ready.filter((one) => isOther(one, item));
    if (this.current && isOther(this.current, item)) this.ready.unshift(this.current);
    this.show(item);
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
    const name = this.lost ? "lost" : "end";
    const words = this.queue.querySelector(`template[data-queue-${name}]`);
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
    // 202: the queue is being laid out, which is not its end.
    this.lost = response?.status !== 200;
    if (this.lost) return;
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
  tell({ page }) {
    const said = page?.querySelector(STATE);
    if (said) this.queue.querySelector(STATE)?.replaceChildren(...said.childNodes);
  }

  /** What was done since the last failure was kept: there is nothing to be said of that any more. */
  kept(failures) {
    if (this.alert && failures === this.failures) this.alert.hidden = true;
  }

  /** What was not taken comes back, and the page says so. */
  failed(told, kind, item) {
    this.failures += 1;
    if (this.alert) {
      this.alert.replaceChildren(told ?? this.words[kind] ?? this.words.notKept);
      this.alert.hidden = false;
    }
    if (!item) return;
    this.bring(item);
    this.hold();
    setTimeout(() => this.release(), SETTLING);
  }
}

/** Whether an item, if there is one, is not another copy of this one. */
function isOther(one, item) {
  return one?.dataset.queueItem !== item.dataset.queueItem;
}

/**
 * What a judgement was answered with: whether it was `kept`; the `page` of items, if there is one;
 * where the answer is data, what is `told` of an error, or whereto it leads.
 */
async function post(address, body) {
  const headers = { "habeas-queue": "1", accept: "text/html, application/json" };
  try {
    const response = await fetch(address, { method: "POST", body, headers, keepalive: true });
    const kept = response.ok && response.status !== 202; // 202: not yet
    const text = await response.text();
    if (response.headers.get("content-type")?.startsWith("application/json")) {
      const { error, go_to: goTo } = JSON.parse(text);
      return { kept, told: error?.told, goTo };
    }
    return { kept, page: kept || response.status === 409 ? fragment(text) : null };
  } catch {
    return { kept: false };
  }
}

/** Whatever can wait until the item is on the screen. */
function afterPaint(work) {
  requestAnimationFrame(() => setTimeout(work));
}
