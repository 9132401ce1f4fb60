/* A button below the pictures of a stretch that shows the movement from A to B and back.

   The pictures say it all without it. Bodies between the two come from a file that is loaded
   once somebody presses the button; here their outlines are moved from one to the next. */
"use strict";

(() => {
  const MOVE = 2400; // milliseconds from one picture to the next: slowly, as it should be done
  const REST = 1500; // and this long on each picture
  const SHAPE = "http://www.w3.org/2000/svg";

  const { ownScripts, elements: { make, button, find, findAll }, words: { _ } } = window.supple;
  const [pictures] = findAll(HTMLElement, "[data-movement]");
  const asksForStillness = matchMedia("(prefers-reduced-motion: reduce)");
  if (!pictures || asksForStillness.matches) return;

  const row = find(HTMLElement, ".guide-pictures__row", pictures);
  const figures = findAll(HTMLElement, "figure", row);
  const playButton = button(_("Show the movement"), press, "guide-pictures__play");
  /** @type {{stops: number[], frames: Frame[]} | undefined} */
  let film; // what the file says: frames, and which of them are pictures
  /** @type {HTMLElement | undefined} */
  let stage; // what is shown in place of the pictures
  let request = 0;

  /**
   * The shapes of a body by name; a path is its letters, and the numbers behind each.
   * @typedef {Map<string, {kind: string, letters: string[], numbers: number[][]}>} Frame
   */
  /**
   * A picture that stands for a while, or the way between two frames with the words of a picture.
   * @typedef {{picture: number, time: number}} Still
   * @typedef {{from: number, to: number, caption: number, time: number}} Way
   */

  /* A copy of a picture without its names: patterns and clips are those of the picture itself. */
  /** @param {HTMLElement} figure */
  function copyOf(figure) {
    const copy = /** @type {HTMLElement} */ (figure.cloneNode(true));
    copy.classList.add("guide-pictures__picture--alone");
    copy.querySelectorAll("title, desc, defs").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return copy;
  }

  /** @param {[name: string, kind: string, path: string][][]} frames @returns {Frame[]} */
  function read(frames) {
    return frames.map((frame) => new Map(frame.map(([name, kind, path]) => [name, {
      kind,
      letters: path.match(/[a-z]/gi) ?? [],
      numbers: path.split(/[a-z]/i).slice(1).map((part) => (part.match(/-?\d+/g) ?? []).map(Number)),
    }])));
  }

  /**
   * @param {{letters: string[], numbers: number[][]}} a @param {{numbers: number[][]}} b
   * @param {number} share
   */
  function pathBetween(a, b, share) {
    const between = (/** @type {number} */ from, /** @type {number} */ to) => Math.round((from + (to - from) * share) * 10) / 10;
    return a.letters.map((letter, i) =>
      letter + a.numbers[i].map((number, j) => between(number, b.numbers[i][j])).join(" ")).join("");
  }

  /* Shapes are painted in the order of the nearer frame; those that only it has stay as they are. */
  /** @param {Element} group @param {Frame[]} frames @param {number} place */
  function draw(group, frames, place) {
    const before = frames[Math.floor(place)];
    const after = frames[Math.ceil(place)];
    const share = place % 1;
    const isNearer = share < .5;
    const [near, far] = isNearer ? [before, after] : [after, before];
    while (group.childElementCount > near.size) group.lastChild?.remove();
    while (group.childElementCount < near.size) group.append(document.createElementNS(SHAPE, "path"));
    [...near].forEach(([name, shape], i) => {
      const other = far.get(name);
      const agreeing = other?.letters.join() === shape.letters.join() ? other : shape;
      const path = pathBetween(shape, agreeing, isNearer ? share : 1 - share);
      group.children[i].setAttribute("class", shape.kind);
      group.children[i].setAttribute("d", path);
    });
  }

  /* Pictures A, B (and C) with the ways between them, and the way back to A, or on to it. */
  /** @param {{stops: number[], frames: Frame[]}} film @returns {(Still | Way)[]} */
  function partsOf({ stops, frames }) {
    const last = figures.length - 1;
    const ways = [...figures.keys()].flatMap((i) => [
      { picture: i, time: i ? REST : REST / 2 },
      { from: stops[i], to: stops[i + 1], caption: i + 1, time: MOVE },
    ]).slice(0, -1);
    const end = frames.length - 1;
    const back = { from: stops[last], to: end > stops[last] ? end : 0, caption: 0, time: MOVE };
    return [...ways, back, { picture: 0, time: REST / 2 }];
  }

  /** @param {Still | Way} part @param {Frame[]} frames @returns {(share: number) => void} */
  function show(part, frames) {
    const figure = copyOf(figures["picture" in part ? part.picture : part.caption]);
    stage?.replaceChildren(figure);
    if ("picture" in part) return () => {};
    const body = find(SVGGElement, "svg > g", figure);
    body.querySelectorAll("path:not(.p)").forEach((shape) => shape.remove());
    const group = body.appendChild(document.createElementNS(SHAPE, "g"));
    return (share) => {
      const eased = (1 - Math.cos(Math.PI * share)) / 2;
      draw(group, frames, part.from + (part.to - part.from) * eased);
    };
  }

  /** @param {{stops: number[], frames: Frame[]}} film */
  function play(film) {
    const parts = partsOf(film);
    let began = performance.now();
    let paint = show(parts[0], film.frames);
    const next = (/** @type {number} */ now) => {
      while (parts.length && now - began >= parts[0].time) {
        began += parts[0].time;
        parts.shift();
        if (parts.length) paint = show(parts[0], film.frames);
      }
      if (!parts.length) return stop();
      paint(Math.max(now - began, 0) / parts[0].time);
      request = requestAnimationFrame(next);
    };
    request = requestAnimationFrame(next);
  }

  /** @param {{stops: number[], frames: Frame[]}} film */
  function start(film) {
    playButton.textContent = _("Stop the movement");
    // A screen reader still finds the pictures.
    stage = make("div", { className: "guide-pictures__row", "aria-hidden": "true" });
    stage.style.minBlockSize = `${row.offsetHeight}px`;
    row.classList.add("guide-hidden");
    row.after(stage);
    play(film);
    playButton.scrollIntoView({ block: "nearest" }); // what stops it is always in sight
  }

  function stop() {
    cancelAnimationFrame(request);
    stage?.remove();
    stage = undefined;
    row.classList.remove("guide-hidden");
    playButton.textContent = _("Show the movement");
  }

  function load() {
    const script = make("script", { src: ownScripts.createScriptURL(pictures.dataset.movement ?? "") });
    script.onerror = () => { playButton.textContent = _("The movement cannot be loaded just now"); };
    document.head.append(script);
  }

  window.supple = {
    ...window.supple,
    movement({ stops, frames }) {
      film = { stops, frames: read(frames) };
      start(film);
    },
  };

  function press() {
    if (stage) stop();
    else if (film) start(film);
    else load();
  }

  // Paper and a reader who now wants stillness get the pictures.
  window.addEventListener("beforeprint", stop);
  asksForStillness.addEventListener("change", stop);
  row.after(playButton);
})();
