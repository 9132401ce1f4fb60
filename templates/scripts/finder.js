/* The finder: filters the list of all stretches as one types and ticks.

   The list stands in the page, whole and in order; here stretches are only taken out of sight. */
"use strict";

(() => {
  const PAUSE = 600; // milliseconds without a key before the count is said and the address changes
  const LYING = ["lying-back", "lying-front", "lying-side"];
  /** The positions that each answer to "I can" opens up. */
  const POSITIONS = new Map([
    ["sitting", ["sitting"]],
    ["standing", ["standing"]],
    ["lying", LYING],
    ["floor", ["floor-sitting", "all-fours", "kneeling", ...LYING]],
  ]);
  const NO_THING = "none";

  const { guide, root } = window.supple;
  const { find, findAll } = window.supple.elements;
  const { _, counted } = window.supple.words;
  // What every reader says of every place tells no stretch from another.
  const SAID_OF_ALL = new Set([
    _("a am an and are at do for from get got have i in is it my of on or that the to too very with your"),
    _("ache aches aching bad ease easing exercise exercises feel help hurt hurting hurts pain painful pains"),
    _("relief sore soreness stiff stiffness stretch stretches stretching tight tightness"),
  ].join(" ").split(" "));
  const form = find(HTMLFormElement, ".guide-finder");

  const words = find(HTMLInputElement, "[name=q]", form);
  const [area, minutes, level] = ["area", "minutes", "level"].map((name) =>
    find(HTMLSelectElement, `[name=${name}]`, form));
  const count = find(HTMLElement, ".guide-finder__count", form);
  const showAll = find(HTMLButtonElement, ".guide-finder__all", form);
  const folds = findAll(HTMLDetailsElement, "details", form).map((details) => {
    const summary = find(HTMLElement, "summary", details);
    return { details, summary, title: summary.textContent ?? "" };
  });
  const items = itemsOf(guide);
  let pause = 0;

  // Words

  /**
   * A text as words that are compared: small letters without accents or apostrophes.
   * @param {string} text @returns {string[]}
   */
  function wordsOf(text) {
    const plain = text.normalize("NFD").replace(/[\p{M}'’]/gu, "").toLowerCase();
    return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  }

  /** The words of a text that tell one stretch from another. @param {string} text */
  function tellingWordsOf(text) {
    return wordsOf(text).filter((word) => !SAID_OF_ALL.has(word));
  }

  /** What stays of a name, so that `hip` and `hips` are the same. @param {string} text */
  function nameKey(text) {
    return tellingWordsOf(text).map((word) => word.replace(/s$/, "")).join(" ");
  }

  /**
   * Whether a typed word, or its singular, begins one of these words.
   * @param {string[]} known @param {string} typed
   */
  function isFoundIn(known, typed) {
    const stems = [typed, typed.replace(/s$/, ""), typed.replace(/es$/, "")];
    return stems.some((stem) => stem && known.some((word) => word.startsWith(stem)));
  }

  /**
   * The areas that go by exactly these words: `back` means both backs, not the back of a leg.
   * @param {string} text
   */
  function areasCalled(text) {
    const key = nameKey(text);
    return Object.keys(guide.areas).filter((slug) =>
      [guide.areas[slug], ...guide.alsoCalled[slug]].some((name) => nameKey(name) === key));
  }

  // The list

  /** @typedef {{place: HTMLElement, stretch: Stretch, words: string[]}} Item */

  /**
   * Every stretch of the page, with its place there and the words that find it.
   * @param {Guide} guide @returns {Item[]}
   */
  function itemsOf({ stretches, areas, alsoCalled, positions, needs, levels }) {
    const stretchAt = new Map(Object.values(stretches).map((stretch) =>
      [new URL(stretch.file, root).href, stretch]));
    return findAll(HTMLElement, ".guide-stretch-list > li").flatMap((place) => {
      const stretch = stretchAt.get(find(HTMLAnchorElement, "a", place).href);
      if (!stretch) return []; // the page is of another build than the data: it stays in sight
      const found = [
        stretch.title, stretch.summary, stretch.feel, ...stretch.muscles,
        ...stretch.areas.flatMap((slug) => [areas[slug], ...alsoCalled[slug]]),
        ...stretch.positions.map((name) => positions[name]), ...answersTo(stretch),
        ...stretch.needs.map((name) => needs[name]), levels[stretch.level],
      ];
      return [{ place, stretch, words: wordsOf(found.join(" ")) }];
    });
  }

  /** @param {string} answer */
  function positionsFor(answer) {
    return POSITIONS.get(answer) ?? [];
  }

  /** @param {string} selector */
  function boxesAt(selector) {
    return findAll(HTMLInputElement, selector, form);
  }

  /** What one has to be able to do for a stretch, as the form says it: `lie down`. @param {Stretch} stretch */
  function answersTo({ positions }) {
    const boxes = boxesAt("[name=position]").filter((box) =>
      positionsFor(box.value).some((name) => positions.includes(name)));
    return boxes.map((box) => box.parentElement?.textContent);
  }

  /** @param {string} name */
  function ticked(name) {
    return boxesAt(`[name=${name}]:checked`).map((box) => box.value);
  }

  /** What the form asks for: one test for each kind of choice that was made. */
  function wishes() {
    const typed = tellingWordsOf(words.value);
    const named = typed.length ? areasCalled(words.value) : [];
    const positions = ticked("position").flatMap(positionsFor);
    const needs = ticked("need");
    const cautions = ticked("caution");
    /** @type {((item: Item) => boolean)[]} */
    const tests = [({ stretch }) => !stretch.askFirst.some((name) => cautions.includes(name))];
    tests.push(named.length
      ? ({ stretch }) => stretch.areas.some((slug) => named.includes(slug))
      : (item) => typed.every((word) => isFoundIn(item.words, word)));
    if (area.value) tests.push(({ stretch }) => stretch.areas.includes(area.value));
    if (minutes.value) tests.push(({ stretch }) => stretch.seconds <= Number(minutes.value) * 60);
    if (level.value) tests.push(({ stretch }) => stretch.level <= Number(level.value));
    if (positions.length) {
      tests.push(({ stretch }) => stretch.positions.some((name) => positions.includes(name)));
    }
    if (needs.length) {
      tests.push(({ stretch }) => stretch.needs.every((name) => needs.includes(name)));
    }
    return tests;
  }

  function filter() {
    const tests = wishes();
    for (const item of items) item.place.hidden = !tests.every((test) => test(item));
    for (const list of findAll(HTMLElement, ".guide-stretch-list")) {
      const isEmpty = !list.querySelector(":scope > :not([hidden])");
      list.closest("section")?.toggleAttribute("hidden", isEmpty);
    }
  }

  // What is said of it

  function tell() {
    const left = items.filter(({ place }) => !place.hidden).length;
    const all = counted(items.length, _("{number} stretch"), _("{number} stretches"));
    const part = _("{number} of {stretches}", { number: left, stretches: all });
    count.textContent = left === items.length ? all : left ? part : wayOut();
    const some = counted(left, _("Show {number} stretch"), _("Show {number} stretches"));
    for (const button of findAll(HTMLElement, "[type=submit]", form)) {
      button.textContent = left ? some : _("No stretch fits");
    }
    const choices = [...new FormData(form)].map(([name, value]) => [name, String(value)])
      .filter(([, value]) => value.trim());
    for (const { details, summary, title } of folds) {
      const here = choices.filter(([name]) => details.querySelector(`[name=${name}]`)).length;
      summary.textContent = here ? _("{title}: {number} chosen", { title, number: here }) : title;
    }
    showAll.hidden = !choices.length;
    remember(choices);
  }

  /** What to do where nothing is found; who typed an illness is told to ask first. */
  function wayOut() {
    const typed = tellingWordsOf(words.value);
    const illnesses = findAll(HTMLLabelElement, "[data-options=caution] label", form);
    const named = illnesses.map((label) => (label.textContent ?? "").trim()).find((title) =>
      typed.length && typed.every((word) => isFoundIn(wordsOf(title), word)));
    if (!named) return _("No stretch fits all of this. Type less, or take a choice away.");
    return [
      _("{condition}: ask your doctor or therapist before you start.", { condition: named }),
      _("Then clear these words, and tick it above to leave out what you should ask about first."),
    ].join(" ");
  }

  // The address

  /** @param {string[][]} choices Names and values. */
  function remember(choices) {
    try {
      history.replaceState(history.state, "", addressOf(choices));
    } catch {
      // A page opened from disk may not change its address in every browser; the list is right.
    }
  }

  /** What one has or had is a health matter: it stands behind the #, which no host is sent. @param {string[][]} choices */
  function addressOf(choices) {
    const isHealth = (/** @type {string[]} */ [name]) => name === "caution";
    const health = choices.filter(isHealth);
    const address = new URL(location.href);
    address.search = String(new URLSearchParams(choices.filter((choice) => !isHealth(choice))));
    if (health.length || hashHasChoices()) address.hash = String(new URLSearchParams(health));
    return address;
  }

  /** Whether choices stand behind the #, and not the name of a place in the page. */
  function hashHasChoices() {
    return new URLSearchParams(location.hash.slice(1)).has("caution");
  }

  /** The answer to "I can" that a link means by the name of a position. @param {string} position */
  function answerFor(position) {
    if (POSITIONS.has(position)) return position;
    return [...POSITIONS.keys()].find((answer) => positionsFor(answer).includes(position));
  }

  /** Fill the form in from the address; what it has no choice for is passed over. */
  function readAddress() {
    const given = new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`);
    words.value = (given.get("q") ?? "").slice(0, words.maxLength);
    for (const select of [area, minutes, level]) {
      const value = given.get(select.name) ?? "";
      if ([...select.options].some((option) => option.value === value)) select.value = value;
    }
    const positions = given.getAll("position").map(answerFor);
    for (const box of boxesAt("[type=checkbox]")) {
      const values = box.name === "position" ? positions : given.getAll(box.name);
      box.checked = values.includes(box.value);
    }
  }

  // The form

  /** Offer of each kind what at least one stretch has. */
  function offer() {
    /** @param {Record<string, string>} titles @param {(stretch: Stretch) => string[]} namesOf */
    function among(titles, namesOf) {
      const names = new Set(items.flatMap(({ stretch }) => namesOf(stretch)));
      return Object.entries(titles).filter(([name]) => names.has(name));
    }
    for (const [slug, title] of among(guide.areas, ({ areas }) => areas)) {
      area.append(new Option(title, slug));
    }
    // The hardest level is the same as any.
    const levels = among(guide.levels, (stretch) => [String(stretch.level)]).slice(0, -1);
    for (const [name, title] of levels) level.append(new Option(title, name));
    level.parentElement?.toggleAttribute("hidden", !levels.length);
    offerBoxes("need", among(guide.needs, ({ needs }) => needs));
    offerBoxes("caution", among(guide.cautions, ({ askFirst }) => askFirst));
  }

  /** @param {string} name @param {[value: string, title: string][]} options */
  function offerBoxes(name, options) {
    const group = find(HTMLElement, `[data-options=${name}]`, form);
    const last = group.querySelector(".guide-finder__choice"); // nothing at hand: none in other groups
    const model = find(HTMLElement, ".guide-finder__choice", form);
    for (const [value, title] of options) {
      const choice = /** @type {HTMLElement} */ (model.cloneNode(true));
      Object.assign(find(HTMLInputElement, "input", choice), { name, value });
      find(HTMLElement, "span", choice).textContent = title;
      group.insertBefore(choice, last);
    }
  }

  /** Nothing at hand and something at hand are never both ticked. @param {HTMLInputElement} box */
  function keepNeedsTrue({ name, value, checked }) {
    if (name !== "need" || !checked) return;
    for (const box of boxesAt("[name=need]:checked")) {
      box.checked = (box.value === NO_THING) === (value === NO_THING);
    }
  }

  function update() {
    clearTimeout(pause);
    filter();
    tell();
  }

  form.addEventListener("input", ({ target }) => {
    if (target !== words) return;
    clearTimeout(pause);
    filter();
    pause = setTimeout(tell, PAUSE);
  });
  form.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement) keepNeedsTrue(target);
    update();
  });
  // Enter, or a press below the choices: fold them away and go on to the list.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const { details } of folds) details.open = false;
    update();
    count.focus();
    count.scrollIntoView();
  });
  showAll.addEventListener("click", () => {
    form.reset();
    update();
    count.focus(); // the button is gone
  });
  // A link inside the page takes what stood behind the #.
  window.addEventListener("hashchange", () => {
    if (hashHasChoices()) readAddress();
    update();
  });

  offer();
  readAddress();
  update();
  form.nextElementSibling?.toggleAttribute("hidden", true); // the links to each area
  form.hidden = false;
})();
