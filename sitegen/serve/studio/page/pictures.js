/* Drawings of the server into the page: read as XML, and no more let in than a drawing has. */

const SHAPE = "http://www.w3.org/2000/svg";
const ELEMENTS = new Set(["svg", "title", "desc", "defs", "g", "path", "pattern", "clipPath"]);
const ATTRIBUTES = new Set([
  "aria-labelledby", "class", "clip-path", "d", "fill", "height", "id", "patternTransform",
  "patternUnits", "role", "viewBox", "width",
]);

const rules = {
  /** @param {string} text */
  createHTML: (text) => text, // read as XML alone, below, and looked through before it is shown
};
const policy = window.trustedTypes?.createPolicy("supple-studio", rules) ?? rules;

/**
 * A drawing as elements.
 * @param {string} text
 * @returns {SVGElement}
 */
export function pictureOf(text) {
  const read = new DOMParser().parseFromString(/** @type {string} */ (policy.createHTML(text)), "image/svg+xml");
  return copied(read.documentElement);
}

/** @param {Element} element @returns {SVGElement} */
function copied(element) {
  if (element.namespaceURI !== SHAPE || !ELEMENTS.has(element.localName)) {
    throw new TypeError(`A drawing has no <${element.localName}>.`);
  }
  const copy = document.createElementNS(SHAPE, element.localName);
  for (const { name, value } of element.attributes) {
    if (ATTRIBUTES.has(name)) copy.setAttribute(name, value);
  }
  for (const child of element.childNodes) {
    copy.append(child instanceof Element ? copied(child) : document.createTextNode(child.textContent ?? ""));
  }
  return /** @type {SVGElement} */ (copy);
}

/**
 * The same drawing once more on the page: its names are others, and nobody hears it twice.
 * @param {SVGElement} picture @param {string} suffix
 */
export function again(picture, suffix) {
  const copy = /** @type {SVGElement} */ (picture.cloneNode(true));
  copy.querySelectorAll("title, desc").forEach((words) => words.remove());
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    if (part.id) part.id += suffix;
    for (const name of ["fill", "clip-path"]) {
      const value = part.getAttribute(name);
      if (value?.startsWith("url(#")) part.setAttribute(name, value.replace(")", `${suffix})`));
    }
  }
  for (const name of ["role", "aria-labelledby"]) copy.removeAttribute(name);
  copy.setAttribute("aria-hidden", "true");
  return copy;
}
