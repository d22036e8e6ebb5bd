// A long list with a field above it: rows that do not have the words are put away, ticked ones stay.
(() => {
  const MANY = 12;
  const box = document.querySelector("[data-find]");
  const rows = box ? [...document.querySelectorAll(box.dataset.find)] : [];
  if (rows.length <= MANY) return;
  const field = box.querySelector("input"), said = box.querySelector("[role=status]");
  const show = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !row.querySelector("input:checked") && !words.every((one) => text.includes(one));
    }
    for (const list of new Set(rows.map((row) => row.parentElement))) {
      const isEmpty = [...list.children].every((row) => row.hidden);
      list.hidden = list.previousElementSibling.hidden = isEmpty;
    }
    const left = rows.filter((row) => !row.hidden).length;
    said.textContent = `${left} af ${rows.length} punkter vises.`;
  };
  box.hidden = false;
  field.addEventListener("input", show);
  show();
})();
