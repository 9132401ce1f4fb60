/* A guided session: one stretch at a time, large, with the seconds, from getting ready to done. */
"use strict";

(() => {
  const { sessionGuide: guide } = window.supple;
  const { make, button, find, findAll } = window.supple.elements;
  const { _, counted } = window.supple.words;
  const { phasesOf } = window.supple.sessionPlan;
  const { minutes, sentenceOf } = window.supple.sessionWords;
  const { beep, canSpeak, say, hush, keepScreenOn } = window.supple.cues;
  const { choices, lengthField, helpField } = window.supple.sessionChoices;
  const { clockOf } = window.supple.sessionClock;
  const { stageOf } = window.supple.sessionStage;
  const KEPT = "supple.session";

  /** @type {SessionRoutine} */ let routine;
  /** @type {Phase[]} */ let phases = [];
  let place = 0; // at which phase one can go on
  /** @type {SessionClock | undefined} */ let clock;
  const dialog = make("dialog", { className: "guide-session", "aria-labelledby": "session-name" });

  // The screens

  /** @param {...(Node | string)} children */
  function shell(...children) {
    const end = button(_("End"), () => dialog.close(), "guide-session__end");
    const title = make("h2", { className: "guide-session__name", id: "session-name" }, routine.name);
    dialog.replaceChildren(make("div", { className: "guide-session__top" }, title, end), ...children);
  }

  function showChoices() {
    const goOn = place > 0 && button(
      _("Go on with {title}", { title: guide.stretches[routine.items[phases[place].item].stretch].title }),
      () => begin(place), "guide-button--main");
    const start = button(goOn ? _("Start again from the first") : _("Start"), () => begin(0), "guide-button--main");
    const seconds = phases.reduce((sum, phase) => sum + phase.seconds, 0);
    const signs = guide.stop.map((sign) => make("li", {}, sign));
    shell(make("div", { className: "guide-session__choices" },
      make("p", {}, _("{stretches}, about {minutes}. Go at your own pace. Pause or end it at any time.",
        { stretches: counted(routine.items.length, _("{number} stretch"), _("{number} stretches")), minutes: minutes(seconds) })),
      hasRanges() ? lengthField(changeLength) : "",
      helpField(),
      askFirst(),
      make("div", { className: "guide-session__stop" },
        make("h3", {}, _("Stop at once if")), make("ul", {}, ...signs))),
      make("div", { className: "guide-session__actions" }, goOn || "", start));
    (goOn || start).focus();
  }

  /** What the page itself says of whom to ask first; a routine may have nothing to ask about. */
  function askFirst() {
    const [said] = findAll(HTMLElement, ".guide-ask-first:not([hidden])");
    return said?.cloneNode(true) ?? "";
  }

  function hasRanges() {
    return routine.items.some(({ hold }) => Array.isArray(hold) && hold[0] < hold[1]);
  }

  /** Another length is another session. @param {SessionLength} length */
  function changeLength(length) {
    plan();
    place = 0;
    showChoices();
    find(HTMLInputElement, `[value=${length}]`, dialog).focus();
  }

  function showDone() {
    place = 0;
    remember();
    keepScreenOn(false);
    const closing = button(_("Close"), () => dialog.close(), "guide-button--main");
    shell(make("div", { className: "guide-session__choices" },
      make("p", { className: "guide-session__title" }, _("Done. Take a breath before you move on.")),
      make("p", {}, _("Get up slowly. If anything hurts now that did not before, do less next time.")),
      closing, button(_("Do it again"), showChoices)));
    closing.focus();
    cue(_("Done."), 390);
    document.dispatchEvent(new Event("supple:done"));
  }

  // On the way

  function plan() {
    phases = phasesOf(routine.items, guide, choices.length);
  }

  /** @param {number} index */
  function begin(index) {
    const listener = { entered, turned, ticked: () => stage.showTime(), finished: showDone };
    const running = clockOf(phases, choices, listener);
    const stage = stageOf(routine.items, phases, running);

    function entered() {
      const phase = phases[running.place];
      const sentence = sentenceOf(phase, guide.stretches[routine.items[phase.item].stretch]);
      place = running.place;
      stage.showPhase();
      stage.say(sentence);
      keepScreenOn(true);
      cue(sentence, phase.kind === "hold" || phase.kind === "move" ? 660 : 520);
      remember();
    }

    function turned() {
      const isPaused = running.state === "paused";
      if (isPaused) hush();
      keepScreenOn(!isPaused);
      stage.showPause();
    }

    clock = running;
    shell(...stage.elements);
    stage.focus();
    running.begin(index);
  }

  /**
   * What changes is said once: by a screen reader, by a beep, or aloud.
   * @param {string} sentence @param {number} pitch
   */
  function cue(sentence, pitch) {
    if (choices.beep) beep(pitch);
    if (choices.voice && canSpeak) say(sentence);
  }

  // Opening and closing

  function remember() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ of: keyOf(), place }));
    } catch {
      // A page that is loaded anew then starts at the first stretch.
    }
  }

  function recall() {
    place = 0;
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
      if (kept.of === keyOf() && Number.isInteger(kept.place) && phases[kept.place]) place = kept.place;
    } catch {
      // As if nothing had been kept.
    }
  }

  const keyOf = () => JSON.stringify([routine, choices.length]);

  /** @param {SessionRoutine} wanted */
  function open({ name, items }) {
    routine = { name, items: items.filter((item) => Object.hasOwn(guide.stretches, item.stretch)) };
    plan();
    if (!phases.length) return;
    recall();
    document.body.append(dialog);
    dialog.showModal();
    showChoices();
    dialog.scrollTop = 0;
  }

  dialog.addEventListener("close", () => {
    clock?.stop();
    hush();
    keepScreenOn(false);
  });
  dialog.addEventListener("keydown", (event) => {
    if (!clock || clock.state === "stopped") return;
    const [before, after] = document.dir === "rtl" ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    const act = { [before]: clock.back, [after]: clock.skip }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  window.supple = { ...window.supple, session: { open } };
})();
