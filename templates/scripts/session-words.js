/* What a session says of a phase, on the screen and aloud. Nothing here touches the page. */
"use strict";

(() => {
  const WORDS = {
    ready: "Get ready", hold: "Hold", rest: "Rest", switch: "Now the other side", move: "Move slowly",
  };
  const SIDES = ["", "First side", "Other side"];

  /** @param {number} seconds */
  function minutes(seconds) {
    const whole = Math.max(1, Math.round(seconds / 60));
    return `${whole} ${whole === 1 ? "minute" : "minutes"}`;
  }

  /**
   * What to do now, line by line.
   * @param {Phase} phase @param {Stretch} stretch
   */
  function linesOf({ kind, side, time, times }, { balance }) {
    const held = kind === "hold" && times > 1 ? `${time} of ${times}` : "";
    const moved = kind === "move" ? `${times} times` : "";
    const firm = kind === "ready" && balance ? "Hold on to something firm" : "";
    return [WORDS[kind], held, moved, kind === "switch" ? "" : SIDES[side], firm].filter(Boolean);
  }

  /**
   * The same in one sentence, to be heard.
   * @param {Phase} phase @param {Stretch} stretch
   */
  function sentenceOf({ kind, seconds, side, time, times }, { title }) {
    const opening = kind === "ready" ? `${title}. ` : "";
    const length = kind === "hold" ? ` for ${seconds} seconds` : "";
    const which = kind === "hold" && side && time === 1 ? `, ${SIDES[side].toLowerCase()}` : "";
    const count = kind === "move" ? `, ${times} times` : "";
    return `${opening}${WORDS[kind]}${length}${count}${which}.`;
  }

  window.supple = { ...window.supple, sessionWords: { minutes, linesOf, sentenceOf } };
})();
