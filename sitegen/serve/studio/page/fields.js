/* A control for each shape of value: words, numbers, choices, directions, places, groups, lists. */

import { capital, make, newId, worded } from "./elements.js";
import { faultBox, forgetSpots } from "./faults.js";
import { groupOf, listOf, valueAt } from "./values.js";

const FINE = 0.005; // a share of stature: 8 mm
const AXES = ["forward", "left", "up"];

/**
 * What sets the value at a place.
 * @param {Desk} desk @param {Control} control @param {(scene?: Scene) => Place} at
 * @param {{axes?: () => string[]}} [more]
 * @returns {Part}
 */
export function field(desk, control, at, more = {}) {
  const shapes = { flag, text, number, choice, choices, direction, place, group, list };
  return shapes[control.shape](desk, control, at, more);
}

/** @param {Place} at */
const nameOf = (at) => JSON.stringify(at);

/** @param {Desk} desk @param {Place} at @param {Json} value */
function write(desk, at, value) {
  desk.edit(nameOf(at), { do: "write", at, value });
}

/**
 * A label, what it is for, and a hint.
 * @param {Control} control @param {HTMLElement} input @param {...HTMLElement} more
 */
function row(control, input, ...more) {
  const id = newId();
  input.id = id;
  const hint = control.about ? [make("span", { className: "hint" }, control.about)] : [];
  return make("div", { className: "field" },
    make("label", { htmlFor: id, className: "field__label" }, capital(worded(control.key)), ...hint), input, ...more);
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function flag(desk, control, at) {
  const input = make("input", { type: "checkbox", id: newId() });
  input.addEventListener("change", () => write(desk, at(), input.checked || null));
  const label = make("label", { className: "field field--flag" }, input,
    make("span", { className: "field__label" }, capital(worded(control.key)), make("span", { className: "hint" }, control.about)));
  const element = make("div", {}, label, faultBox(() => [at()], [input]));
  return {
    element,
    show({ values }) {
      input.checked = valueAt(values, at()) === true;
    },
  };
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function text(desk, control, at) {
  const input = make("input", { type: "text", autocomplete: "off" });
  input.addEventListener("input", () => write(desk, at(), input.value || null));
  return {
    element: row(control, input, faultBox(() => [at()], [input])),
    show({ values }) {
      const value = String(valueAt(values, at()) ?? "");
      if (document.activeElement !== input || value.trim() !== input.value.trim()) input.value = value;
    },
  };
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function number(desk, control, at) {
  const { least, most } = control;
  const isBounded = least !== undefined && most !== undefined;
  const step = control.is_whole || (isBounded && most - least > 20) ? 1 : FINE;
  const bounds = isBounded ? { min: String(least), max: String(most) } : {};
  const input = make("input", { type: "number", step: String(step), inputMode: "decimal", ...bounds });
  const usual = control.default ?? "";
  input.placeholder = String(usual);
  const range = make("input", { type: "range", step: String(step), ...bounds, "aria-label": capital(worded(control.key)) });
  const isLong = isBounded && !control.is_whole;
  const send = (/** @type {string} */ value) => write(desk, at(), value === "" ? null : Number(value));
  input.addEventListener("input", () => { if (!input.validity.badInput) send(input.value); });
  range.addEventListener("input", () => {
    input.value = range.value;
    send(range.value);
  });
  const box = faultBox(() => [at()], [input, range]);
  const element = row(control, input, box);
  if (isLong) box.before(make("div", { className: "field__drag" }, range, input));
  return {
    element,
    show({ values, isWaiting }) {
      if (isWaiting(nameOf(at()))) return;
      const value = valueAt(values, at());
      if (document.activeElement !== input) input.value = typeof value === "number" ? String(value) : "";
      range.value = String(typeof value === "number" ? value : usual || 0);
    },
  };
}

/** @param {string[]} words @param {string} none */
function optionsOf(words, none) {
  const first = none ? [make("option", { value: "" }, none)] : [];
  return [...first, ...words.map((word) => make("option", { value: word }, worded(word)))];
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function choice(desk, control, at) {
  const left = control.default ? `${worded(String(control.default))} (unless said)` : "not said";
  const select = make("select", {}, ...optionsOf(control.words ?? [], control.is_required ? "" : left));
  select.addEventListener("change", () => write(desk, at(), select.value || null));
  return {
    element: row(control, select, faultBox(() => [at()], [select])),
    show({ values, isWaiting }) {
      if (!isWaiting(nameOf(at()))) select.value = String(valueAt(values, at()) ?? "");
    },
  };
}

/* Several words, in an order that counts. */
/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function choices(desk, control, at) {
  /** @type {Json[]} */
  let chosen = [];
  const chips = make("ul", { className: "chips" });
  const select = make("select", {});
  const put = (/** @type {Json[]} */ words) => write(desk, at(), words.length ? words : null);
  select.addEventListener("change", () => put([...chosen, select.value]));
  const element = row(control, select, chips, faultBox(() => [at()], [select]));
  /** @param {Json} word */
  const chip = (word) => {
    const remove = make("button", { type: "button", className: "chip" }, worded(String(word)), make("span", { "aria-hidden": "true" }, "×"));
    remove.setAttribute("aria-label", `Take out ${worded(String(word))}`);
    remove.addEventListener("click", () => {
      put(chosen.filter((other) => other !== word));
      select.focus();
    });
    return make("li", {}, remove);
  };
  return {
    element,
    show({ values }) {
      chosen = listOf(valueAt(values, at()));
      chips.replaceChildren(...chosen.map(chip));
      const left = (control.words ?? []).filter((word) => !chosen.includes(word));
      select.replaceChildren(...optionsOf(left, "add …"));
    },
  };
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function direction(desk, control, at) {
  const names = Object.keys(desk.vocabulary.directions);
  const select = make("select", {}, ...optionsOf(names, "not said"), make("option", { value: "own" }, "forward, left, up …"));
  const inputs = AXES.map((axis) => make("input", { type: "number", step: "0.1", "aria-label": `${capital(worded(control.key))}: ${axis}` }));
  const own = make("div", { className: "triple" }, ...inputs.map((input, i) => make("label", {}, AXES[i], input)));
  select.addEventListener("change", () => {
    const start = desk.vocabulary.directions[select.dataset.before ?? ""] ?? [1, 0, 0];
    write(desk, at(), select.value === "own" ? start : select.value || null);
  });
  own.addEventListener("input", () => {
    if (inputs.every((input) => input.value)) write(desk, at(), inputs.map((input) => Number(input.value)));
  });
  return {
    element: row(control, select, own, faultBox(() => [at()], [select, ...inputs])),
    show({ values }) {
      const value = valueAt(values, at());
      const isOwn = Array.isArray(value);
      own.hidden = !isOwn;
      select.value = isOwn ? "own" : String(value ?? "");
      select.dataset.before = isOwn ? "" : String(value ?? "");
      if (isOwn && !own.contains(document.activeElement)) inputs.forEach((input, i) => { input.value = String(value[i] ?? 0); });
    },
  };
}

/* Up to three lengths, each to be typed or dragged. */
/** @param {Desk} desk @param {Control} control @param {() => Place} at @param {{axes?: () => string[]}} more @returns {Part} */
function place(desk, control, at, { axes = () => AXES }) {
  const bounds = { min: String(control.least ?? -1), max: String(control.most ?? 1) };
  const rows = AXES.map((axis) => {
    const id = newId();
    const input = make("input", { type: "number", id, step: String(FINE), inputMode: "decimal", ...bounds });
    const range = make("input", { type: "range", step: String(FINE), min: "-1", max: "1" });
    const name = make("label", { htmlFor: id }, axis);
    return { input, range, name, element: make("div", { className: "axis" }, name, range, input) };
  });
  /** @type {Json[]} */
  let written = [];
  rows.forEach(({ input, range }, i) => {
    const changed = () => {
      if (input.validity.badInput) return;
      if (input.value && i < written.length) return write(desk, [...at(), i], Number(input.value));
      const count = rows.reduce((last, each, j) => (each.input.value ? j + 1 : last), 0);
      const numbers = rows.slice(0, count).map((each) => Number(each.input.value || 0));
      write(desk, at(), numbers.length ? numbers : null);
    };
    input.addEventListener("input", changed);
    range.addEventListener("input", () => {
      input.value = range.value;
      changed();
    });
  });
  const hint = control.about ? [make("span", { className: "hint" }, control.about)] : [];
  const name = capital(worded(control.key));
  const element = make("div", { className: "field", role: "group", "aria-label": name },
    make("span", { className: "field__label" }, name, ...hint), ...rows.map((row) => row.element),
    faultBox(() => [at()], rows.flatMap(({ input, range }) => [input, range])));
  return {
    element,
    show({ values, isWaiting }) {
      written = listOf(valueAt(values, at()));
      const shown = axes();
      element.hidden = !shown.length && !written.length;
      rows.forEach((row, i) => {
        const axis = shown[i] ?? "";
        row.name.textContent = axis;
        row.range.setAttribute("aria-label", `${name}: ${axis}`);
        row.element.hidden = i >= Math.max(shown.length, written.length);
        if (isWaiting(nameOf([...at(), i])) || isWaiting(nameOf(at()))) return;
        if (document.activeElement !== row.input) row.input.value = String(written[i] ?? "");
        row.range.value = String(written[i] ?? 0);
      });
    },
  };
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function group(desk, control, at) {
  const kind = control.kind ?? "";
  const shorthand = desk.vocabulary.shorthands[kind];
  const parts = desk.vocabulary.kinds[kind].map((inner) => field(desk, inner, () => [...at(), inner.key]));
  const element = make("div", { className: "group" }, ...parts.map((part) => part.element));
  return {
    element,
    show(scene) {
      const whole = groupOf(valueAt(scene.values, at()), shorthand);
      const values = replacedAt(scene.values, at(), whole);
      parts.forEach((part) => part.show({ ...scene, values }));
    },
  };
}

/**
 * Values with another one at a place that there is.
 * @param {Record<string, Json>} values @param {Place} at @param {Json} value
 * @returns {Record<string, Json>}
 */
export function replacedAt(values, at, value) {
  const [key, ...rest] = at;
  const inner = /** @type {Record<string | number, Json>} */ (values)[key];
  const put = rest.length && typeof inner === "object" && inner !== null
    ? replacedAt(/** @type {Record<string, Json>} */ (inner), rest, value) : value;
  return Array.isArray(values)
    ? /** @type {any} */ (values.map((each, i) => (i === key ? put : each)))
    : { ...values, [key]: put };
}

/** @param {Desk} desk @param {Control} control @param {() => Place} at @returns {Part} */
function list(desk, control, at) {
  const kind = control.kind ?? "";
  const shorthand = desk.vocabulary.shorthands[kind];
  const controls = desk.vocabulary.kinds[kind];
  const main = controls.find(({ key, is_required }) => key === shorthand || is_required) ?? controls[0];
  /** @type {{part: Part, legend: HTMLElement}[]} */
  let items = [];
  const add = make("select", { "aria-label": `Add to ${worded(control.key)}` }, ...optionsOf(main.words ?? [], "add …"));
  add.addEventListener("change", () => {
    write(desk, [...at(), items.length], shorthand ? add.value : { [main.key]: add.value });
    add.value = "";
  });
  const rows = make("div", { className: "list" });
  const hint = make("p", { className: "hint" }, control.about);
  const element = make("div", {}, hint, rows, add, faultBox(() => [at()], [add]));

  /** @param {number} i */
  function item(i) {
    const place = () => [...at(), i];
    const part = group(desk, { ...control, shape: "group", key: String(i) }, place);
    const legend = make("legend", {});
    const remove = make("button", { type: "button", className: "button button--small" }, "Take out");
    remove.addEventListener("click", () => {
      write(desk, place(), null);
      add.focus();
    });
    rows.append(make("fieldset", { className: "item" }, legend, part.element, remove, faultBox(() => [place()], [remove])));
    return { part, legend };
  }

  return {
    element,
    show(scene) {
      const written = listOf(valueAt(scene.values, at()));
      if (written.length !== items.length) {
        rows.replaceChildren();
        forgetSpots();
        items = written.map((_, i) => item(i));
      }
      items.forEach(({ part, legend }, i) => {
        const word = String(groupOf(written[i], shorthand)[main.key] ?? "");
        legend.textContent = `${i + 1}. ${worded(word)}`;
        part.show(scene);
      });
    },
  };
}
