/* Keep what is written: two seconds after the last key, and when the page is left. The answer says when it was saved. */
(function () {
  "use strict";
  const WAIT = 2000;

  function keep(form) {
    const status = form.querySelector("[data-draft-status]");
    let timer = 0;
    let written = false;
    let sent = false;

    function save(leaving) {
      window.clearTimeout(timer);
      if (!written || sent) return;
      written = false;
      const body = new FormData(form);
      for (const name of ["citizen", "reason"]) body.delete(name);
      for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
      fetch(form.dataset.draft, { method: "POST", body, keepalive: leaving, credentials: "same-origin" })
        .then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)))))
        .then((text) => { if (status) status.textContent = text; })
        .catch(() => {
          written = true;
          if (status) status.textContent = "Kladden kunne ikke gemmes. Det, du har skrevet, står her stadig.";
        });
    }

    form.addEventListener("input", () => {
      written = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => save(false), WAIT);
    });
    form.addEventListener("submit", () => { sent = true; });
    window.addEventListener("pagehide", () => save(true));
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(true); });
  }

  document.querySelectorAll("form[data-draft]").forEach(keep);
})();
