/* A button below the pictures of a stretch that shows the movement from A to B and back.

   The pictures say it all without it. Bodies between the two come from a file that is loaded
   once somebody presses the button; here their outlines are moved from one to the next. */
"use strict";

(() => {
  const MOVE = 2400; // milliseconds from one picture to the next: slowly, as it should be done
  const REST = 1500; // and this long on each picture
  const SHAPE = "http://www.w3.org/2000/svg";

  const { make, button } = window.supple.elements;
  const pictures = document.querySelector("[data-movement]");
  const asksForStillness = matchMedia("(prefers-reduced-motion: reduce)");
  if (!pictures || asksForStillness.matches) return;

  const row = pictures.querySelector(".guide-pictures__row");
  const figures = [...row.querySelectorAll("figure")];
  const playButton = button("Show the movement", press, "guide-pictures__play");
  let film; // what the file says: frames, and which of them are pictures
  let stage; // what is shown in place of the pictures
  let request = 0;

  /* A copy of a picture without its names: patterns and clips are those of the picture itself. */
  function copyOf(figure) {
    const copy = figure.cloneNode(true);
    copy.classList.add("guide-pictures__picture--alone");
    copy.querySelectorAll("title, desc, defs").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    return copy;
  }

  /* The frames as numbers: a path is its letters, and what stands between them. */
  function read(frames) {
    return frames.map((frame) => new Map(frame.map(([name, kind, path]) => [name, {
      kind,
      letters: path.match(/[a-z]/gi),
      numbers: path.split(/[a-z]/i).slice(1).map((part) => (part.match(/-?\d+/g) ?? []).map(Number)),
    }])));
  }

  function pathBetween(a, b, share) {
    const between = (from, to) => Math.round((from + (to - from) * share) * 10) / 10;
    return a.letters.map((letter, i) =>
      letter + a.numbers[i].map((number, j) => between(number, b.numbers[i][j])).join(" ")).join("");
  }

  /* Shapes are painted in the order of the nearer frame; those that only it has stay as they are. */
  function draw(group, place) {
    const before = film.frames[Math.floor(place)];
    const after = film.frames[Math.ceil(place)];
    const share = place % 1;
    const isNearer = share < .5;
    const [near, far] = isNearer ? [before, after] : [after, before];
    while (group.childElementCount > near.size) group.lastChild.remove();
    while (group.childElementCount < near.size) group.append(document.createElementNS(SHAPE, "path"));
    [...near].forEach(([name, shape], i) => {
      const other = far.get(name);
      const agrees = other && other.letters.join() === shape.letters.join();
      const path = pathBetween(shape, agrees ? other : shape, isNearer ? share : 1 - share);
      group.children[i].setAttribute("class", shape.kind);
      group.children[i].setAttribute("d", path);
    });
  }

  /* Pictures A, B (and C) with the ways between them, and the way back to A, or on to it. */
  function* parts() {
    const last = figures.length - 1;
    for (let i = 0; i <= last; i++) {
      yield { picture: i, time: i ? REST : REST / 2 };
      if (i < last) yield { from: film.stops[i], to: film.stops[i + 1], caption: i + 1, time: MOVE };
    }
    const end = film.frames.length - 1;
    yield { from: film.stops[last], to: end > film.stops[last] ? end : 0, caption: 0, time: MOVE };
    yield { picture: 0, time: REST / 2 };
  }

  function show(part) {
    const figure = copyOf(figures[part.picture ?? part.caption]);
    stage.replaceChildren(figure);
    if (part.picture !== undefined) return () => {};
    const body = figure.querySelector("svg > g");
    body.querySelectorAll("path:not(.p)").forEach((shape) => shape.remove());
    const group = body.appendChild(document.createElementNS(SHAPE, "g"));
    return (share) => {
      const eased = (1 - Math.cos(Math.PI * share)) / 2;
      draw(group, part.from + (part.to - part.from) * eased);
    };
  }

  function play() {
    const waiting = parts();
    let { value: part, done } = waiting.next();
    let began = performance.now();
    let paint = show(part);
    const next = (now) => {
      while (!done && now - began >= part.time) {
        began += part.time;
        ({ value: part, done } = waiting.next());
        if (!done) paint = show(part);
      }
      if (done) return stop();
      paint(Math.max(now - began, 0) / part.time);
      request = requestAnimationFrame(next);
    };
    request = requestAnimationFrame(next);
  }

  function start() {
    playButton.textContent = "Stop the movement";
    // A screen reader still finds the pictures.
    stage = make("div", { className: "guide-pictures__row", "aria-hidden": "true" });
    stage.style.minBlockSize = `${row.offsetHeight}px`;
    row.classList.add("guide-hidden");
    row.after(stage);
    play();
    playButton.scrollIntoView({ block: "nearest" }); // what stops it is always in sight
  }

  function stop() {
    cancelAnimationFrame(request);
    stage?.remove();
    stage = undefined;
    row.classList.remove("guide-hidden");
    playButton.textContent = "Show the movement";
  }

  function load() {
    const script = make("script", { src: pictures.dataset.movement });
    script.onerror = () => { playButton.textContent = "The movement cannot be loaded just now"; };
    document.head.append(script);
  }

  window.supple = {
    ...window.supple,
    movement({ stops, frames }) {
      film = { stops, frames: read(frames) };
      start();
    },
  };

  function press() {
    if (stage) stop();
    else if (film) start();
    else load();
  }

  // Paper and a reader who now wants stillness get the pictures.
  window.addEventListener("beforeprint", stop);
  asksForStillness.addEventListener("change", stop);
  row.after(playButton);
})();
