/* The buttons that print and share a page: what a browser hides in its menus, one press away. */
"use strict";

(() => {
  const place = document.querySelector(".guide-page-tools");
  if (!place) return;
  // The public address, also where the page was opened from disk or from a host's preview.
  const page = { title: document.title, url: document.querySelector("link[rel=canonical]").href };
  const note = document.createElement("p");
  note.className = "guide-page-tools__note";
  note.setAttribute("role", "status");

  /** @param {string} words @param {() => void} act */
  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "guide-button guide-page-tools__button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(page.url);
      note.textContent = "The address of this page is copied. You can now paste it into a message.";
    } catch { // a browser that lets no page copy
      note.textContent = `The address of this page is ${page.url}`;
    }
  }

  async function share() {
    note.textContent = "";
    if (!navigator.share) return copy();
    try {
      await navigator.share(page);
    } catch (error) {
      // Whoever closes the phone's own list has changed their mind.
      if (error.name !== "AbortError") await copy();
    }
  }

  place.append(button("Print this page", () => print()), button("Share this page", share), note);
  place.hidden = false;
})();
