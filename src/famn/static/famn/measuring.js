/* Tells how heavy a text is to read while it is written. The server counts, so that there is one way to count; nothing
   is kept. Without this script the same is told when the text is shown or saved. */
(() => {
  "use strict";
  const PAUSE = 900; // milliseconds after the last key
  for (const said of document.querySelectorAll("[data-measure]")) follow(said, said.parentElement.querySelector("textarea"));

  function follow(said, area) {
    if (!area || !window.fetch) return;
    let timer = 0, asked = 0;

    async function measure() {
      const number = (asked += 1);
      const body = new URLSearchParams({
        text: area.value,
        csrfmiddlewaretoken: area.form.elements.namedItem("csrfmiddlewaretoken").value,
      });
      const answer = await fetch(said.dataset.measure, { method: "POST", body, credentials: "same-origin", redirect: "error" });
      if (!answer.ok || number !== asked) return;
      const { html } = await answer.json();
      if (said.innerHTML !== html) said.innerHTML = html;
    }

    area.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => measure().catch(() => {}), PAUSE);
    });
  }
})();
