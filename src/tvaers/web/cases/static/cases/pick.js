/* Ticks in a list: all on the page at once, how many are ticked, and kept from page to page for as long as the filter is
   the same. What is ticked on other pages is sent along as hidden fields. Without this script a page's own ticks are sent. */
(function () {
  "use strict";

  function kept(key) {
    try { return new Set(JSON.parse(window.sessionStorage.getItem(key) || "[]")); } catch { return new Set(); }
  }

  function keep(key, chosen) {
    try { window.sessionStorage.setItem(key, JSON.stringify([...chosen])); } catch { /* the page's own ticks still work */ }
  }

  function start(form) {
    const key = `valgt:${window.location.pathname}?${form.dataset.pick}`;
    const boxes = [...form.querySelectorAll("input[name=valgt][type=checkbox]")];
    const all = form.querySelector("[data-pick-all]");
    const none = form.querySelector("[data-pick-none]");
    const count = form.querySelector("[data-pick-count]");
    if (!boxes.length || !count) return;
    const chosen = kept(key);
    const here = new Set(boxes.map((box) => box.value));

    function show() {
      const ticked = boxes.filter((box) => box.checked).length;
      const elsewhere = [...chosen].filter((one) => !here.has(one)).length;
      if (all) {
        const box = all.querySelector("input");
        box.checked = ticked === boxes.length;
        box.indeterminate = ticked > 0 && ticked < boxes.length;
      }
      count.textContent = chosen.size
        ? `${chosen.size} valgt${elsewhere ? `, heraf ${elsewhere} på andre sider` : ""}.`
        : "Sæt kryds ved de forløb, du vil gøre noget ved.";
      if (none) none.hidden = !chosen.size;
      const bar = form.querySelector("[data-pick-bar]");
      if (bar) bar.classList.toggle("fo-bar-on", chosen.size > 0);
    }

    function tick(box, on) {
      box.checked = on;
      if (on) chosen.add(box.value); else chosen.delete(box.value);
    }

    boxes.forEach((box) => {
      box.checked = chosen.has(box.value);
      box.addEventListener("change", () => { tick(box, box.checked); keep(key, chosen); show(); });
    });
    if (all) {
      all.hidden = false;
      all.querySelector("input").addEventListener("change", (event) => {
        boxes.forEach((box) => tick(box, event.target.checked));
        keep(key, chosen);
        show();
      });
    }
    if (none) none.addEventListener("click", () => {
      boxes.forEach((box) => { box.checked = false; });
      chosen.clear();
      keep(key, chosen);
      show();
      boxes[0].focus();
    });
    form.addEventListener("submit", () => {
      form.querySelectorAll("input[data-pick-other]").forEach((one) => one.remove());
      [...chosen].filter((one) => !here.has(one)).forEach((one) => {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "valgt";
        field.value = one;
        field.dataset.pickOther = "";
        form.append(field);
      });
    });
    show();
  }

  document.querySelectorAll("form[data-pick]").forEach(start);
  document.querySelectorAll("[data-pick-clear]").forEach((one) => {
    const path = new URL(one.dataset.pickClear, window.location.href).pathname;
    try {
      Object.keys(window.sessionStorage).filter((key) => key.startsWith(`valgt:${path}?`))
        .forEach((key) => window.sessionStorage.removeItem(key));
    } catch { /* nothing was kept */ }
  });
})();
