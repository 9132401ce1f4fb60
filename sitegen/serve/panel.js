/* Keeps the panel as one left it while the page loads again at each save; Escape closes it. */
"use strict";

{
  const KEY = "supple preview: panel";
  const panel = document.querySelector(".supple-preview-panel");
  const button = panel.querySelector("summary");
  const body = panel.querySelector(".supple-preview-panel__body");

  const before = () => {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch { // storage is shut off, or holds what is not ours
      return {};
    }
  };
  const keep = () => {
    const state = { isOpen: panel.open, place: body.scrollTop, hasFocus: panel.contains(document.activeElement) };
    try {
      sessionStorage.setItem(KEY, JSON.stringify(state));
    } catch { // the panel is closed after each save, which is all that is lost
    }
  };

  const { isOpen, place, hasFocus } = before();
  panel.open = Boolean(isOpen);
  body.scrollTop = Number(place) || 0;
  if (hasFocus) button.focus({ preventScroll: true });

  addEventListener("pagehide", keep);
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    button.focus();
  });
}
