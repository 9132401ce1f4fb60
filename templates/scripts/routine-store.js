/* One's own routine as a value: read with suspicion, worded, timed, and kept on this device.

   A routine may come from a link or a file that somebody else wrote, so nothing of it is believed:
   what comes out of `read` holds only stretches that the guide has, doses inside their ranges, and
   plain text of limited length. */
"use strict";

(() => {
  const KEY = "supple.my-routine";
  const MOST_ITEMS = 20;
  /** @type {Record<RoutineText, number>} */
  const MOST_LETTERS = { name: 60, preparedFor: 60, preparedBy: 60, note: 400 };
  const FIELDS = /** @type {RoutineText[]} */ (Object.keys(MOST_LETTERS));
  const { guide, words: { _, counted } } = window.supple;

  /** @returns {Routine} */
  const empty = () => ({ version: 1, name: "", preparedFor: "", preparedBy: "", note: "", items: [] });

  /** @param {string} slug @returns {Stretch | undefined} `constructor` and the like are no stretches. */
  const stretchOf = (slug) => (Object.hasOwn(guide.stretches, slug) ? guide.stretches[slug] : undefined);

  /** A stretch with the least of its dose: start low.
   * @param {string} slug
   * @returns {RoutineItem} */
  function itemOf(slug) {
    const { hold, times } = guide.stretches[slug];
    return { stretch: slug, hold: hold[0], times: times[0] };
  }

  /** @param {Routine} routine @param {string} slug */
  const has = (routine, slug) => routine.items.some((item) => item.stretch === slug);
  /** @param {Routine} routine */
  const isEmpty = (routine) => routine.items.length === 0
    && FIELDS.every((field) => routine[field] === "");
  /** @param {number} number @param {LowHigh} range */
  const within = (number, [low, high]) => Math.min(Math.max(number, low), high);

  /** Text without what could hide or turn round other text; lines are kept in a note alone.
   * @param {unknown} text @param {RoutineText} field */
  function plainText(text, field) {
    if (typeof text !== "string") return "";
    const lines = text.slice(0, 4 * MOST_LETTERS[field]).replace(/\r\n?/g, "\n");
    const plain = (field === "note" ? lines : lines.replace(/\n/g, " "))
      .replace(/[^\P{C}\n]|[\u2028\u2029]/gu, "");
    return [...plain].slice(0, MOST_LETTERS[field]).join("");
  }

  /** Read a routine that may be damaged, old or hostile.
   * @param {unknown} value
   * @returns {ReadRoutine | null} null: it is no routine at all. */
  function read(value) {
    const given = /** @type {Partial<Record<RoutineText | "version" | "items", unknown>> | null | undefined} */ (value);
    if (given?.version !== 1 || !Array.isArray(given.items)) return null;
    const routine = empty();
    /** @type {string[]} */ const unknown = [];
    /** @type {string[]} */ const changed = [];
    for (const field of FIELDS) routine[field] = plainText(given[field], field);
    for (const part of given.items.slice(0, 100)) {
      const slug = part?.stretch;
      if (typeof slug !== "string" || !/^[a-z0-9-]{1,60}$/.test(slug)) continue;
      const stretch = stretchOf(slug);
      if (!stretch) unknown.push(slug);
      else if (!has(routine, slug) && routine.items.length < MOST_ITEMS) {
        const item = { stretch: slug, hold: doseOf(part.hold, stretch.hold), times: doseOf(part.times, stretch.times) };
        if (item.hold !== part.hold || item.times !== part.times) changed.push(stretch.title);
        routine.items.push(item);
      }
    }
    return { routine, problems: [...missingWords(unknown), ...changedWords(changed)] };
  }

  /** A number inside its range; what is no number becomes the least.
   * @param {unknown} number @param {LowHigh} range */
  const doseOf = (number, range) => (typeof number === "number" && Number.isSafeInteger(number) ? within(number, range) : range[0]);

  /** @param {string[]} slugs */
  function missingWords(slugs) {
    if (!slugs.length) return [];
    const named = slugs.slice(0, 5).map((slug) => slug.replaceAll("-", " ")).join(", ");
    const names = slugs.length > 5 ? _("{names} and others", { names: named }) : named;
    const values = { stretches: stretchesWords(slugs.length), names };
    return [_("This routine names {stretches} that this guide does not have: {names}. The rest is here.", values)];
  }

  /** @param {string[]} titles */
  function changedWords(titles) {
    if (!titles.length) return [];
    return [_("Some doses were not in the range that this guide gives. They are changed: {titles}.", { titles: titles.join(", ") })];
  }

  /** @param {number} number */
  const stretchesWords = (number) => counted(number, _("{number} stretch"), _("{number} stretches"));

  /** The dose in one line, as a sheet of the guide shows it.
   * @param {RoutineItem} item */
  function doseWords({ stretch, hold, times }) {
    const { kind, sides } = guide.stretches[stretch];
    const all = counted(times, _("once"), _("{number} times"));
    const words = {
      seconds: counted(hold, _("{number} second"), _("{number} seconds")),
      times: sides === "each" ? _("{times} on each side", { times: all }) : all,
    };
    if (kind === "hold") return _("Hold {seconds}, {times}", words);
    return hold ? _("Move slowly, pause {seconds}, {times}", words) : _("Move slowly, {times}", words);
  }

  /** Getting ready included.
   * @param {Routine} routine */
  function secondsOf(routine) {
    return routine.items.reduce((sum, { stretch, hold, times }) => {
      const { kind, sides } = guide.stretches[stretch];
      return sum + (hold + guide.reset[kind]) * times * (sides === "each" ? 2 : 1) + guide.change[kind];
    }, 0);
  }

  /** A time rounded up to half a minute: `1½ minutes`. @param {number} seconds */
  function minutesWords(seconds) {
    const halves = Math.max(1, Math.ceil(seconds / 30));
    const number = `${Math.floor(halves / 2) || ""}${halves % 2 ? "½" : ""}`;
    return _(halves <= 2 ? _("{number} minute") : _("{number} minutes"), { number });
  }

  /** How many times one gets down to the floor. @param {Routine} routine */
  function timesToTheFloor(routine) {
    const isOnFloor = routine.items.map((item) => guide.stretches[item.stretch].onFloor);
    return isOnFloor.filter((now, place) => now && !isOnFloor[place - 1]).length;
  }

  /** The names that at least one stretch has in its list, in the guide's own order.
   * @param {Routine} routine @param {"needs" | "askFirst"} list @param {Record<string, string>} all */
  function named(routine, list, all) {
    const names = new Set(routine.items.flatMap((item) => guide.stretches[item.stretch][list]));
    return Object.keys(all).filter((name) => names.has(name));
  }

  /** What is kept on this device; an empty routine where nothing is, or where it may not be read. */
  function load() {
    const nothing = { routine: empty(), problems: [] };
    try {
      return read(JSON.parse(localStorage.getItem(KEY) ?? "null")) ?? nothing;
    } catch {
      return nothing; // forbidden, or damaged by somebody else
    }
  }

  /** Some browsers forbid it, in private windows above all. */
  function mayKeep() {
    try {
      localStorage.getItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Routine} routine @returns {boolean} Whether this browser lets the page keep it. */
  function keep(routine) {
    try {
      if (isEmpty(routine)) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, JSON.stringify(routine));
      return true;
    } catch {
      return false; // forbidden, or full
    }
  }

  window.supple.routines = {
    KEY, MOST_ITEMS, MOST_LETTERS,
    empty, isEmpty, has, itemOf, plainText, read,
    stretchesWords, doseWords, minutesWords, secondsOf, timesToTheFloor, named,
    load, keep, mayKeep,
  };
})();
