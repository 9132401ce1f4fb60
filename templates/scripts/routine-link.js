/* How a routine travels: as a link that carries it whole, and as a file.

   All of it stands after the `#` of the link, a part that browsers send to nobody:
   `#r=1;chin-tuck:5x8;one-knee-to-chest:20x2&name=Morning&for=Ann&by=Bo&note=Slowly` */
"use strict";

(() => {
  const { routines } = window.supple;
  const { make, find } = window.supple.elements;
  const LONGEST_LINK = 8_000; // letters; twenty stretches and full texts need about half of that
  const LARGEST_FILE = 100_000; // bytes
  /** @type {Record<string, RoutineText>} */
  const FIELD_BY_KEY = { name: "name", for: "preparedFor", by: "preparedBy", note: "note" };

  /** Points and brackets too: programs that make links out of text leave them off at the end. @param {string} text */
  const coded = (text) => encodeURIComponent(text).replace(/[.!'()*~]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

  /** @param {Routine} routine */
  function toHash(routine) {
    const items = routine.items.map(({ stretch, hold, times }) => `;${stretch}:${hold}x${times}`);
    const texts = Object.entries(FIELD_BY_KEY)
      .filter(([, field]) => routine[field])
      .map(([key, field]) => `&${key}=${coded(routine[field])}`);
    return `#r=1${items.join("")}${texts.join("")}`;
  }

  /** Read what stands after the address.
   * @param {string} hash
   * @returns {ReadRoutine | null | undefined} undefined: it speaks of no routine. */
  function fromHash(hash) {
    if (!hash.startsWith("#r=")) return undefined;
    if (hash.length > LONGEST_LINK) return null;
    try {
      return routines.read(parsed(hash.slice(1)));
    } catch {
      return null; // a `%` that stands for nothing
    }
  }

  /** @param {string} text */
  function parsed(text) {
    const [list, ...texts] = text.split("&");
    const [version, ...items] = decodeURIComponent(list).split(";");
    if (version !== "r=1") return null;
    const routine = routines.empty();
    for (const part of texts) {
      const [, key, value] = part.match(/^(name|for|by|note)=(.*)$/s) ?? [];
      if (key) routine[FIELD_BY_KEY[key]] = decodeURIComponent(value);
    }
    for (const item of items) {
      const [, stretch, hold, times] = item.match(/^([a-z0-9-]+):(\d{1,4})x(\d{1,4})$/) ?? [];
      if (stretch) routine.items.push({ stretch, hold: Number(hold), times: Number(times) });
    }
    return routine.items.length ? routine : null; // words alone are no routine
  }

  /** A link to this page that others can open too: from disk, that is the published one. @param {Routine} routine */
  function toLink(routine) {
    const published = find(HTMLLinkElement, "link[rel=canonical]").href;
    const here = location.protocol === "file:" ? published : location.href;
    return here.split("#")[0] + toHash(routine);
  }

  /**
   * The link that a printed code carries: without names and note, for who reads it may not be
   * whom the sheet is for.
   * @param {Routine} routine
   */
  function forPaper(routine) {
    const { name, items } = routine;
    return find(HTMLLinkElement, "link[rel=canonical]").href + toHash({ ...routines.empty(), name, items });
  }

  /** Let the reader save the routine as a file of their own. @param {Routine} routine */
  function saveFile(routine) {
    const file = new Blob([JSON.stringify(routine, null, 2)], { type: "application/json" });
    const href = URL.createObjectURL(file);
    make("a", { href, download: "my-routine.json" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000); // the browser reads it meanwhile
  }

  /** @param {File} file */
  async function readFile(file) {
    if (file.size > LARGEST_FILE) return null;
    try {
      return routines.read(JSON.parse(await file.text()));
    } catch {
      return null; // not JSON
    }
  }

  window.supple.routineLink = { toHash, fromHash, toLink, forPaper, saveFile, readFile };
})();
