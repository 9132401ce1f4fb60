/* What a person chooses for all sessions: how long to hold, and help on the way; kept on the device. */
"use strict";

(() => {
  const { make } = window.supple.elements;
  const { canSpeak } = window.supple.cues;
  const KEPT = "supple.session";

  /** @type {SessionChoices} */
  const choices = { length: "short", beep: true, voice: false, wait: false };
  try {
    Object.assign(choices, JSON.parse(localStorage.getItem(KEPT) ?? "{}"));
  } catch {
    // Storage is forbidden, or holds something else: the choices start anew.
  }

  function keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify(choices));
    } catch {
      // Not kept for next time; it counts now all the same.
    }
  }

  /**
   * @param {"checkbox" | "radio"} type @param {string} words
   * @param {boolean} checked @param {(checked: boolean) => void} change
   * @param {string} [value]
   */
  function field(type, words, checked, change, value = "on") {
    const input = make("input", { type, name: `session-${type}`, value, checked });
    input.addEventListener("change", () => {
      change(input.checked);
      keep();
    });
    return make("label", { className: "guide-session__choice" }, input, words);
  }

  /** @param {"beep" | "voice" | "wait"} name @param {string} words */
  function tick(name, words) {
    return field("checkbox", words, choices[name], (checked) => { choices[name] = checked; });
  }

  /**
   * How long to hold.
   * @param {(length: SessionLength) => void} changed
   */
  function lengthField(changed) {
    const radio = (/** @type {SessionLength} */ length, /** @type {string} */ words) =>
      field("radio", words, choices.length === length, () => {
        choices.length = length;
        changed(length);
      }, length);
    return make("fieldset", {}, make("legend", {}, "How long to hold"),
      radio("short", "Short: begin here"), radio("middle", "In between"), radio("long", "Long"));
  }

  /** Beep, voice, and waiting. */
  function helpField() {
    return make("fieldset", {}, make("legend", {}, "Help on the way"),
      tick("beep", "A soft beep at each change"),
      canSpeak ? tick("voice", "Say it aloud") : "",
      tick("wait", "Wait for me before each stretch"));
  }

  window.supple = { ...window.supple, sessionChoices: { choices, lengthField, helpField } };
})();
