/* Faults where they are: each beside the control that is nearest to it. */

import { make, newId } from "./elements.js";

/**
 * @typedef {object} Spot
 * @property {() => Place[]} places What it stands for just now.
 * @property {HTMLElement} box Where its faults are written.
 * @property {HTMLElement[]} fields What the faults are about.
 */

/** @type {Spot[]} */
const spots = [];

/**
 * A place for the faults of some fields.
 * @param {() => Place[]} places @param {HTMLElement[]} fields
 */
export function faultBox(places, fields) {
  const box = make("div", { id: newId(), className: "fault-box" });
  spots.push({ places, box, fields });
  return box;
}

/** What is no longer on the page. */
export function forgetSpots() {
  for (let i = spots.length - 1; i >= 0; i -= 1) {
    if (!spots[i].box.isConnected) spots.splice(i, 1);
  }
}

/** @param {Place} at @param {Place} place How much of a place leads to another; 0 where it does not. */
function shared(at, place) {
  return place.every((key, i) => at[i] === key) ? place.length : 0;
}

/** @param {Fault} fault */
export function faultWords(fault) {
  const words = `${fault.message} ${fault.hint}`.trim().split("`"); // what is between two is code
  const parts = words.map((part, i) => (i % 2 && i < words.length - 1 ? make("code", {}, part) : part));
  return [make("strong", {}, fault.is_error ? "Fault: " : "Warning: "), ...parts];
}

/** The control that is nearest to a fault. @param {Fault} fault @returns {Spot | undefined} */
function nearest(fault) {
  let best = 0;
  let found;
  for (const spot of spots) {
    const length = Math.max(...spot.places().map((place) => shared(fault.at, place)), 0);
    if (length > best) [best, found] = [length, spot];
  }
  return found;
}

/** @param {Fault[]} faults */
export function showFaults(faults) {
  for (const { box, fields } of spots) {
    box.replaceChildren();
    for (const field of fields) {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }
  document.querySelectorAll(".has-fault").forEach((element) => element.classList.remove("has-fault", "has-fault--error"));
  for (const fault of faults) {
    const spot = nearest(fault);
    if (!spot) continue;
    const kind = fault.is_error ? "fault fault--error" : "fault";
    spot.box.append(make("p", { className: kind }, ...faultWords(fault)));
    for (const field of spot.fields) {
      field.setAttribute("aria-describedby", spot.box.id);
      if (fault.is_error) field.setAttribute("aria-invalid", "true");
    }
    const part = spot.box.closest("details");
    part?.classList.add("has-fault");
    if (fault.is_error) part?.classList.add("has-fault--error");
  }
}

/** Goes to the control of a fault. @param {Fault} fault */
export function goTo(fault) {
  const spot = nearest(fault);
  if (!spot) return false;
  const part = spot.box.closest("details");
  if (part) part.open = true;
  spot.box.scrollIntoView({ block: "center" });
  spot.fields[0]?.focus({ preventScroll: true });
  return true;
}
