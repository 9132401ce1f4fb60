/* The rows of one's own routine: as a sheet of the guide shows them, with buttons to change each.

   A row is made once for each stretch and used again, so that what is open in it stays open. */
"use strict";

(() => {
  const { guide, root, routines, words: { _ } } = window.supple;
  const { make, find, findAll } = window.supple.elements;
  const EDGE = 90; // pixels from the edge of the window where a dragged row makes the page scroll
  const ROW = "guide-routine-sheet";

  /** @param {string} words */
  const hidden = (words) => make("span", { className: "guide-hidden" }, words);

  /** A button says what it does, and for a screen reader also to which stretch.
   * @param {string} words @param {RoutineAction} action @param {string} title */
  function button(words, action, title) {
    const element = make("button", { type: "button", className: "guide-button" }, words, hidden(`: ${title}`));
    element.dataset.action = action;
    return element;
  }

  /** How it starts and how it ends. @param {Stretch} stretch */
  function pictures({ start, picture }) {
    const images = [start, picture].filter((one) => one !== null).map(([address, width, height]) => {
      const src = new URL(address, root).href;
      return make("img", { className: `${ROW}__picture`, src, alt: "", width, height });
    });
    return make("p", { className: `${ROW}__pictures` }, ...images);
  }

  /** @param {Stretch} stretch */
  function inShort({ inShort, balance }) {
    const words = make("p", { className: `${ROW}__short` }, inShort);
    const firm = make("span", { className: "guide-screen-only" }, _("Hold on to something firm."));
    const short = make("span", { className: "guide-print-only" }, _("Hold on.").replaceAll(" ", "\u00a0"));
    if (balance) words.append(" ", make("strong", {}, firm, short));
    return words;
  }

  /** @param {Stretch} stretch */
  function steps({ steps, title }) {
    const open = make("summary", { className: `${ROW}__open` }, _("What to do"), hidden(`: ${title}`));
    const list = make("ol", {}, ...steps.map((step) => make("li", {}, step)));
    return make("details", { className: `${ROW}__steps` }, open, list);
  }

  /** Nothing offers to change what the guide gives no choice in. @param {Stretch} stretch */
  function tools({ title, kind, hold, times }) {
    const [shorter, longer] = kind === "hold"
      ? [_("Shorter hold"), _("Longer hold")] : [_("Shorter pause"), _("Longer pause")];
    /** @type {[words: string, action: RoutineAction][]} */
    const choices = [];
    if (hold[0] < hold[1]) choices.push([shorter, "shorter"], [longer, "longer"]);
    if (times[0] < times[1]) choices.push([_("Fewer times"), "fewer"], [_("More times"), "more"]);
    choices.push([_("Move up"), "up"], [_("Move down"), "down"], [_("Remove"), "remove"]);
    // Hidden from screen readers: the buttons do the same for everybody.
    const handle = make("span", { className: "guide-my-routine__handle", "aria-hidden": "true" }, _("Drag to move"));
    const buttons = choices.map(([words, action]) => button(words, action, title));
    return make("div", { className: "guide-my-routine__tools" }, ...buttons, handle);
  }

  /** @param {string} slug */
  function row(slug) {
    const stretch = guide.stretches[slug];
    const part = (/** @type {string} */ name, properties = {}) => ({ className: `${ROW}__${name}`, ...properties });
    const link = make("a", part("link", { href: new URL(stretch.file, root).href }), stretch.title);
    const words = make("div", part("words"), make("h3", part("name"), link),
      make("p", part("dose")), inShort(stretch), steps(stretch));
    const element = make("li", part("row"), make("p", part("number", { "aria-hidden": "true" })));
    if (stretch.picture) element.append(pictures(stretch));
    element.append(words, tools(stretch));
    element.dataset.stretch = slug;
    return element;
  }

  /** Fill a list with rows, and tell of each press in them.
   * @param {HTMLElement} list
   * @param {(slug: string, action: RoutineAction) => void} press
   * @param {(slug: string, place: number) => void} drop */
  function rowsIn(list, press, drop) {
    /** @type {Map<string, HTMLElement>} */
    const rows = new Map();

    /** @param {Routine} routine */
    function draw(routine) {
      const focused = document.activeElement;
      const elements = routine.items.map((item, place) => {
        const element = rows.get(item.stretch) ?? row(item.stretch);
        rows.set(item.stretch, element);
        find(HTMLElement, `.${ROW}__number`, element).textContent = String(place + 1);
        find(HTMLElement, `.${ROW}__dose`, element).textContent = routines.doseWords(item);
        markEnds(element, item, place, routine.items.length);
        return element;
      });
      list.replaceChildren(...elements);
      if (focused instanceof HTMLElement && list.contains(focused)) focused.focus();
    }

    list.addEventListener("click", (event) => {
      const pressed = closest(event.target, "[data-action]");
      const slug = closest(pressed, "li")?.dataset.stretch;
      if (pressed && slug) press(slug, /** @type {RoutineAction} */ (pressed.dataset.action));
    });
    list.addEventListener("pointerdown", (event) => {
      const dragged = closest(closest(event.target, ".guide-my-routine__handle"), "li");
      if (event.button === 0 && dragged) drag(list, dragged, event, drop);
    });
    return draw;
  }

  /**
   * What was pressed, or what it stands in.
   * @param {EventTarget | null} from @param {string} selector
   */
  function closest(from, selector) {
    const found = from instanceof Element ? from.closest(selector) : null;
    return found instanceof HTMLElement ? found : null;
  }

  /**
   * A button that has come to its end stays where it is, and keeps the focus.
   * @param {HTMLElement} element @param {RoutineItem} item @param {number} place @param {number} count
   */
  function markEnds(element, item, place, count) {
    const { hold, times } = guide.stretches[item.stretch];
    /** @type {Record<string, boolean>} */
    const isAtEnd = {
      shorter: item.hold === hold[0],
      longer: item.hold === hold[1],
      fewer: item.times === times[0],
      more: item.times === times[1],
      up: place === 0,
      down: place === count - 1,
    };
    for (const tool of findAll(HTMLElement, "[data-action]", element)) {
      tool.setAttribute("aria-disabled", String(isAtEnd[tool.dataset.action ?? ""] ?? false));
    }
  }

  /**
   * Follow a finger or a mouse; meanwhile rows are as low as their names, to see where it goes.
   * @param {HTMLElement} list @param {HTMLElement} dragged @param {PointerEvent} start
   * @param {(slug: string, place: number) => void} drop
   */
  function drag(list, dragged, start, drop) {
    const end = new AbortController();
    let pointer = start.clientY;
    let place = -1;
    start.preventDefault();
    list.classList.add("guide-my-routine__list--dragging");
    dragged.classList.add("guide-my-routine__row--dragged");
    const box = dragged.getBoundingClientRect();
    scrollBy(0, box.top + box.height / 2 - pointer); // the row stays under the finger

    function follow() {
      const others = [...list.children].filter((other) => other !== dragged);
      const isNext = (/** @type {Element} */ other) => {
        const { top, height } = other.getBoundingClientRect();
        return pointer < top + height / 2;
      };
      const next = others.find(isNext);
      place = next ? others.indexOf(next) : others.length;
      for (const other of others) other.classList.toggle("guide-my-routine__row--after", other === next);
      list.classList.toggle("guide-my-routine__list--end", !next);
    }

    function scroll() {
      if (end.signal.aborted) return;
      const step = pointer < EDGE ? -6 : pointer > innerHeight - EDGE ? 6 : 0;
      if (step) {
        scrollBy(0, step);
        follow();
      }
      requestAnimationFrame(scroll);
    }

    function stop() {
      end.abort();
      list.classList.remove("guide-my-routine__list--dragging", "guide-my-routine__list--end");
      dragged.classList.remove("guide-my-routine__row--dragged");
      for (const other of list.children) other.classList.remove("guide-my-routine__row--after");
    }

    /** @type {<Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) => void} */
    const on = (name, act) => window.addEventListener(name, act, { signal: end.signal });
    on("pointermove", (event) => { pointer = event.clientY; follow(); });
    on("pointercancel", stop);
    on("keydown", (event) => { if (event.key === "Escape") stop(); });
    on("pointerup", () => {
      stop();
      if (place >= 0) drop(dragged.dataset.stretch ?? "", place);
      dragged.scrollIntoView({ block: "center" });
    });
    scroll();
  }

  window.supple.routineRows = { rowsIn };
})();
