/* The way into a guided session. Its scripts are many, so they are fetched once the page is there. */
"use strict";

(() => {
  const { ownScripts, elements: { make, button, find, findAll }, words: { _ } } = window.supple;
  const place = find(HTMLElement, "[data-session]");
  /** @type {Promise<unknown> | undefined} */ let loading;

  /** Fetch what a session needs, unless it is on its way already. */
  function load() {
    loading ??= new Promise((resolve, reject) => {
      const address = ownScripts.createScriptURL(place.dataset.session ?? "");
      document.head.append(make("script", { src: address, onload: resolve, onerror: reject }));
    });
    loading.catch(() => { loading = undefined; }); // the next press tries again
    return loading;
  }

  /**
   * @param {SessionRoutine} routine
   * @returns {Promise<string>} Why it did not open; nothing if it did.
   */
  async function open(routine) {
    try {
      await load();
    } catch {
      return _("The session cannot be loaded just now. Press again when you are online.");
    }
    window.supple.session.open(routine);
    return "";
  }

  /* A routine's page says in its rows what to do; the button stands where the template left room. */
  /** @param {string | undefined} range */
  const numbers = (range) => /** @type {LowHigh} */ ((range ?? "").split("-").map(Number));
  for (const room of findAll(HTMLElement, "[data-routine]")) {
    const items = findAll(HTMLElement, "[data-stretch]").map(({ dataset: { stretch = "", hold, times } }) =>
      ({ stretch, hold: numbers(hold), times: numbers(times) }));
    const name = room.dataset.routine ?? "";
    const problem = make("p", { role: "status" });
    const start = button(_("Start, step by step"), async () => {
      problem.textContent = await open({ name, items });
    }, "guide-button--main");
    room.append(start, problem);
  }

  // Who saves data fetches it with the press.
  if (!navigator.connection?.saveData) window.addEventListener("load", () => { load().catch(() => {}); });
  window.supple = { ...window.supple, openSession: open };
})();
