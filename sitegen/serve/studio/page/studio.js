/* The pose studio: what is done at a control goes to the server, which changes the text and draws. */

import { byId, capital, make, newId, worded } from "./elements.js";
import { faultWords, goTo, showFaults } from "./faults.js";
import { field } from "./fields.js";
import { folded, jointPart, reachPart } from "./joints.js";
import { again, pictureOf } from "./pictures.js";
import { inWords, listOf, valueAt } from "./values.js";

const POSES = ["start", "middle", "end"];
const SMALL_AFTER = 120; // milliseconds
const MOST_EDITS = 12; // that the server takes at once
const NO_ANSWER = "The preview does not answer. Is `build.py serve` still running?";
const ONE_STEP = 700; // milliseconds: what follows sooner at the same control is undone with it

const trouble = byId(HTMLElement, "trouble");
const textBox = byId(HTMLTextAreaElement, "text");
const copyButton = byId(HTMLButtonElement, "copy");
const undoButton = byId(HTMLButtonElement, "undo");
const redoButton = byId(HTMLButtonElement, "redo");

/** @param {string} words "" when all is well again. */
function tell(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

/** @param {string} words For those who do not see what happened. */
function say(words) {
  byId(HTMLElement, "said").textContent = words;
}

/** @param {string} address @returns {Promise<any>} */
async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/* Which stretch, or which base pose. */
async function choose() {
  document.title = "Pose studio";
  /** @type {{stretches: Record<string, string>, bases: Record<string, string>}} */
  const { stretches, bases } = await load("/_studio/choices.json");
  /** @param {Record<string, string>} query @param {string} words @param {...Node} shown */
  const entry = (query, words, ...shown) =>
    make("li", {}, make("a", { href: `/_studio/?${new URLSearchParams(query)}` }, ...shown, make("span", {}, words)));
  byId(HTMLElement, "bases").append(...Object.entries(bases).map(([base, svg]) =>
    entry({ base }, capital(worded(base)), again(pictureOf(svg), `-${base}`))));
  const entries = Object.entries(stretches).map(([stretch, title]) => {
    const image = make("img", { src: `/figures/${stretch}.svg`, alt: "", loading: "lazy" });
    image.addEventListener("error", () => image.replaceWith(make("span"))); // not in the last good build
    return entry({ stretch }, title, image);
  });
  byId(HTMLElement, "stretches").append(...entries);
  byId(HTMLInputElement, "find").addEventListener("input", (event) => {
    const wanted = /** @type {HTMLInputElement} */ (event.target).value.toLowerCase().split(/\s+/);
    for (const one of entries) one.hidden = !wanted.every((word) => one.textContent?.toLowerCase().includes(word));
    byId(HTMLElement, "none").hidden = entries.some((one) => !one.hidden);
  });
  byId(HTMLElement, "choose").hidden = false;
}

/** @param {Vocabulary} vocabulary @param {Opened} opened */
function open(vocabulary, opened) {
  let text = opened.text;
  let kept = opened.text; // what would not be lost with this page
  let revision = 0; // grows when the text is changed other than by the server
  let isAsking = false;
  let isStale = true;
  let pose = "end";
  /** @type {Drawn | undefined} */
  let drawn;
  /** @type {Map<string, Picture>} */
  const pictures = new Map(); // the last that could be drawn
  /** @type {Map<string, {svg: string, image: SVGElement}>} */
  const images = new Map();
  let isLater = false; // whether small pictures are to follow
  /** @type {Map<string, Edit>} */
  const waiting = new Map(); // of each control the last thing done, until it is sent
  /** @type {Set<string>} */
  let sent = new Set();
  /** @type {string[]} */
  const past = [];
  /** @type {string[]} */
  const future = [];
  let lastStep = { name: "", time: 0 };
  let isAsked = false;

  // Asking: one question at a time, and each with all that has been done since the one before.

  function ask() {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => {
      isAsked = false;
      if (!isAsking && isStale) send();
    });
  }

  async function send() {
    const names = [...waiting.keys()].slice(0, MOST_EDITS);
    const edits = names.flatMap((name) => waiting.get(name) ?? []);
    for (const name of names) waiting.delete(name);
    sent = new Set(names);
    [isAsking, isStale] = [true, waiting.size > 0];
    const asked = revision;
    const answer = await drawingOf({ text, body: opened.body, edits, steps: opened.steps });
    [sent, isAsking] = [new Set(), false];
    if (answer && asked === revision) take(answer);
    if (isStale) ask();
  }

  /** @param {{text: string, body: string, edits: Edit[], steps: number}} work @returns {Promise<Drawn | undefined>} */
  async function drawingOf(work) {
    try {
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch("/_studio/draw", { method: "POST", headers, body: JSON.stringify(work) });
      tell(answer.ok ? "" : `This is not drawn. ${await answer.text()}`);
      return answer.ok ? await answer.json() : undefined;
    } catch {
      tell(NO_ANSWER);
      return undefined;
    }
  }

  /** @param {Drawn} answer */
  function take(answer) {
    drawn = answer;
    text = answer.text;
    for (const picture of answer.pictures) {
      pictures.set(picture.pose, picture);
    }
    if (answer.pictures.length) {
      for (const name of POSES) if (!answer.pictures.some((picture) => picture.pose === name)) pictures.delete(name);
      if (!pictures.has(pose)) pose = "end";
    }
    show();
  }

  // Changing

  /** @param {string} name What is changed: the same again soon is one step back. */
  function remember(name) {
    const time = performance.now();
    if (name !== lastStep.name || time - lastStep.time > ONE_STEP) past.push(text);
    lastStep = { name, time };
    future.length = 0;
    showSteps();
  }

  /** @type {Desk} */
  const desk = {
    vocabulary,
    say,
    edit(name, edit) {
      remember(name);
      waiting.delete(name);
      waiting.set(name, edit);
      isStale = true;
      ask();
    },
  };

  /** @param {string} changed */
  function setText(changed) {
    text = changed;
    revision += 1;
    waiting.clear();
    isStale = true;
    ask();
  }

  /** @param {string[]} from @param {string[]} to @param {string} words */
  function step(from, to, words) {
    const other = from.pop();
    if (other === undefined) return;
    to.push(text);
    lastStep = { name: "", time: 0 };
    textBox.value = other;
    setText(other);
    showSteps();
    say(words);
  }

  function showSteps() {
    undoButton.disabled = !past.length;
    redoButton.disabled = !future.length;
  }

  undoButton.addEventListener("click", () => step(past, future, "Undone"));
  redoButton.addEventListener("click", () => step(future, past, "Done again"));
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target === textBox || (event.target instanceof HTMLInputElement && event.target.type === "text");
    if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    (event.shiftKey ? redoButton : undoButton).click();
  });
  textBox.addEventListener("input", () => {
    remember("text");
    setText(textBox.value);
  });

  // Showing

  const poseButtons = POSES.map((name) => {
    const thumb = make("span", { className: "pose__thumb" });
    const button = make("button", { type: "button", className: "pose" }, thumb, make("span", { className: "pose__name" }, capital(name)));
    button.addEventListener("click", () => {
      if (name === "middle" && !pictures.has(name)) desk.edit("middle", { do: "write", at: ["middle"], value: {} });
      pose = name;
      show();
    });
    return { name, button, thumb };
  });
  byId(HTMLElement, "poses").append(...poseButtons.map(({ button }) => button));

  const { main, all } = controlsOf(desk, () => pose);
  byId(HTMLElement, "pose-controls").append(...main.map((part) => part.element));
  byId(HTMLElement, "figure-controls").append(...all.map((part) => part.element));

  function show() {
    if (!drawn) return;
    const scene = {
      values: drawn.values,
      picture: pictures.get(pose),
      pose,
      isWaiting: (/** @type {string} */ name) => waiting.has(name) || sent.has(name),
    };
    showPicture();
    if (drawn.pictures.length || Object.keys(drawn.values).length) [...main, ...all].forEach((part) => part.show(scene));
    showFaults(drawn.faults);
    listFaults(drawn);
    byId(HTMLElement, "pose-name").textContent = pose;
    if (textBox.value !== text) textBox.value = text;
  }

  /** The drawing of a pose, read anew only where it is another. @param {string} name */
  function imageOf(name) {
    const svg = pictures.get(name)?.svg;
    if (svg === undefined) return undefined;
    let known = images.get(name);
    if (known?.svg !== svg) {
      known = { svg, image: pictureOf(svg) };
      images.set(name, known);
    }
    return known.image;
  }

  function showPicture() {
    for (const { name, button } of poseButtons) {
      const isThere = pictures.has(name);
      button.setAttribute("aria-pressed", String(name === pose));
      button.classList.toggle("pose--none", !isThere);
      button.setAttribute("aria-label", isThere ? `Change the ${name}` : "Add a picture between start and end");
    }
    const image = imageOf(pose);
    const stage = byId(HTMLElement, "picture");
    if (image && stage.firstChild !== image) stage.replaceChildren(image);
    byId(HTMLElement, "caption").textContent = String(valueAt(drawn?.values, [pose, "caption"]) ?? "");
    byId(HTMLElement, "words").textContent = pictures.get(pose)?.words ?? "";
    if (isLater) return;
    isLater = true;
    // Small pictures wait until the large one is painted, and until the hand rests for a moment.
    setTimeout(() => requestAnimationFrame(showSmallPictures), SMALL_AFTER);
  }

  function showSmallPictures() {
    isLater = false;
    for (const { name, thumb } of poseButtons) {
      const image = imageOf(name);
      thumb.replaceChildren(...(image ? [again(image, "-small")] : ["+"]));
    }
    const image = imageOf(pose);
    if (image) byId(HTMLElement, "paper").replaceChildren(again(image, "-paper"));
  }

  /** @param {Drawn} answer */
  function listFaults({ faults, pictures: news }) {
    const errors = faults.filter((fault) => fault.is_error).length;
    const warnings = faults.length - errors;
    const counts = [[errors, "fault"], [warnings, "warning"]].flatMap(([count, noun]) =>
      (count ? [`${count} ${noun}${count === 1 ? "" : "s"}`] : []));
    const note = news.length ? "" : " This is the last picture that could be drawn.";
    const words = `${counts.join(", ") || "No faults."}${note}`;
    const state = byId(HTMLElement, "state");
    if (state.textContent !== words) state.textContent = words;
    state.classList.toggle("stage__state--error", errors > 0);
    state.classList.toggle("stage__state--warning", !errors && warnings > 0);
    byId(HTMLElement, "picture").classList.toggle("is-old", !news.length);
    byId(HTMLElement, "faults").replaceChildren(...faults.map((fault) => {
      const where = fault.at.map((key) => (typeof key === "number" ? `${key + 1}` : worded(key))).join(" › ");
      const button = make("button", { type: "button", className: fault.is_error ? "fault fault--error" : "fault" },
        ...(where ? [make("span", { className: "fault__where" }, where)] : []), ...faultWords(fault));
      button.addEventListener("click", () => showFault(fault));
      return make("li", {}, button);
    }));
  }

  /** @param {Fault} fault */
  function showFault(fault) {
    const of = POSES.find((name) => name === fault.at[0]);
    if (of && of !== pose && pictures.has(of)) {
      pose = of;
      show();
    }
    if (fault.place && drawn && !drawn.pictures.length) selectPlace(fault.place);
    else if (!goTo(fault) && fault.place) selectPlace(fault.place);
  }

  /** @param {[number, number]} place */
  function selectPlace([line, column]) {
    const lines = text.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    textBox.focus();
    textBox.setSelectionRange(start + column - 1, start + (lines[line - 1] ?? "").length);
  }

  copyButton.addEventListener("click", async () => {
    while (waiting.size || isAsking) await new Promise(requestAnimationFrame); // for the last of it
    let words = "Copied. Paste it over the figure of the stretch.";
    try {
      await navigator.clipboard.writeText(text);
      kept = text;
    } catch {
      textBox.focus();
      textBox.select();
      words = "Press Ctrl+C to copy the selected text.";
    }
    copyButton.textContent = words.startsWith("Copied") ? "Copied" : "Now press Ctrl+C";
    say(words);
    setTimeout(() => { copyButton.textContent = "Copy as front matter"; }, 2500);
  });
  window.addEventListener("beforeunload", (event) => { if (text !== kept) event.preventDefault(); });

  document.title = `${opened.title} - Pose studio`;
  byId(HTMLElement, "title").append(opened.title, make("span", { className: "hint" }, opened.path));
  byId(HTMLElement, "tools").hidden = false;
  byId(HTMLElement, "desk").hidden = false;
  ask();
}

/**
 * The controls of a picture, and those of all pictures.
 * @param {Desk} desk @param {() => string} pose
 * @returns {{main: Part[], all: Part[]}}
 */
function controlsOf(desk, pose) {
  const { vocabulary } = desk;
  const joints = vocabulary.joints.map((joint) => jointPart(desk, joint));
  const reaches = Object.entries(vocabulary.reaches).map(([limb, keys]) => reachPart(desk, limb, keys));
  const own = partOf(desk, "Words, height and where it is felt", vocabulary.pose, () => [pose()]);
  const isLarge = (/** @type {Control} */ control) => ["group", "list", "choices"].includes(control.shape);
  const small = vocabulary.figure.filter((control) => !isLarge(control));
  const large = vocabulary.figure.filter(isLarge);
  const all = [
    partOf(desk, capital(small.map(({ key }) => worded(key)).join(", ")), small, () => []),
    ...large.map((control) => partOf(desk, capital(worded(control.key)), [control], () => [])),
  ];
  return { main: [...joints, ...reaches, own, takeOut(desk, pose)], all };
}

/**
 * Some controls, folded away.
 * @param {Desk} desk @param {string} name @param {Control[]} controls @param {() => Place} at
 * @returns {Part}
 */
function partOf(desk, name, controls, at) {
  const parts = controls.map((control) => field(desk, control, () => [...at(), control.key]));
  const { element, said } = folded(name, ...parts.map((part) => part.element));
  /** @type {Scene | undefined} */
  let last;
  element.addEventListener("toggle", () => { if (last) parts.forEach((part) => last && part.show(last)); });
  return {
    element,
    show(scene) {
      last = scene;
      const written = controls.map(({ key }) => valueAt(scene.values, [...at(), key])).filter((value) => value !== undefined);
      said.textContent = written.map((value) => (Array.isArray(value) ? listOf(value).map(inShort).join(", ") : inShort(value ?? ""))).join("; ");
      if (element.open) parts.forEach((part) => part.show(scene));
    },
  };
}

/** @param {Json} value */
function inShort(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? inWords(Object.values(value)[0] ?? "") : inWords(typeof value === "string" ? worded(value) : value);
}

/* The button that takes the picture in the middle out. */
/** @param {Desk} desk @param {() => string} pose @returns {Part} */
function takeOut(desk, pose) {
  const button = make("button", { type: "button", className: "button", id: newId() }, "Take out the picture in the middle");
  button.addEventListener("click", () => desk.edit("middle", { do: "write", at: ["middle"], value: null }));
  return { element: button, show() { button.hidden = pose() !== "middle"; } };
}

async function begin() {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("stretch") && !asked.has("base")) return choose();
  const query = new URLSearchParams([...asked].filter(([key]) => ["stretch", "base"].includes(key)));
  const [vocabulary, opened] = await Promise.all([load("/_studio/vocabulary.json"), load(`/_studio/open.json?${query}`)]);
  if (!opened.why_not) return open(vocabulary, opened);
  tell(`“${opened.title}” cannot be opened. ${opened.why_not} Begin with a base pose.`);
  return choose();
}

begin().catch(() => {
  tell("There is no such stretch. Choose one of these.");
  choose().catch(() => tell(NO_ANSWER));
});
