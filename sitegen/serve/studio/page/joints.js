/* Joints as sliders in the terms of goniometry, and where hands and feet go. */

import { capital, make, newId, worded } from "./elements.js";
import { faultBox } from "./faults.js";
import { field, replacedAt } from "./fields.js";
import { groupOf, inWords, valueAt } from "./values.js";

/**
 * One movement of a joint.
 * @param {Desk} desk @param {Joint} joint @param {Slider} slider
 * @param {() => {pose: string, key: string}} where
 * @returns {Part}
 */
function sliderPart(desk, joint, slider, where) {
  const { low, high, least, most, sign, movement } = slider;
  const range = make("input", { type: "range", min: String(least), max: String(most), step: "1" });
  const ends = [low, high].map((way) => way && end(way));
  const [lowEnd, highEnd] = ends;
  const reset = make("button", { type: "button", className: "slider__reset", title: "As in the picture before" }, "×");
  const fields = [range, ...ends.flatMap((one) => (one ? [one.input] : []))];
  const places = () => ends.flatMap((one, i) => (one ? [[where().pose, where().key, (i ? high : low)?.key ?? ""]] : []));
  const element = make("div", { className: "slider" },
    make("div", { className: "slider__ends" }, lowEnd?.element ?? make("span"), highEnd?.element ?? make("span"), reset),
    make("div", { className: "slider__track" }, scale(slider), range),
    faultBox(places, fields));

  /** @param {Way} way */
  function end(way) {
    const id = newId();
    const input = make("input", { type: "number", id, min: "0", max: "360", step: "1", inputMode: "decimal", className: "slider__number" });
    const label = make("label", { htmlFor: id }, worded(way.key), make("span", { className: "hint" }, way.about));
    return { input, element: make("span", { className: "slider__end" }, input, make("span", { "aria-hidden": "true" }, "°"), label) };
  }

  /** @param {number} position Degrees, below 0 in the direction of the left end. */
  function show(position) {
    range.value = String(position);
    const way = position < 0 ? low : high;
    range.setAttribute("aria-valuetext", `${Math.abs(position)} degrees ${worded(way?.key ?? "")}`);
    const texts = [position < 0 ? String(-position) : "", position < 0 ? "" : String(position)];
    ends.forEach((one, i) => {
      if (one && document.activeElement !== one.input) one.input.value = texts[i];
    });
  }

  const name = () => JSON.stringify(["bend", where().pose, where().key, movement]);
  /** @param {number | null} position */
  function bend(position) {
    const degrees = position === null ? null : position * sign;
    desk.edit(name(), { do: "bend", pose: where().pose, joint: where().key, movement, degrees });
  }

  range.addEventListener("input", () => {
    show(Number(range.value));
    bend(Number(range.value));
  });
  ends.forEach((one, i) => one?.input.addEventListener("input", () => {
    const { value, validity } = one.input;
    if (validity.badInput || validity.rangeOverflow || validity.rangeUnderflow) return;
    const other = ends[1 - i]?.input;
    if (other) other.value = "";
    const position = (i ? 1 : -1) * Number(value);
    range.value = String(position);
    bend(value === "" ? null : position);
  }));
  reset.addEventListener("click", () => {
    bend(null);
    range.focus();
  });

  return {
    element,
    show({ values, picture, isWaiting }) {
      const { pose, key } = where();
      const words = [low, high].flatMap((way) => (way ? [worded(way.key)] : [])).join(" or ");
      range.setAttribute("aria-label", `${capital(worded(key))}: ${words}`);
      reset.setAttribute("aria-label", `${capital(worded(key))}, ${words}: as in the picture before`);
      const written = groupOf(valueAt(values, [pose, key]));
      const isWritten = [low, high].some((way) => way && way.key in written);
      element.classList.toggle("is-written", isWritten);
      reset.hidden = !isWritten;
      if (isWaiting(name())) return;
      const side = joint.keys.length > 1 && key === joint.keys.at(-1) ? joint.keys[0] : key;
      const degrees = picture?.angles[side]?.[movement] ?? 0;
      show(degrees * sign || 0);
    },
  };
}

/** The usual range and the limit, marked along the track. @param {Slider} slider */
function scale({ least, most, usual, limit }) {
  const share = (/** @type {number} */ degrees) => `${((degrees - least) / (most - least)) * 100}%`;
  const marks = make("div", { className: "slider__scale", "aria-hidden": "true" });
  /** @param {string} kind @param {number} from @param {number} to */
  const band = (kind, from, to) => {
    const [start, end] = [Math.max(from, least), Math.min(to, most)];
    const mark = make("span", { className: `slider__band slider__band--${kind}` });
    mark.style.setProperty("inset-inline-start", share(start));
    mark.style.setProperty("inline-size", `${((end - start) / (most - least)) * 100}%`);
    if (end > start) marks.append(mark);
  };
  if (usual && limit) {
    band("past", least, limit[0]);
    band("near", limit[0], usual[0]);
    band("usual", usual[0], usual[1]);
    band("near", usual[1], limit[1]);
    band("past", limit[1], most);
  } else band("open", least, most);
  const stops = new Set([0, ...(limit ?? [])].filter((stop) => stop >= least && stop <= most));
  for (const stop of stops) {
    const tick = make("span", { className: stop ? "slider__tick slider__tick--limit" : "slider__tick" }, String(Math.abs(stop)));
    tick.style.setProperty("inset-inline-start", share(stop));
    marks.append(tick);
  }
  return marks;
}

/**
 * A choice of right, left and both.
 * @param {string[]} keys @param {string} name @param {() => void} changed
 */
function sides(keys, name, changed) {
  const words = ["right", "left", "both alike"];
  const group = newId();
  const inputs = keys.map((key, i) => make("input", { type: "radio", name: group, value: key, checked: i === 0 }));
  const element = make("fieldset", { className: "sides" }, make("legend", { className: "hidden" }, `Side of the ${name}`),
    ...inputs.map((input, i) => make("label", { className: "sides__side" }, input, make("span", {}, words[i]))));
  element.addEventListener("change", changed);
  element.hidden = keys.length < 2;
  return {
    element,
    get key() { return inputs.find((input) => input.checked)?.value ?? keys[0]; },
    /** @param {string} key */
    choose(key) { inputs.forEach((input) => { input.checked = input.value === key; }); },
  };
}

/**
 * A part that can be folded away, with what is written in it beside its name.
 * @param {string} name @param {...HTMLElement} children
 */
export function folded(name, ...children) {
  const said = make("span", { className: "part__said" });
  const element = make("details", { className: "part" },
    make("summary", {}, make("span", { className: "part__name" }, name), said), make("div", { className: "part__body" }, ...children));
  return { element, said };
}

/** What is written under some keys. @param {Scene} scene @param {string[]} keys @param {string} name */
function saidOf({ values, pose }, keys, name) {
  return keys.flatMap((key) => {
    const written = valueAt(values, [pose, key]);
    if (written === undefined) return [];
    const side = keys.length < 2 ? "" : `${key === keys.at(-1) ? "both" : worded(key.slice(name.length + 1))}: `;
    return [`${side}${inWords(written)}`];
  }).join("; ");
}

/** Which side to show first: one that is written. @param {Scene} scene @param {string[]} keys */
function firstSide({ values, pose }, keys) {
  return keys.find((key) => valueAt(values, [pose, key]) !== undefined) ?? keys[0];
}

/** @param {Desk} desk @param {Joint} joint @returns {Part} */
export function jointPart(desk, joint) {
  let pose = "";
  /** @type {Scene | undefined} */
  let last;
  const side = sides(joint.keys, joint.name, () => { if (last) show(last); });
  const where = () => ({ pose, key: side.key });
  const note = make("p", { className: "hint" });
  const parts = [
    ...joint.sliders.map((slider) => sliderPart(desk, joint, slider, where)),
    ...joint.others.map((control) => field(desk, control, () => [pose, side.key, control.key])),
  ];
  const box = faultBox(() => joint.keys.map((key) => [pose, key]), []);
  const { element, said } = folded(capital(worded(joint.name)), side.element, note, ...parts.map((part) => part.element), box);

  /** @param {Scene} scene */
  function show(scene) {
    if (scene.pose !== pose) {
      side.choose(firstSide(scene, joint.keys));
      element.open = joint.keys.some((key) => valueAt(scene.values, [scene.pose, key]) !== undefined);
    }
    [pose, last] = [scene.pose, scene];
    said.textContent = saidOf(scene, joint.keys, joint.name);
    const of = side.key.endsWith("_left") ? "left" : "right";
    const target = scene.picture?.reaches[`${joint.limb}_${of}`];
    note.textContent = target ? `It follows the ${joint.limb}, which goes to the ${worded(target)}. A slider lets go of that.` : "";
    note.hidden = !target;
    if (element.open) parts.forEach((part) => part.show(scene));
  }

  element.addEventListener("toggle", () => { if (last) show(last); });
  return { element, show };
}

/** @param {Desk} desk @param {string} limb @param {string[]} keys @returns {Part} */
export function reachPart(desk, limb, keys) {
  const { kinds, shorthands, in_the_room: inTheRoom } = desk.vocabulary;
  const [to, ...others] = kinds.Reach;
  let pose = "";
  /** @type {Scene | undefined} */
  let last;
  const side = sides(keys, limb, () => { if (last) show(last); });
  const id = newId();
  const before = make("option", { value: "" });
  const select = make("select", { id }, before, ...(to.words ?? []).map((word) => make("option", { value: word }, worded(word))));
  select.addEventListener("change", () => {
    const name = JSON.stringify([pose, side.key]);
    if (select.value) desk.edit(name, { do: "send", pose, limb: side.key, to: select.value });
    else desk.edit(name, { do: "write", at: [pose, side.key], value: null });
  });
  const target = () => String(groupOf(valueAt(last?.values, [pose, side.key]), shorthands.Reach).to ?? to.default);
  const axes = () => {
    if (inTheRoom.includes(target())) return ["forward", "left", ...(target() === "floor" ? [] : ["up"])];
    return /-(left|right)$/.test(target()) ? [] : ["up"]; // on a limb it says how far along
  };
  const parts = others.map((control) => field(desk, control, () => [pose, side.key, control.key], { axes }));
  const more = make("div", { className: "group" }, ...parts.map((part) => part.element));
  const box = faultBox(() => keys.map((key) => [pose, key]), [select]);
  const { element, said } = folded(capital(limb), side.element,
    make("div", { className: "field" }, make("label", { htmlFor: id, className: "field__label" }, "Goes to"), select, box), more);

  /** @param {Scene} scene */
  function show(scene) {
    if (scene.pose !== pose) {
      side.choose(firstSide(scene, keys));
      element.open = keys.some((key) => valueAt(scene.values, [scene.pose, key]) !== undefined);
    }
    [pose, last] = [scene.pose, scene];
    said.textContent = saidOf(scene, keys, limb);
    const written = valueAt(scene.values, [pose, side.key]);
    const whole = groupOf(written, shorthands.Reach);
    const now = scene.picture?.reaches[side.key === keys.at(-1) ? keys[0] : side.key];
    before.textContent = now ? `as before: ${worded(now)}` : "nowhere: as its joints bend";
    select.value = written === undefined ? "" : String(whole.to ?? to.default);
    more.hidden = written === undefined;
    const values = written === undefined ? scene.values : replacedAt(scene.values, [pose, side.key], whole);
    if (element.open) parts.forEach((part) => part.show({ ...scene, values }));
  }

  element.addEventListener("toggle", () => { if (last) show(last); });
  return { element, show };
}
