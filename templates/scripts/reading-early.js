/* What the reader chose in reading.js, before anything is painted. */
"use strict";
try {
  const kept = JSON.parse(localStorage.getItem("supple.reading") ?? "{}");
  for (const name of ["text", "contrast", "colours"]) {
    if (typeof kept[name] === "string") document.documentElement.dataset[name] = kept[name];
  }
} catch { /* Storage is forbidden or spoilt: the page looks as it does at first. */ }
