/* What stands where in the figure's values. */

/** @param {Json | undefined} values @param {Place} at @returns {Json | undefined} */
export function valueAt(values, at) {
  let found = values;
  for (const key of at) {
    if (typeof found !== "object" || found === null) return undefined;
    found = /** @type {Record<string | number, Json>} */ (found)[key];
  }
  return found;
}

/**
 * A group of keys, also where one word stands for it.
 * @param {Json | undefined} value @param {string} [shorthand]
 * @returns {Record<string, Json>}
 */
export function groupOf(value, shorthand = "") {
  if (typeof value === "string" && shorthand) return { [shorthand]: value };
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

/** @param {Json | undefined} value @returns {Json[]} */
export function listOf(value) {
  return Array.isArray(value) ? value : [];
}

/** A value in a few words, as it is written. @param {Json} value @returns {string} */
export function inWords(value) {
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([key, inner]) => {
      const name = key.replaceAll(/[_-]/g, " ");
      return inner === true ? name : `${name} ${inWords(inner)}`;
    }).join(", ");
  }
  return String(value);
}
