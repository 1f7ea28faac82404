// Keys for hands that stay on the keyboard; every page works without this.
"use strict";
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const press = (selector) => {
    const found = document.querySelector(selector);
    if (found) { event.preventDefault(); if (found.matches("input")) found.focus(); else found.click(); }
  };
  if (event.key === "/") press("#find");
  else if (event.key === "n") press("a[rel=next]");
  else if (event.key === "p") press("a[rel=prev]");
  else if (/^[a-z0-9]$/.test(event.key)) press(`[data-key="${event.key}"]`);
});
