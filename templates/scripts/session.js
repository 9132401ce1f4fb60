/* A guided session: one stretch at a time, large, with the seconds, from getting ready to done.

   Time is told by the clock, not by ticks: a phone that was locked shows what is due now. */
"use strict";

(() => {
  const { guide, root } = window.supple;
  const { make, button } = window.supple.elements;
  const { phasesOf } = window.supple.sessionPlan;
  const { beep, canSpeak, say, hush, keepScreenOn } = window.supple.cues;
  const TICK = 200; // milliseconds
  const RING = 2 * Math.PI * 45;
  const KEPT = "supple.session";
  const WORDS = {
    ready: "Get ready", hold: "Hold", rest: "Rest", switch: "Now the other side", move: "Move slowly",
  };

  /** @type {{name: string, items: SessionItem[]}} */ let routine;
  /** @type {Phase[]} */ let phases = [];
  let place = 0; // which phase
  let endsAt = 0; // by the clock, while it runs
  let left = 0; // milliseconds, while it is paused
  let state = "closed"; // "closed" | "choosing" | "running" | "paused" | "waiting" | "done"
  let ticking;
  let dialog;
  let parts; // the elements that change
  const choices = { length: "short", beep: true, voice: false, wait: false };

  try {
    Object.assign(choices, JSON.parse(localStorage.getItem(KEPT) ?? "{}"));
  } catch {
    // Storage is forbidden, or holds something else: the choices start anew.
  }

  const stretchOf = (phase) => guide.stretches[routine.items[phase.item].stretch];
  const sideWords = (phase) => ["", "First side", "Other side"][phase.side];
  const minutes = (seconds) => {
    const whole = Math.max(1, Math.round(seconds / 60));
    return `${whole} ${whole === 1 ? "minute" : "minutes"}`;
  };
  const secondsFrom = (index) =>
    phases.slice(index).reduce((sum, phase) => sum + phase.seconds, 0);

  // The screens

  function shell(...children) {
    const end = button("End", close, "guide-session__end");
    const title = make("h2", { className: "guide-session__name", id: "session-name", textContent: routine.name });
    dialog.replaceChildren(make("div", { className: "guide-session__top" }, title, end), ...children);
  }

  function showChoices() {
    state = "choosing";
    const goOn = place > 0 && place < phases.length;
    const start = button(goOn ? "Start again from the first" : "Start", () => begin(0), "guide-button--main");
    const again = goOn && button(
      `Go on with ${stretchOf(phases[place]).title}`, () => begin(place), "guide-button--main");
    const stop = make("ul", {}, ...guide.stop.map((sign) => make("li", { textContent: sign })));
    shell(make("div", { className: "guide-session__choices" },
      make("p", { textContent: `${routine.items.length} stretches, about ${minutes(lengthOf())}. Go at your own pace. Pause or end it at any time.` }),
      hasRanges() ? make("fieldset", {}, make("legend", { textContent: "How long to hold" }),
        radio("short", "Short: begin here"), radio("middle", "In between"), radio("long", "Long")) : "",
      make("fieldset", {}, make("legend", { textContent: "Help on the way" }),
        tick("beep", "A soft beep at each change"),
        canSpeak ? tick("voice", "Say it aloud") : "",
        tick("wait", "Wait for me before each stretch")),
      make("div", { className: "guide-session__stop" },
        make("h3", { textContent: "Stop at once if" }), stop)),
      make("div", { className: "guide-session__actions" }, again || "", start));
    (again || start).focus();
  }

  const hasRanges = () => routine.items.some((item) => Array.isArray(item.hold) && item.hold[0] < item.hold[1]);
  const lengthOf = () =>
    phasesOf(routine.items, guide, choices.length).reduce((sum, phase) => sum + phase.seconds, 0);

  function tick(name, text) {
    return field("checkbox", text, choices[name], (input) => { choices[name] = input.checked; });
  }

  function radio(value, text) {
    return field("radio", text, choices.length === value, () => {
      choices.length = value;
      place = 0; // another length is another session
      showChoices();
      dialog.querySelector(`[value=${value}]`).focus();
    }, value);
  }

  function field(type, text, checked, change, value = "on") {
    const input = make("input", { type, name: `session-${type}`, value, checked });
    input.addEventListener("change", () => {
      change(input);
      try {
        localStorage.setItem(KEPT, JSON.stringify(choices));
      } catch {
        // Not kept for next time; it counts now all the same.
      }
    });
    return make("label", { className: "guide-session__choice" }, input, text);
  }

  function showStage() {
    parts = {
      picture: make("img", { className: "guide-session__picture", alt: "" }),
      title: make("h3", { className: "guide-session__title" }),
      what: make("p", { className: "guide-session__what" }),
      seconds: make("p", { className: "guide-session__seconds" }),
      ring: ring(),
      next: make("p", { className: "guide-session__next" }),
      steps: make("ol", {}),
      far: make("progress", { max: 1, "aria-label": "How far you are" }),
      place: make("p", { className: "guide-session__place" }),
      pause: button("Pause", pauseOrGoOn, "guide-button--main guide-session__pause"),
      said: make("p", { className: "guide-hidden", role: "status" }),
    };
    const controls = make("div", { className: "guide-session__controls" }, parts.pause,
      button("Back", back), button("Again", () => begin(place)), button("Skip", skip));
    shell(parts.far, parts.place, parts.picture, parts.title,
      make("div", { className: "guide-session__now" },
        make("div", { className: "guide-session__clock" }, parts.ring, parts.seconds), parts.what),
      make("details", { className: "guide-session__steps" },
        make("summary", { textContent: "What to do" }), parts.steps),
      parts.next, controls, parts.said);
    parts.pause.focus();
  }

  function ring() {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.setAttribute("viewBox", "0 0 100 100");
    picture.setAttribute("aria-hidden", "true");
    for (const kind of ["track", "rest"]) {
      const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      for (const [name, value] of Object.entries({ cx: 50, cy: 50, r: 45 })) circle.setAttribute(name, value);
      circle.setAttribute("class", `guide-session__ring guide-session__ring--${kind}`);
      picture.append(circle);
    }
    picture.lastChild.setAttribute("stroke-dasharray", RING);
    return picture;
  }

  function showDone() {
    state = "done";
    place = 0;
    remember();
    keepScreenOn(false);
    clearInterval(ticking);
    const closing = button("Close", close, "guide-button--main");
    shell(make("div", { className: "guide-session__choices" },
      make("p", { className: "guide-session__title", textContent: "Done. Take a breath before you move on." }),
      make("p", { textContent: "Get up slowly. If anything hurts now that did not before, do less next time." }),
      closing, button("Do it again", showChoices)));
    closing.focus();
    cue("Done.", 390);
    document.dispatchEvent(new CustomEvent("supple:done", { detail: { name: routine.name } }));
  }

  // What is shown of one phase

  function showPhase() {
    const phase = phases[place];
    const stretch = stretchOf(phase);
    const [address, width, height] = stretch.picture ?? [];
    parts.picture.hidden = !address;
    if (address) Object.assign(parts.picture, { src: new URL(address, root).href, width, height });
    parts.picture.classList.toggle("guide-session__picture--other", phase.side === 2);
    parts.title.textContent = stretch.title;
    parts.what.replaceChildren(...whatOf(phase, stretch).map((words) => make("span", { textContent: words })));
    parts.steps.replaceChildren(...stretch.steps.map((step) => make("li", { textContent: step })));
    const following = phases.find((other, index) => index > place && other.item > phase.item);
    parts.next.textContent = following ? `Next: ${stretchOf(following).title}` : "This is the last one.";
    parts.place.textContent =
      `${phase.item + 1} of ${routine.items.length}, about ${minutes(secondsFrom(place))} left`;
    showPause();
  }

  /** What to do now, line by line. */
  function whatOf(phase, stretch) {
    const side = phase.kind === "switch" ? "" : sideWords(phase);
    const count = { hold: phase.times > 1 ? `${phase.time} of ${phase.times}` : "", move: `${phase.times} times` };
    const balance = phase.kind === "ready" && stretch.balance ? "Hold on to something firm" : "";
    return [WORDS[phase.kind], count[phase.kind], side, balance].filter(Boolean);
  }

  function showPause() {
    const words = { running: "Pause", paused: "Go on", waiting: "I am ready" };
    parts.pause.textContent = words[state] ?? "Pause";
  }

  function showTime() {
    const phase = phases[place];
    const rest = state === "running" ? endsAt - Date.now() : left;
    const seconds = Math.ceil(Math.max(rest, 0) / 1000);
    parts.seconds.textContent = state === "waiting" ? "" : seconds;
    const share = Math.min(Math.max(rest / 1000 / phase.seconds, 0), 1);
    parts.ring.lastChild.setAttribute("stroke-dashoffset", RING * (1 - share));
    const whole = secondsFrom(0);
    parts.far.value = (whole - secondsFrom(place) + phase.seconds - rest / 1000) / whole;
  }

  /** What changes is said once: by a screen reader, by a beep, or aloud. */
  function announce() {
    const phase = phases[place];
    const stretch = stretchOf(phase);
    const opening = phase.kind === "ready" ? `${stretch.title}. ` : "";
    const length = phase.kind === "hold" ? ` for ${phase.seconds} seconds` : "";
    const side = phase.kind === "hold" && phase.side && phase.time === 1 ? `, ${sideWords(phase).toLowerCase()}` : "";
    const count = phase.kind === "move" ? `, ${phase.times} times` : "";
    const text = `${opening}${WORDS[phase.kind]}${length}${count}${side}.`;
    parts.said.textContent = text;
    cue(text, phase.kind === "hold" || phase.kind === "move" ? 660 : 520);
  }

  function cue(text, pitch) {
    if (choices.beep) beep(pitch);
    if (choices.voice && canSpeak) say(text);
  }

  // The clock

  function begin(index) {
    if (state === "choosing") {
      if (index === 0) phases = phasesOf(routine.items, guide, choices.length);
      showStage();
    }
    place = index;
    clearInterval(ticking);
    ticking = setInterval(tickOn, TICK);
    keepScreenOn(true);
    enter(Date.now());
  }

  /** Enter the phase at `place`, which began at a time of the clock. */
  function enter(now) {
    const phase = phases[place];
    left = phase.seconds * 1000;
    state = phase.kind === "ready" && choices.wait ? "waiting" : "running";
    endsAt = now + left;
    showPhase();
    showTime();
    announce();
    remember();
  }

  function tickOn() {
    let hasMoved = false;
    while (state === "running" && Date.now() >= endsAt) {
      place += 1;
      hasMoved = true;
      if (place >= phases.length) return showDone();
      const phase = phases[place];
      if (phase.kind === "ready" && choices.wait) break;
      endsAt += phase.seconds * 1000;
    }
    if (hasMoved) enter(choices.wait && phases[place].kind === "ready" ? Date.now() : endsAt - phases[place].seconds * 1000);
    else showTime();
  }

  function pauseOrGoOn() {
    if (state === "running") {
      left = endsAt - Date.now();
      state = "paused";
      hush();
      keepScreenOn(false);
    } else {
      endsAt = Date.now() + left;
      if (state === "waiting") endsAt = Date.now(); // whoever is ready need not wait
      state = "running";
      keepScreenOn(true);
    }
    showPause();
    tickOn();
  }

  /** Back to the start of this stretch; from its start, to the one before. */
  function back() {
    const item = phases[place].item;
    const first = phases.findIndex((phase) => phase.item === item);
    const before = phases.findIndex((phase) => phase.item === item - 1);
    begin(place === first && before >= 0 ? before : first);
  }

  function skip() {
    const next = phases.findIndex((phase, index) => index > place && phase.item > phases[place].item);
    if (next < 0) showDone();
    else begin(next);
  }

  // Opening and closing

  function remember() {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ of: keyOf(routine), place }));
    } catch {
      // A page that is loaded anew then starts at the first stretch.
    }
  }

  function recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
      if (kept.of === keyOf(routine) && phases[kept.place]) place = kept.place;
    } catch {
      // As if nothing had been kept.
    }
  }

  const keyOf = (one) => JSON.stringify([one, choices.length]);

  /** @param {{name: string, items: SessionItem[]}} wanted */
  function open(wanted) {
    const items = wanted.items.filter((item) => Object.hasOwn(guide.stretches, item.stretch));
    routine = { name: wanted.name, items };
    phases = phasesOf(items, guide, choices.length);
    if (!phases.length) return;
    place = 0;
    recall();
    dialog ??= document.body.appendChild(make("dialog", { className: "guide-session" }));
    dialog.setAttribute("aria-labelledby", "session-name");
    dialog.onclose = ended;
    dialog.onkeydown = keys;
    dialog.showModal();
    showChoices();
    dialog.scrollTop = 0;
  }

  function close() {
    dialog.close();
  }

  function ended() {
    clearInterval(ticking);
    hush();
    keepScreenOn(false);
    state = "closed";
  }

  function keys(event) {
    const isStage = ["running", "paused", "waiting"].includes(state);
    const does = { ArrowLeft: back, ArrowRight: skip }[event.key];
    if (isStage && does) {
      event.preventDefault();
      does();
    }
  }

  /* A routine's page says in its rows what to do; the button stands where the template left room. */
  for (const room of document.querySelectorAll("[data-session]")) {
    const items = [...document.querySelectorAll("[data-stretch]")].map(({ dataset }) => ({
      stretch: dataset.stretch,
      hold: dataset.hold.split("-").map(Number),
      times: dataset.times.split("-").map(Number),
    }));
    room.append(button("Start, step by step", () => open({ name: room.dataset.session, items }), "guide-button--main"));
  }

  window.supple = { ...window.supple, session: { open } };
})();
