/* What the reader chose in reading.js, before anything is painted. */
"use strict";
try {
  const choices = JSON.parse(localStorage.getItem("supple.reading") ?? "{}");
  Object.assign(document.documentElement.dataset, choices);
} catch { /* Storage is forbidden or spoilt: the page looks as it does at first. */ }
