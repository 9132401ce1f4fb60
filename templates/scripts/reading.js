/* Text size, contrast and colours, at the foot of each page, beside what the browser offers.

   A choice is an attribute of the root element, which the style answers to, and is kept on the
   device; reading-early.js sets it on the next page before anything is painted. */
"use strict";

(() => {
  const { make, find, findAll } = window.supple.elements;
  const { _ } = window.supple.words;
  const KEY = "supple.reading";
  /* The first choice of each is what the device says, and is neither set nor kept. */
  const GROUPS = [
    { name: "text", title: _("Text size"), choices: { "": _("Normal"), larger: _("Larger"), largest: _("Largest") } },
    { name: "contrast", title: _("Contrast"), choices: { "": _("Normal"), strong: _("Strong") } },
    { name: "colours", title: _("Colours"), choices: { "": _("As on my device"), light: _("Light"), dark: _("Dark") } },
  ];

  const [place] = findAll(HTMLElement, ".guide-reading");
  if (!place) return;
  const root = document.documentElement;

  /** @param {string} name @param {string} value */
  function set(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  /** @returns {boolean} Whether the browser keeps it. */
  function keep() {
    const chosen = GROUPS.map(({ name }) => [name, root.dataset[name]]).filter(([, value]) => value);
    try {
      if (chosen.length) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(chosen)));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  }

  /* What is kept, as it is now: another page may have changed it. */
  function restore() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") ?? {};
      GROUPS.forEach(({ name }) => set(name, kept[name]));
    } catch {
      return; // what this page shows holds
    }
    check();
  }

  /* Each group shows what holds, or its first choice where that is no choice of ours. */
  function check() {
    GROUPS.forEach(({ name, choices }) => {
      const chosen = root.dataset[name] ?? "";
      const held = Object.hasOwn(choices, chosen) ? chosen : "";
      find(HTMLInputElement, `input[name="reading-${name}"][value="${held}"]`, place).checked = true;
    });
  }

  /** @param {string} name @param {string} value @param {string} words */
  function choice(name, value, words) {
    const input = make("input", { type: "radio", name: `reading-${name}`, value });
    input.addEventListener("change", () => {
      const before = input.getBoundingClientRect().top;
      set(name, value);
      note.textContent = keep()
        ? _("Your choice is kept on this device.")
        : _("Your browser does not let us keep this. It holds on this page only.");
      // The page above has grown or shrunk; the choice stays under the finger.
      scrollBy(0, input.getBoundingClientRect().top - before);
    });
    return make("label", { className: "guide-reading__choice" }, input, words);
  }

  const note = make("p", { className: "guide-reading__note", role: "status" });
  const groups = GROUPS.map(({ name, title, choices }) => make(
    "fieldset", { className: "guide-reading__group" },
    make("legend", { className: "guide-reading__name" }, title),
    ...Object.entries(choices).map(([value, words]) => choice(name, value, words)),
  ));
  const box = make(
    "details", { className: "guide-reading__box", id: "reading" },
    make("summary", { className: "guide-reading__toggle" }, _("Text size and colours")),
    make("div", { className: "guide-reading__words" }, ...groups, note),
  );
  place.append(box);
  check();
  place.hidden = false;

  /* A way here from the top, where there is room beside the trail. */
  const trail = document.querySelector(".guide-trail");
  if (trail) {
    const link = make("a", { className: "guide-trail__link", href: "#reading" }, _("Text size"));
    link.addEventListener("click", () => { box.open = true; });
    trail.append(link);
  }

  addEventListener("storage", ({ key }) => { if (key === KEY || key === null) restore(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) restore(); });
})();
