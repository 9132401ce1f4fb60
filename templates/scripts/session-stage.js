/* What a session shows while it runs: the picture, what to do, the seconds, and the controls. */
"use strict";

(() => {
  const { sessionGuide: guide, root } = window.supple;
  const { make, button } = window.supple.elements;
  const { _ } = window.supple.words;
  const { minutes, linesOf } = window.supple.sessionWords;
  const SHAPE = "http://www.w3.org/2000/svg";
  const RING = 2 * Math.PI * 45;
  const PRESSES = { running: _("Pause"), paused: _("Go on"), waiting: _("I am ready"), stopped: _("Pause") };

  /** @param {"track" | "rest"} kind */
  function circle(kind) {
    const made = document.createElementNS(SHAPE, "circle");
    for (const [name, value] of Object.entries({ cx: 50, cy: 50, r: 45 })) made.setAttribute(name, String(value));
    made.setAttribute("class", `guide-session__ring guide-session__ring--${kind}`);
    return made;
  }

  /**
   * @param {SessionItem[]} items @param {Phase[]} phases @param {SessionClock} clock
   * @returns {SessionStage}
   */
  function stageOf(items, phases, clock) {
    const rest = circle("rest");
    rest.setAttribute("stroke-dasharray", String(RING));
    const ring = document.createElementNS(SHAPE, "svg");
    ring.setAttribute("viewBox", "0 0 100 100");
    ring.setAttribute("aria-hidden", "true");
    ring.append(circle("track"), rest);

    const start = make("img", { className: "guide-session__start", alt: "" });
    const end = make("img", { className: "guide-session__picture", alt: "" });
    const startPlace = make("figure", {}, start, make("figcaption", {}, _("Start like this")));
    const endWords = make("figcaption", {}, _("Then go to here"));
    const pictures = make("div", { className: "guide-session__pictures" },
      startPlace, make("figure", {}, end, endWords));
    const title = make("h3", { className: "guide-session__title" });
    const what = make("p", { className: "guide-session__what" });
    const seconds = make("p", { className: "guide-session__seconds" });
    const inShort = make("p", { className: "guide-session__short" });
    const next = make("p", { className: "guide-session__next" });
    const steps = make("ol");
    const far = make("progress", { max: 1, "aria-label": _("How far you are") });
    const place = make("p", { className: "guide-session__place" });
    const pause = button(_("Pause"), clock.pauseOrGoOn, "guide-button--main guide-session__pause");
    const said = make("p", { className: "guide-hidden", role: "status" });

    /** @param {Phase} phase */
    const stretchOf = (phase) => guide.stretches[items[phase.item].stretch];
    /** @param {number} index */
    const secondsFrom = (index) => phases.slice(index).reduce((sum, phase) => sum + phase.seconds, 0);

    /** @param {HTMLImageElement} image @param {Stretch["picture"]} picture @param {Phase} phase */
    function paint(image, picture, { side }) {
      image.hidden = !picture;
      if (!picture) return;
      const [address, width, height] = picture;
      Object.assign(image, { src: new URL(address, root).href, width, height });
      image.classList.toggle("guide-session__picture--other", side === 2);
    }

    /** Before a hold, and while one goes to and fro, both ends are shown; in a hold, the hold alone. */
    function showPictures() {
      const phase = phases[clock.place];
      const stretch = stretchOf(phase);
      const [, width, height] = stretch.picture ?? ["", 0, 0];
      const isBoth = Boolean(stretch.start) && phase.kind !== "hold" && phase.kind !== "rest";
      paint(start, stretch.start, phase);
      paint(end, stretch.picture, phase);
      startPlace.hidden = endWords.hidden = !isBoth;
      // Whoever lies is wider than high: one above the other they are larger.
      pictures.classList.toggle("guide-session__pictures--stacked", isBoth && width > 1.5 * height);
    }

    function showPhase() {
      const phase = phases[clock.place];
      const stretch = stretchOf(phase);
      showPictures();
      title.textContent = stretch.title;
      what.replaceChildren(...linesOf(phase, stretch).map((line) => make("span", {}, line)));
      inShort.hidden = phase.kind !== "ready";
      inShort.textContent = stretch.inShort;
      steps.replaceChildren(...stretch.steps.map((step) => make("li", {}, step)));
      const following = phases.find((other, index) => index > clock.place && other.item > phase.item);
      next.textContent = following
        ? _("Next: {title}", { title: stretchOf(following).title }) : _("This is the last one.");
      place.textContent = _("{number} of {count}, about {minutes} left",
        { number: phase.item + 1, count: items.length, minutes: minutes(secondsFrom(clock.place)) });
      showPause();
      showTime();
    }

    function showPause() {
      pause.textContent = PRESSES[clock.state];
    }

    function showTime() {
      const phase = phases[clock.place];
      const left = clock.left / 1000;
      seconds.textContent = clock.state === "waiting" ? "" : String(Math.ceil(Math.max(left, 0)));
      const share = Math.min(Math.max(left / phase.seconds, 0), 1);
      rest.setAttribute("stroke-dashoffset", String(RING * (1 - share)));
      const whole = secondsFrom(0);
      far.value = (whole - secondsFrom(clock.place) + phase.seconds - left) / whole;
    }

    const elements = [far, place, pictures, title,
      make("div", { className: "guide-session__now" },
        make("div", { className: "guide-session__clock" }, ring, seconds), what),
      inShort,
      make("details", {}, make("summary", { className: "guide-routine-sheet__open" }, _("What to do")), steps),
      next,
      make("div", { className: "guide-session__controls" }, pause,
        button(_("Back"), clock.back), button(_("Again"), clock.again), button(_("Skip"), clock.skip)),
      said];
    return {
      elements, showPhase, showPause, showTime,
      focus: () => pause.focus(),
      say: (sentence) => { said.textContent = sentence; },
    };
  }

  window.supple = { ...window.supple, sessionStage: { stageOf } };
})();
