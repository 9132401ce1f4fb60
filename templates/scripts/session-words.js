/* What a session says of a phase, on the screen and aloud. Nothing here touches the page. */
"use strict";

(() => {
  const { _, counted } = window.supple.words;
  const WORDS = {
    ready: _("Get ready"), hold: _("Hold"), rest: _("Rest"), switch: _("Now the other side"), move: _("Move slowly"),
  };
  const SIDES = ["", _("First side"), _("Other side")];

  /** @param {number} seconds */
  function minutes(seconds) {
    return counted(Math.max(1, Math.round(seconds / 60)), _("{number} minute"), _("{number} minutes"));
  }

  /** @param {number} times */
  const timesWords = (times) => counted(times, _("once"), _("{number} times"));

  /**
   * What to do now, line by line.
   * @param {Phase} phase @param {Stretch} stretch
   */
  function linesOf({ kind, side, time, times }, { balance }) {
    const held = kind === "hold" && times > 1 ? _("{number} of {count}", { number: time, count: times }) : "";
    const moved = kind === "move" ? timesWords(times) : "";
    const firm = kind === "ready" && balance ? _("Hold on to something firm") : "";
    return [WORDS[kind], held, moved, kind === "switch" ? "" : SIDES[side], firm].filter(Boolean);
  }

  /**
   * The same in one sentence, to be heard.
   * @param {Phase} phase @param {Stretch} stretch
   */
  function sentenceOf({ kind, seconds, side, time, times }, { title }) {
    const opening = kind === "ready" ? `${title}. ` : "";
    const length = counted(seconds, _("{number} second"), _("{number} seconds"));
    const what = kind === "hold" ? _("Hold for {seconds}", { seconds: length }) : WORDS[kind];
    const which = kind === "hold" && side && time === 1 ? `, ${SIDES[side].toLowerCase()}` : "";
    const count = kind === "move" ? `, ${timesWords(times)}` : "";
    return `${opening}${what}${count}${which}.`;
  }

  window.supple = { ...window.supple, sessionWords: { minutes, linesOf, sentenceOf } };
})();
