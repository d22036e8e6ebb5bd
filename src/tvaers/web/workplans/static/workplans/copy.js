/* A button that copies a text; without the browser's leave to copy it stays hidden, and the text can be marked. */
(function () {
  "use strict";
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const source = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[data-copied]");
    if (!source || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent);
        said.textContent = "Teksten er kopieret.";
      } catch {
        said.textContent = "Teksten kunne ikke kopieres. Markér den, og kopiér selv.";
      }
    });
  });
})();
