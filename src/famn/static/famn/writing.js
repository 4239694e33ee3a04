/* The editor keeps what one writes by itself: a few seconds after a change it is sent to the server, where only the
   writer sees it. Without this script everything can still be written and saved. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-draft]");
  if (!form || !window.fetch) return;
  const said = form.querySelector("[data-said]");
  const beside = document.querySelector("[data-beside]");
  const tools = form.querySelector("[data-tools]");
  const PAUSE = 2500, AGAIN = 8000; // milliseconds: after the last key, and after a failure
  let changed = 0, kept = 0, timer = 0, sending = null, leaving = false;

  const say = (words) => { if (said.textContent !== words) said.textContent = words; };
  const wait = (time) => { clearTimeout(timer); timer = setTimeout(keep, time); };

  function keep() {
    if (sending || kept === changed) return sending;
    const now = changed;
    say(form.dataset.saidTrying);
    sending = send().then(
      (answer) => {
        kept = now;
        say(answer.said);
        show(answer.beside);
      },
      () => {
        say(navigator.onLine ? form.dataset.saidFailed : form.dataset.saidOffline);
        wait(AGAIN);
      },
    ).finally(() => {
      sending = null;
      if (kept !== changed) wait(kept === now ? PAUSE : AGAIN);
    });
    return sending;
  }

  async function send() {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  /* The page beside keeps its place while it is drawn anew. */
  function show(html) {
    const paper = beside.querySelector(".f-paper");
    const top = [beside.scrollTop, paper ? paper.scrollTop : 0];
    beside.innerHTML = html;
    beside.scrollTop = top[0];
    const fresh = beside.querySelector(".f-paper");
    if (fresh) fresh.scrollTop = top[1];
  }

  form.addEventListener("input", () => {
    changed += 1;
    wait(PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep();
  });
  window.addEventListener("online", () => wait(0));

  /* A save waits for what is under way, so that the two arrive in order. */
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    leaving = true;
    if (!sending) return;
    event.preventDefault();
    const button = event.submitter;
    sending.then(() => {
      clearTimeout(timer);
      form.requestSubmit(button);
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && kept !== changed) event.preventDefault();
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  /* Buttons that put in a heading, a list or a table: on lines of their own, below the line one stands on. */
  for (const area of form.querySelectorAll("[data-markup]")) {
    const row = tools.content.firstElementChild.cloneNode(true);
    area.before(row);
    row.addEventListener("click", (event) => {
      const put = event.target.closest("[data-put]");
      if (!put) return;
      const words = put.dataset.put.replaceAll("|", "\n").replaceAll("¦", "|");
      const end = area.value.indexOf("\n", area.selectionEnd);
      const at = end < 0 ? area.value.length : end;
      const before = at && area.value.slice(0, at).trim() ? "\n\n" : "";
      area.setRangeText(`${before}${words}\n`, at, at, "end");
      area.setSelectionRange(at + before.length, at + before.length + words.length);
      area.focus();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
})();
