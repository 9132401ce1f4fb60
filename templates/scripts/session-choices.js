/* What a person chooses for all sessions: how long to hold, and help on the way; kept on the device. */
"use strict";

(() => {
  const { make } = window.supple.elements;
  const { _ } = window.supple.words;
  const { canSpeak } = window.supple.cues;
  const KEPT = "supple.session";
  const LENGTHS = ["short", "middle", "long"];
  const TICKS = /** @type {const} */ (["beep", "voice", "wait"]);

  /** @type {SessionChoices} */
  const choices = { length: "short", beep: true, voice: false, wait: false };
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? "{}");
    if (LENGTHS.includes(kept.length)) choices.length = kept.length;
    for (const name of TICKS) if (typeof kept[name] === "boolean") choices[name] = kept[name];
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

  /** @param {typeof TICKS[number]} name @param {string} words */
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
    return make("fieldset", {}, make("legend", {}, _("How long to hold")),
      radio("short", _("Short: begin here")), radio("middle", _("In between")), radio("long", _("Long")));
  }

  /** Beep, voice, and waiting. */
  function helpField() {
    return make("fieldset", {}, make("legend", {}, _("Help on the way")),
      tick("beep", _("A soft beep at each change")),
      canSpeak ? tick("voice", _("Say it aloud")) : "",
      tick("wait", _("Wait for me before each stretch")));
  }

  window.supple = { ...window.supple, sessionChoices: { choices, lengthField, helpField } };
})();
