/* A routine as the phases of a guided session. Nothing here touches the page. */
"use strict";

(() => {
  /** Seconds to come to the other side: to turn round, or to take the other leg. */
  const SWITCH = 12;

  /**
   * The part of a range that a person chose: "short" is its low end, "long" its high end.
   * @param {LowHigh | number} range @param {"short" | "middle" | "long"} length @returns {number}
   */
  function chosen(range, length) {
    if (typeof range === "number") return range;
    const [low, high] = range;
    return { short: low, middle: Math.round((low + high) / 2), long: high }[length];
  }

  /**
   * @param {SessionItem} item @param {number} place @param {Stretch} stretch
   * @param {Guide} guide @param {"short" | "middle" | "long"} length
   * @returns {Phase[]}
   */
  function phasesOfItem(item, place, stretch, guide, length) {
    const hold = chosen(item.hold, length);
    const times = chosen(item.times, length);
    const reset = guide.reset[stretch.kind];
    /** @type {Phase["side"][]} */
    const sides = stretch.sides === "each" ? [1, 2] : [0];
    /** @type {(kind: Phase["kind"], seconds: number, side: Phase["side"], time?: number) => Phase} */
    const phase = (kind, seconds, side, time = 1) => ({ kind, seconds, item: place, side, time, times });
    const phases = [phase("ready", guide.change[stretch.kind], sides[0])];
    for (const side of sides) {
      if (side === 2) phases.push(phase("switch", SWITCH, side));
      if (stretch.kind === "move") {
        phases.push(phase("move", (hold + reset) * times, side));
        continue;
      }
      for (let time = 1; time <= times; time++) {
        phases.push(phase("hold", hold, side, time));
        if (time < times) phases.push(phase("rest", reset, side, time));
      }
    }
    return phases;
  }

  /**
   * All phases of a routine, in order; the guide has each of its stretches.
   * @param {SessionItem[]} items @param {Guide} guide @param {"short" | "middle" | "long"} length
   * @returns {Phase[]}
   */
  function phasesOf(items, guide, length) {
    return items.flatMap((item, place) =>
      phasesOfItem(item, place, guide.stretches[item.stretch], guide, length));
  }

  window.supple = { ...window.supple, sessionPlan: { phasesOf } };
})();
