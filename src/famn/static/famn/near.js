// "Near me": the position is used here, in the browser, and sent nowhere. Without this file the list does it all.
// It is read above the page (ADR 29), so it waits until the page is there.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const find = (what, where = document) => where.querySelector(what);
  const box = find("[data-near]"), place = navigator.geolocation;
  if (!box) return;
  const words = box.dataset;
  const say = (text) => { find("[role=status]", box).textContent = text; };
  const km = (north, east, lat, lon) => {
    const rad = Math.PI / 180, half = (a) => Math.sin((a * rad) / 2) ** 2;
    const part = half(lat - north) + Math.cos(north * rad) * Math.cos(lat * rad) * half(lon - east);
    return 12742 * Math.asin(Math.sqrt(part));
  };
  const told = (far) => {
    const lang = document.documentElement.lang;
    if (far < 1) return `${Math.max(100, Math.round(far * 10) * 100).toLocaleString(lang)} ${words.metres}`;
    return `${far.toLocaleString(lang, { maximumFractionDigits: far < 10 ? 1 : 0 })} ${words.kilometres}`;
  };
  // What stands on other pages too: the list that the link "show all" leads to.
  const whole = async () => {
    if (find("[data-centres]") && !find("[data-pages]")) return;
    const page = new DOMParser().parseFromString(await (await fetch(words.near)).text(), "text/html");
    for (const part of ["[data-centres]", "#karta"]) if (find(part, page)) find(part)?.replaceWith(find(part, page));
    find("[data-pages]")?.remove();
  };
  const zoom = (pins) => {
    const at = pins.map((pin) => pin.getAttribute("transform").match(/-?[\d.]+/g).map(Number));
    const [xs, ys] = [0, 1].map((axis) => at.map((one) => one[axis]));
    const [x, y] = [xs, ys].map((all) => Math.min(...all));
    const wide = Math.max(Math.max(...xs) - x, Math.max(...ys) - y, 12) * 1.4;
    find("#karta svg").setAttribute("viewBox", `${x - wide / 7} ${y - wide / 7} ${wide} ${wide}`);
    pins.forEach((pin, i) => pin.setAttribute("transform", `translate(${xs[i]} ${ys[i]}) scale(${wide / 300})`));
  };
  const sort = (lat, lon) => {
    const list = find("[data-centres]");
    const all = list ? [...list.querySelectorAll("[data-lat]")] : [];
    if (!all.length) return say(words.nothing);
    for (const one of all) one.far = km(lat, lon, +one.dataset.lat, +one.dataset.lon);
    const near = all.sort((a, b) => a.far - b.far).slice(0, 10), every = list.children.length;
    const lines = [
      near.length < all.length && words.some.replace("{shown}", near.length).replace("{all}", every),
      all.length < every && words.unplaced.replace("{number}", every - all.length),
    ];
    document.querySelectorAll("[data-pin]").forEach((pin) => { pin.setAttribute("hidden", ""); });
    const pins = near.map((one, i) => {
      find(".f-pin", one).textContent = i + 1;
      find("[data-far]", one).textContent = ` · ${told(one.far)}`;
      const pin = find(`[data-pin="${one.dataset.key}"]`);
      pin.removeAttribute("hidden");
      find("text", pin).textContent = i + 1;
      pin.setAttribute("aria-label", `${i + 1}. ${find("h3", one).textContent.trim()}`);
      return pin;
    });
    list.replaceChildren(...near);
    if (find("#karta .crowded")) zoom(pins);
    find("#karta .crowded")?.classList.remove("crowded");
    const order = find("[data-order]");
    if (order) order.textContent = lines.filter(Boolean).join(" ");
    say(words.done);
  };
  const ask = () => {
    if (!place) return say(words.lost);
    if (!find("[data-centres]") && !location.hash) return location.assign(`${words.near}#nara`); // nothing is found here
    say(words.looking);
    place.getCurrentPosition(
      ({ coords }) => whole().then(() => sort(coords.latitude, coords.longitude)).catch(() => say(words.lost)),
      (fault) => say(fault.code === 1 ? words.denied : words.lost),
      { timeout: 15000, maximumAge: 300000 },
    );
  };
  find("button", box).addEventListener("click", ask);
  box.hidden = false;
  if (location.hash === "#nara") ask();
});
