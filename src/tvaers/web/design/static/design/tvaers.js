/* The little that the pages need beyond HTML: the menu button, Ctrl+K, printing, and the design system's own parts. */
(function () {
  "use strict";
  const root = document.documentElement;
  root.classList.add("tv-js"); // before the body is read, so that the menu does not flash on a phone

  function setUpMenu() {
    const button = document.querySelector(".tv-menu-button");
    const menu = document.getElementById("tv-menu");
    if (!button || !menu) return;
    const show = (open) => {
      button.setAttribute("aria-expanded", String(open));
      menu.classList.toggle("tv-open", open);
    };
    button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      show(false);
      button.focus();
    });
  }

  function setUpSearchKey() {
    document.addEventListener("keydown", (event) => {
      const field = document.getElementById("tv-search-field");
      if (!field || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
  }

  // Paper has no drawers: everything that can be opened is printed open, and closed again afterwards.
  function setUpPrinting() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("main details:not([open])")];
      opened.forEach((details) => { details.open = true; });
    });
    window.addEventListener("afterprint", () => {
      opened.forEach((details) => { details.open = false; });
    });
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-print]")) window.print();
    });
  }

  function focusErrors() {
    const summary = document.querySelector(".tv-errors");
    if (summary) summary.focus();
  }

  document.addEventListener("DOMContentLoaded", () => {
    setUpMenu();
    setUpSearchKey();
    setUpPrinting();
    focusErrors();
    if (window.DKFDS) window.DKFDS.init();
  });
})();
