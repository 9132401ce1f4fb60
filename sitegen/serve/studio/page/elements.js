/* Ways to make and find elements; words are never read as HTML. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, unknown>} [properties] Properties; with a hyphen, or `role`, attributes.
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key === "role" || key.includes("-")) element.setAttribute(key, String(value));
    else Object.assign(element, { [key]: value });
  }
  element.append(...children);
  return element;
}

/**
 * The element of a name, of this kind.
 * @template {Element} Kind
 * @param {new () => Kind} kind @param {string} id
 * @returns {Kind}
 */
export function byId(kind, id) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`There is no ${kind.name} called ${id}.`);
  return found;
}

/** @param {string} key A key of the front matter, as in `hip_right` or `upper-arm-left`. */
export function worded(key) {
  return key.replaceAll(/[_-]/g, " ");
}

/** @param {string} words */
export function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

let made = 0;

/** A name that no other element of the page has. */
export function newId() {
  made += 1;
  return `c${made}`;
}
