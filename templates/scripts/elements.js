/* What the other scripts build on: where the site begins, and one way to make an element. */
"use strict";

(() => {
  /**
   * An element with properties, and what is in it; words are never read as HTML.
   *
   * Older browsers know `role` and `aria-…` as attributes alone.
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {ElementProperties<Name>} [properties]
   * @param {...(Node | string)} children
   * @returns {HTMLElementTagNameMap[Name]}
   */
  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "role" || key.startsWith("aria-")) element.setAttribute(key, value);
      else Object.assign(element, { [key]: value });
    }
    element.append(...children);
    return element;
  }

  /**
   * @param {string} words @param {() => void} press
   * @param {string} [kind] More classes than the one of every button.
   */
  function button(words, press, kind = "") {
    const made = make("button", { type: "button", className: `guide-button ${kind}`.trim() }, words);
    made.addEventListener("click", press);
    return made;
  }

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  window.supple = { ...window.supple, root: new URL("..", script.src), elements: { make, button } };
})();
