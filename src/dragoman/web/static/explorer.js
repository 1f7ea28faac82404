// Keys for hands that stay on the keyboard; every page works without this.
"use strict";
const WRITTEN = "input:not([type=checkbox])";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(`${WRITTEN}, textarea, select`)) return;
  const press = (selector) => {
    const found = document.querySelector(selector);
    if (found) { event.preventDefault(); if (found.matches(WRITTEN)) found.focus(); else found.click(); }
  };
  if (event.key === "/") press("#find");
  else if (event.key === "n") press("a[rel=next]");
  else if (event.key === "p") press("a[rel=prev]");
  else if (/^[a-z0-9]$/.test(event.key)) press(`[data-key="${event.key}"]`);
});
