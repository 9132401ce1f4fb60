/* What can be done to one's own routine, one change at a time: a new routine and what to say of it.

   Nothing here touches the page or what is kept. Where a change cannot be made, only words come. */
"use strict";

(() => {
  const { guide, routines, words: { _ } } = window.supple;
  /** @type {Record<string, [name: "hold" | "times", way: 1 | -1]>} */
  const DOSES = { shorter: ["hold", -1], longer: ["hold", 1], fewer: ["times", -1], more: ["times", 1] };

  /** @param {string} slug */
  const titleOf = (slug) => guide.stretches[slug].title;
  /** @param {Routine} routine @param {string} slug */
  const placeOf = (routine, slug) => routine.items.findIndex((item) => item.stretch === slug);

  /** @param {Routine} routine @param {string} slug @returns {RoutineChange} */
  function add(routine, slug) {
    if (!slug) return { message: _("Choose a stretch first.") };
    if (routine.items.length >= routines.MOST_ITEMS) {
      return { message: _("Your routine is full: {number} stretches at most.", { number: routines.MOST_ITEMS }) };
    }
    const items = [...routine.items, routines.itemOf(slug)];
    const message = _("{title} is added. It is number {number}.", { title: titleOf(slug), number: items.length });
    return { routine: { ...routine, items }, message };
  }

  /** @param {Routine} routine @param {string} slug @param {number} to @returns {RoutineChange} */
  function move(routine, slug, to) {
    const from = placeOf(routine, slug);
    const title = titleOf(slug);
    if (to < 0) return { message: _("{title} is the first already.", { title }) };
    if (to >= routine.items.length) return { message: _("{title} is the last already.", { title }) };
    const items = [...routine.items];
    items.splice(to, 0, ...items.splice(from, 1));
    const place = { title, number: to + 1, count: items.length };
    const message = to < from
      ? _("{title} moved up. Now {number} of {count}.", place) : _("{title} moved down. Now {number} of {count}.", place);
    return { routine: { ...routine, items }, message };
  }

  /** @param {Routine} routine @param {string} slug @returns {RoutineChange} */
  function remove(routine, slug) {
    const items = routine.items.filter((item) => item.stretch !== slug);
    return { routine: { ...routine, items }, message: _("{title} is removed. Undo brings it back.", { title: titleOf(slug) }) };
  }

  /**
   * Long holds change by five seconds, about a breath, and stop at the ends of the range.
   * @param {Routine} routine @param {string} slug
   * @param {"hold" | "times"} name @param {1 | -1} way
   * @returns {RoutineChange}
   */
  function setDose(routine, slug, name, way) {
    const [low, high] = guide.stretches[slug][name];
    const item = routine.items[placeOf(routine, slug)];
    const step = name === "hold" && high - low >= 10 ? 5 : 1;
    const number = Math.min(Math.max(item[name] + way * step, low), high);
    if (number === item[name]) {
      const title = titleOf(slug);
      return {
        message: way < 0
          ? _("That is the least that this guide gives for {title}.", { title })
          : _("That is the most that this guide gives for {title}.", { title }),
      };
    }
    const changed = { ...item, [name]: number };
    return {
      routine: { ...routine, items: routine.items.map((other) => (other === item ? changed : other)) },
      message: `${titleOf(slug)}: ${routines.doseWords(changed)}.`,
    };
  }

  /** What a button of a row does.
   * @param {Routine} routine
   * @param {string} slug
   * @param {RoutineAction} action
   * @returns {RoutineChange} */
  function press(routine, slug, action) {
    if (action === "remove") return remove(routine, slug);
    if (action === "up") return move(routine, slug, placeOf(routine, slug) - 1);
    if (action === "down") return move(routine, slug, placeOf(routine, slug) + 1);
    return setDose(routine, slug, ...DOSES[action]);
  }

  window.supple.routineChanges = { add, move, press };
})();
