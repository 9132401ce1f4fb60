/* The page of one's own routine: what the reader changes, and what the page shows and says of it.

   Every change gives a new routine; the old one is put by, so that each change can be undone. */
"use strict";

(() => {
  const { guide, openSession, root, quickCode, routines, routineChanges, routineLink, routineRows } = window.supple;
  const { make, find, findAll } = window.supple.elements;
  const { _ } = window.supple.words;
  const MOST_UNDONE = 50;
  const SAFETY = new URL("safety/index.html", root).href;
  const home = find(HTMLElement, "#own-routine");
  const introduction = find(HTMLElement, "#about-my-routine");
  const heading = find(HTMLElement, "h1");
  const part = (/** @type {string} */ name) => find(HTMLElement, `[data-part="${name}"]`, home);
  const choice = find(HTMLSelectElement, '[data-part="choice"]', home);
  const ready = find(HTMLSelectElement, '[data-part="ready"]', home);
  const file = find(HTMLInputElement, '[data-part="file"]', home);
  const link = find(HTMLInputElement, '[data-part="link"]', home);
  const fields = /** @type {RoutineText[]} */ (Object.keys(routines.MOST_LETTERS)).map((name) =>
    ({ name, field: /** @type {HTMLInputElement | HTMLTextAreaElement} */ (part(name)) }));
  const blanks = findAll(HTMLElement, ".guide-prepared__blank", home);
  const title = heading.textContent ?? "";

  /** @type {Routine[]} */ const past = [];
  const kept = routines.load();
  let { routine } = kept;
  /** @type {Routine | null} */ let shared = null; // a routine that is offered, while another one is kept here
  /** @type {Element | null} */ let typingIn = null; // the field whose letters so far are one change
  const drawRows = routineRows.rowsIn(part("list"), press, drop);

  const say = (/** @type {string} */ text) => { part("status").textContent = text; };
  const count = (/** @type {RoutineItem[]} */ items) => routines.stretchesWords(items.length);

  /** @param {Routine} next @param {string} message */
  function change(next, message) {
    remember();
    typingIn = null;
    take(next, message);
  }

  function remember() {
    past.push(routine);
    past.splice(0, past.length - MOST_UNDONE);
    part("undo").setAttribute("aria-disabled", "false");
  }

  /** @param {Routine} next @param {string} message */
  function take(next, message) {
    routine = next;
    shared = null;
    keep();
    draw();
    tell([]);
    say(message);
  }

  function keep() {
    const isKept = routines.keep(routine);
    part("unkept").hidden = isKept;
    return isKept;
  }

  function undo() {
    const before = past.pop();
    typingIn = null;
    if (before) take(before, _("Undone. Your routine has {stretches}.", { stretches: count(before.items) }));
    else say(_("There is nothing to undo."));
  }

  // What the reader changes

  /** @param {RoutineChange} made */
  function apply(made) {
    if (made.routine) change(made.routine, made.message);
    else say(made.message);
  }

  /** @param {string} slug @param {RoutineAction} action */
  function press(slug, action) {
    const place = routine.items.findIndex((item) => item.stretch === slug);
    apply(routineChanges.press(routine, slug, action));
    if (action !== "remove") return;
    const left = findAll(HTMLElement, '[data-action="remove"]', part("list"));
    (left[place] ?? left[place - 1] ?? choice).focus();
  }

  /** @param {string} slug @param {number} to */
  function drop(slug, to) {
    if (routine.items[to].stretch !== slug) apply(routineChanges.move(routine, slug, to));
  }

  /** @param {RoutineText} name @param {HTMLInputElement | HTMLTextAreaElement} field */
  function type(name, field) {
    if (typingIn !== field) remember();
    typingIn = field;
    routine = { ...routine, [name]: routines.plainText(field.value, name) };
    keep();
    drawTexts(routine);
  }

  // What came from elsewhere

  function openLink() {
    const found = routineLink.fromHash(location.hash);
    if (found === undefined) return;
    shared = null;
    if (!found) {
      draw();
      return say(_("This link does not carry a whole routine. Ask for it again."));
    }
    offer(found, _("This is the routine from the link."));
  }

  /**
   * Take a routine where there is none yet; else show it and ask.
   * @param {ReadRoutine} found @param {string} message
   */
  function offer(found, message) {
    const isKnown = routineLink.toHash(found.routine) === routineLink.toHash(routine);
    if (isKnown) forgetLink();
    else if (routines.isEmpty(routine)) keepShared(found.routine);
    else {
      shared = found.routine;
      draw();
      say(message);
    }
    tell(found.problems);
  }

  function takeReady() {
    const found = routineLink.fromHash(ready.value);
    if (!found) return say(_("Choose a ready routine first."));
    ready.value = "";
    offer(found, _("This is the ready routine."));
    home.scrollIntoView(); // the question, or the list, is up there
    (shared ? part("keep") : part("start")).focus({ preventScroll: true });
  }

  /** @param {Routine} given */
  function keepShared(given) {
    change(given, routines.isEmpty(routine)
      ? _("This is your routine now.") : _("This is your routine now. Undo brings back the one before."));
    if (keep()) forgetLink(); // where nothing can be kept, the link is all there is
  }

  /** A reload shows what is kept by then, not the link again. */
  function forgetLink() {
    history.replaceState(null, "", location.href.split("#")[0]);
  }

  async function openFile() {
    const [opened] = file.files ?? [];
    if (!opened) return;
    const found = await routineLink.readFile(opened);
    file.value = ""; // the same file can be opened again
    if (!found) return say(_("This file holds no routine, or it is damaged. Nothing was changed."));
    change(found.routine, _("Opened: {stretches}. Undo brings back what you had.", { stretches: count(found.routine.items) }));
    tell(found.problems);
  }

  /** @param {string[]} problems */
  function tell(problems) {
    part("problems").replaceChildren(...problems.map((problem) => make("li", {}, problem)));
  }

  async function copyLink() {
    link.value = routineLink.toLink(routine);
    try {
      await navigator.clipboard.writeText(link.value);
      say(_("The link is copied. Paste it into a message or a letter."));
    } catch {
      part("link-by-hand").hidden = false; // old browsers, and pages opened from disk
      link.select();
      say(_("Copy the marked link."));
    }
  }

  // What the page shows

  function draw() {
    const now = shared ?? routine;
    home.classList.toggle("guide-my-routine--shared", Boolean(shared));
    for (const own of findAll(HTMLElement, "[data-own]", home)) own.hidden = Boolean(shared);
    part("shared").hidden = !shared;
    introduction.hidden = now.items.length > 0;
    part("empty").hidden = now.items.length > 0;
    part("filled").hidden = now.items.length === 0;
    part("days").hidden = Boolean(shared) || now.items.length === 0;
    part("undo").setAttribute("aria-disabled", String(past.length === 0));
    part("start").hidden = now.items.length === 0;
    drawRows(now);
    drawFacts(now);
    drawCautions(now);
    drawTexts(now);
    for (const { name, field } of fields) if (field !== typingIn) field.value = now[name];
    for (const option of choice.options) {
      option.disabled = option.value !== "" && routines.has(now, option.value);
    }
  }

  /** @param {Routine} now */
  function drawFacts(now) {
    const needs = routines.named(now, "needs", guide.needs).map((name) => guide.needs[name]);
    const floor = routines.timesToTheFloor(now);
    const minutes = routines.minutesWords(routines.secondsOf(now));
    const takes = _("About {minutes}, {count}.", { minutes, count: count(now.items) });
    part("facts").textContent = needs.length ? `${takes} ${_("You need {things}.", { things: listed(needs) })}` : takes;
    part("floor").hidden = floor === 0;
    part("floor-again").hidden = floor < 2;
    part("floor-count").textContent = String(floor);
  }

  /** `a, b and c` @param {string[]} things */
  function listed(things) {
    const [last, ...others] = [...things].reverse();
    return others.length ? _("{first} and {last}", { first: others.reverse().join(", "), last }) : last;
  }

  /** @param {Routine} now */
  function drawCautions(now) {
    const names = routines.named(now, "askFirst", guide.shortCautions);
    part("ask-first").hidden = names.length === 0;
    part("cautions").replaceChildren(...names.map((name) => {
      const numbers = now.items.flatMap(({ stretch }, place) =>
        (guide.stretches[stretch].askFirst.includes(name) ? [place + 1] : []));
      const which = numbers.length === now.items.length ? _("all") : numbers.join(", ");
      const link = make("a", { href: `${SAFETY}#${name}` }, guide.shortCautions[name]);
      return make("li", {}, link, " ", make("strong", {}, which));
    }));
  }

  /** What is typed, as the sheet shows it. @param {Routine} now */
  function drawTexts(now) {
    heading.textContent = now.name.trim() || title;
    const people = { person: now.preparedFor, author: now.preparedBy };
    blanks[0].textContent = _("Prepared for {person}", people);
    blanks[1].textContent = _("by {author}", people);
    part("people").textContent = preparedWords(people);
    part("note-shown").textContent = now.note;
    part("whose").hidden = !(now.note || now.preparedFor || now.preparedBy);
  }

  /** @param {{person: string, author: string}} people */
  function preparedWords(people) {
    if (people.person && people.author) return _("Prepared for {person} by {author}.", people);
    if (people.person) return _("Prepared for {person}.", people);
    return people.author ? _("Prepared by {author}.", people) : "";
  }

  /** What a phone reads from paper opens this very routine. */
  function drawCode() {
    const now = shared ?? routine;
    const old = find(Element, ".guide-sheet-foot__code");
    const picture = now.items.length > 0 && quickCode.pictureOf(routineLink.forPaper(now));
    if (!picture) return; // the code of this page stays
    picture.setAttribute("class", "guide-sheet-foot__code");
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", _("A code that a phone reads: it opens this routine"));
    old.replaceWith(picture);
  }

  function fillChoice() {
    for (const [area, name] of Object.entries(guide.areas)) {
      const group = make("optgroup", { label: name });
      for (const [slug, stretch] of Object.entries(guide.stretches)) {
        if (stretch.areas[0] === area) group.append(new Option(stretch.title, slug));
      }
      if (group.childElementCount) choice.append(group);
    }
  }

  // What the reader presses

  const pressed = {
    undo,
    add() { apply(routineChanges.add(routine, choice.value)); choice.value = ""; },
    take: takeReady,
    keep: () => { if (shared) keepShared(shared); },
    back() { forgetLink(); take(routine, _("This is your own routine.")); },
    async start() { say(await openSession({ ...(shared ?? routine), name: heading.textContent ?? "" })); },
    print: () => window.print(),
    copy: copyLink,
    save() { routineLink.saveFile(routine); say(_("The file is saved with your downloads.")); },
    open: () => file.click(),
    again: () => change(routines.empty(), _("All is cleared. Undo brings it back.")),
  };
  for (const [name, act] of Object.entries(pressed)) part(name).addEventListener("click", act);
  for (const { name, field } of fields) {
    field.maxLength = routines.MOST_LETTERS[name];
    field.addEventListener("input", () => type(name, field));
    field.addEventListener("change", () => { typingIn = null; });
  }
  file.addEventListener("change", openFile);
  document.addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!isUndo || (event.target instanceof Element && event.target.closest("input, textarea"))) return;
    event.preventDefault();
    undo();
  });
  window.addEventListener("beforeprint", drawCode);
  window.addEventListener("hashchange", openLink);
  // Another tab, or the way back to a page that the browser kept, may know a newer routine.
  const reload = () => { ({ routine } = routines.load()); draw(); };
  window.addEventListener("storage", (event) => { if (event.key === routines.KEY) reload(); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) reload(); });

  fillChoice();
  part("unkept").hidden = routines.mayKeep();
  draw();
  tell(kept.problems);
  openLink();
  find(HTMLElement, "#without-scripts").remove();
  home.hidden = false;
})();
