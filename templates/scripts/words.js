/* What the other scripts say: a text in English, in whose place sitegen/render/catalogue.py puts the
   words of the page's language before a script is published. */
"use strict";

(() => {
  /**
   * A text, with its values in place of each `{name}`.
   * @param {string} text @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  const _ = (text, values = {}) => text.replace(/\{(\w+)\}/g, (named, name) => String(values[name] ?? named));

  /** @param {number} number @param {string} one `{number} day` @param {string} many `{number} days` */
  const counted = (number, one, many) => _(number === 1 ? one : many, { number });

  window.supple = { ...window.supple, words: { _, counted } };
})();
