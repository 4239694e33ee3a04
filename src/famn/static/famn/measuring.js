/* Tells how heavy a text is to read while it is written. The server counts, so that there is one way to count; nothing
   is kept. Without this script the same is told when the text is shown or saved. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-measure]");
  const said = form && form.querySelector("[data-reading]");
  const area = form && form.elements.namedItem("text");
  if (!said || !area || !window.fetch) return;
  const PAUSE = 900; // milliseconds after the last key
  let timer = 0, asked = 0;

  async function measure() {
    const number = (asked += 1);
    const body = new URLSearchParams({
      text: area.value,
      csrfmiddlewaretoken: form.elements.namedItem("csrfmiddlewaretoken").value,
    });
    const answer = await fetch(form.dataset.measure, { method: "POST", body, credentials: "same-origin", redirect: "error" });
    if (!answer.ok || number !== asked) return;
    const { html } = await answer.json();
    if (said.innerHTML !== html) said.innerHTML = html;
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => measure().catch(() => {}), PAUSE);
  });
})();
