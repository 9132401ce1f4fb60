/* How a sheet prints: chosen here, kept in the address, so that a link prints as its sender chose.

   A choice is an attribute of the root element, which the print style answers to. What only some
   choices need (more weeks, the other side, the floor steps) is put into the page when chosen. */
"use strict";

(() => {
  const { guide } = window.supple;
  const { make, button, find, findAll } = window.supple.elements;
  const { _ } = window.supple.words;
  const [place] = findAll(HTMLElement, ".guide-sheet-choices");
  if (!place) return;
  const root = document.documentElement;
  const main = find(HTMLElement, "main");
  const WEEKS = 4;
  let wereFull = false;
  /* The first of each is how a sheet prints unasked, and stands in no address. */
  /** @type {{name: string, title: string, choices: Record<string, string>}[]} */
  const GROUPS = [
    { name: "text", title: _("Size of the words"), choices: { "14": _("14 point, to fit one page"), "18": _("18 point, large print"), "24": _("24 point, very large print") } },
    { name: "pictures", title: _("Pictures"), choices: { small: _("Small"), large: _("Large") } },
    { name: "steps", title: _("What to do"), choices: { short: _("In short"), full: _("Every step") } },
    { name: "sides", title: _("The other side"), choices: { said: _("Said in words"), drawn: _("Drawn too") } },
    { name: "weeks", title: _("Boxes to tick"), choices: { "1": _("For one week"), "4": _("For four weeks") } },
    { name: "floor", title: _("How to get down to the floor and up again"), choices: { off: _("Leave out"), on: _("On the back") } },
  ];
  const mayGoDown = Boolean(guide.floor) && place.dataset.floor !== "off";
  /** @param {string} name */
  const keyOf = (name) => `sheet${name[0].toUpperCase()}${name.slice(1)}`;
  /** @param {{choices: Record<string, string>}} group */
  const defaultOf = ({ choices }) => Object.keys(choices)[0];

  /** What the address asks for; anything else in it is not ours. */
  function read() {
    const asked = new URLSearchParams(location.search);
    for (const group of GROUPS) {
      const value = asked.get(group.name) ?? "";
      set(group.name, Object.hasOwn(group.choices, value) ? value : defaultOf(group));
    }
  }

  /** @param {string} name @param {string} value */
  function set(name, value) {
    root.dataset[keyOf(name)] = value;
  }

  function write() {
    const asked = new URLSearchParams(location.search);
    for (const group of GROUPS) {
      const value = root.dataset[keyOf(group.name)] ?? "";
      if (value === defaultOf(group)) asked.delete(group.name);
      else asked.set(group.name, value);
    }
    const query = asked.size ? `?${asked}` : "";
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }

  // What choices put into the page

  /** A routine of one's own has new rows now and then, so this is done again before each printing. */
  function prepare() {
    const { sheetWeeks, sheetSteps, sheetSides, sheetFloor } = root.dataset;
    const weeks = [...document.querySelectorAll(".guide-sheet-foot__week")];
    const wanted = sheetWeeks === "4" ? WEEKS : 1;
    weeks.slice(wanted).forEach((week) => week.remove());
    for (let count = weeks.length; count < wanted; count++) weeks[0].after(weeks[0].cloneNode(true));
    const isFull = sheetSteps === "full";
    for (const steps of findAll(HTMLDetailsElement, ".guide-routine-sheet__steps")) {
      if (isFull || wereFull) steps.open = isFull; // else as the reader left it
    }
    wereFull = isFull;
    for (const row of findAll(HTMLElement, "[data-stretch]")) drawOtherSide(row, sheetSides === "drawn");
    document.querySelector(".guide-sheet-floor")?.remove();
    if (sheetFloor === "on" && guide.floor && goesDown()) main.append(floorSteps(guide.floor));
  }

  /** The mirror image below each picture of a stretch that is done on one side, then the other. @param {HTMLElement} row @param {boolean} isWanted */
  function drawOtherSide(row, isWanted) {
    row.querySelector(".guide-routine-sheet__other-side")?.remove();
    if (!isWanted || stretchOf(row).sides !== "each") return;
    const images = findAll(HTMLImageElement, ".guide-routine-sheet__picture", row)
      .map((image) => /** @type {HTMLImageElement} */ (image.cloneNode()));
    for (const image of images) {
      image.loading = "eager"; // it is out of sight until it is printed
    }
    const other = make("span", { className: "guide-routine-sheet__other-side guide-print-only" }, ...images);
    row.querySelector(".guide-routine-sheet__pictures")?.append(other);
  }

  /** @param {HTMLElement} row */
  function stretchOf(row) {
    return guide.stretches[row.dataset.stretch ?? ""];
  }

  /** Whether the routine, as it is now, has a floor stretch. */
  function goesDown() {
    if (place.dataset.floor !== "rows") return mayGoDown;
    return findAll(HTMLElement, "[data-stretch]").some((row) => stretchOf(row).onFloor);
  }

  /** @param {NonNullable<Guide["floor"]>} floor */
  function floorSteps(floor) {
    const title = make("h2", { className: "guide-sheet-floor__title" }, floor.title);
    const blocks = floor.blocks.map(([name, words]) => {
      if (name === "h2" || name === "p") return make(name === "h2" ? "h3" : "p", {}, ...words);
      if (name === "div") return make("p", {}, make("strong", {}, `${words[0]}:`), ` ${words.slice(1).join(" ")}`);
      return make(name, {}, ...words.map((item) => make("li", {}, item)));
    });
    return make("section", { className: "guide-sheet-floor guide-print-only" }, title, ...blocks);
  }

  // What the reader chooses

  /** @param {{name: string, title: string, choices: Record<string, string>}} group */
  function field({ name, title, choices }) {
    const select = make("select", { className: "guide-field__box" },
      ...Object.entries(choices).map(([value, words]) => new Option(words, value)));
    select.value = root.dataset[keyOf(name)] ?? "";
    select.addEventListener("change", () => {
      set(name, select.value);
      write();
      prepare();
    });
    return make("label", { className: "guide-field" }, title, select);
  }

  read();
  const groups = GROUPS.filter(({ name }) => name !== "floor" || mayGoDown);
  const print = button(_("Print the sheet"), () => window.print(), "guide-button--main");
  place.append(make("details", { className: "guide-sheet-choices__box" },
    make("summary", { className: "guide-sheet-choices__open" }, _("Choose how the sheet prints")),
    make("div", { className: "guide-sheet-choices__fields" }, ...groups.map(field), print)));
  place.hidden = false;
  prepare();
  window.addEventListener("beforeprint", prepare);
})();
