/* The clock of a session: which phase is due, and how much of it is left.

   Time is told by the clock, not by ticks: a phone that was locked shows what is due now. */
"use strict";

(() => {
  const TICK = 200; // milliseconds

  /**
   * @param {Phase[]} phases
   * @param {SessionChoices} choices
   * @param {ClockListener} listener
   * @returns {SessionClock}
   */
  function clockOf(phases, choices, listener) {
    /** @type {ClockState} */ let state = "stopped";
    let place = 0; // which phase
    let endsAt = 0; // by the clock, while it runs
    let left = 0; // milliseconds, while it does not
    let ticking = 0;

    /** @param {Phase} phase */
    const waits = (phase) => phase.kind === "ready" && choices.wait;
    /** @param {number} item */
    const startOf = (item) => phases.findIndex((phase) => phase.item === item);

    /** @param {number} index */
    function begin(index) {
      place = index;
      clearInterval(ticking);
      ticking = setInterval(tick, TICK);
      enter(Date.now());
    }

    /**
     * Enter the phase at `place`.
     * @param {number} began By the clock.
     */
    function enter(began) {
      left = phases[place].seconds * 1000;
      state = waits(phases[place]) ? "waiting" : "running";
      endsAt = began + left;
      listener.entered();
    }

    function tick() {
      const now = Date.now();
      if (state !== "running" || now < endsAt) return listener.ticked();
      let began = endsAt;
      place += 1;
      while (phases[place] && !waits(phases[place]) && began + phases[place].seconds * 1000 <= now) {
        began += phases[place].seconds * 1000;
        place += 1;
      }
      if (!phases[place]) finish();
      else enter(waits(phases[place]) ? now : began);
    }

    function pauseOrGoOn() {
      const now = Date.now();
      if (state === "running") {
        left = endsAt - now;
        state = "paused";
      } else {
        // Whoever is ready need not wait.
        endsAt = state === "waiting" ? now : now + left;
        state = "running";
      }
      listener.turned();
      tick();
    }

    /** Back to the start of this stretch; from its start, to the one before. */
    function back() {
      const { item } = phases[place];
      const first = startOf(item);
      begin(place === first && item > 0 ? startOf(item - 1) : first);
    }

    function skip() {
      const next = startOf(phases[place].item + 1);
      if (next < 0) finish();
      else begin(next);
    }

    function finish() {
      stop();
      listener.finished();
    }

    function stop() {
      clearInterval(ticking);
      state = "stopped";
    }

    return {
      get state() { return state; },
      get place() { return place; },
      get left() { return state === "running" ? endsAt - Date.now() : left; },
      begin, again: () => begin(place), back, skip, pauseOrGoOn, stop,
    };
  }

  window.supple = { ...window.supple, sessionClock: { clockOf } };
})();
