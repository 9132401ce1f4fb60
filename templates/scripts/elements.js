/* What the other scripts build on: where the site begins, and ways to make and to find elements. */
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
      if (key === "role" || key.startsWith("aria-")) element.setAttribute(key, String(value));
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

  /**
   * An element that is there, of this kind.
   * @template {Element} Kind
   * @param {new () => Kind} kind @param {string} selector @param {ParentNode} [within]
   * @returns {Kind}
   */
  function find(kind, selector, within = document) {
    const found = within.querySelector(selector);
    if (!(found instanceof kind)) throw new TypeError(`There is no ${kind.name} at ${selector}.`);
    return found;
  }

  /**
   * @template {Element} Kind
   * @param {new () => Kind} kind @param {string} selector @param {ParentNode} [within]
   * @returns {Kind[]}
   */
  function findAll(kind, selector, within = document) {
    const isOfKind = (/** @type {Element} */ found) => found instanceof kind;
    return /** @type {Kind[]} */ ([...within.querySelectorAll(selector)].filter(isOfKind));
  }

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  window.supple = { ...window.supple, root: new URL("..", script.src), elements: { make, button, find, findAll } };
})();
