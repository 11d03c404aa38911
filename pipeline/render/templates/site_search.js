"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const site = window.dutylist;
  if (!site) return;
  const MOST = 50;
  const make = (tag, text, named) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (named) element.className = named;
    return element;
  };
  const texts = site.duties.map((duty) => [duty.name, ...duty.words, ...duty.departments, duty.text].join("\n").toLowerCase());
  const waiting = new Map();
  site.where = (part, rows) => { waiting.get(part)?.(rows); };
  const parts = new Map();
  function load(part) {
    if (!parts.has(part)) {
      parts.set(part, new Promise((done) => {
        waiting.set(part, done);
        const script = document.createElement("script");
        script.src = `search/where-${String(part).padStart(4, "0")}.js`;
        document.head.append(script);
      }));
    }
    return parts.get(part);
  }
  function marked(element, text, terms) {
    let at = 0;
    const lower = text.toLowerCase();
    while (at < text.length) {
      const next = terms.map((term) => [lower.indexOf(term, at), term]).filter(([place]) => place >= 0).sort((x, y) => x[0] - y[0])[0];
      if (!next) break;
      element.append(text.slice(at, next[0]), make("mark", text.slice(next[0], next[0] + next[1].length)));
      at = next[0] + next[1].length;
    }
    element.append(text.slice(at));
  }
  function result(number, terms) {
    const duty = site.duties[number];
    const box = make("li", "", "duty");
    const link = make("a");
    link.href = `duties/${String(Math.floor(number / site.per)).padStart(4, "0")}.html#${duty.id}`;
    marked(link, duty.name, terms);
    const title = make("h2");
    title.append(link);
    const own = [site.titles[duty.kind], `${duty.lists}份清单`, duty.departments.join("、")].filter(Boolean);
    const where = make("details");
    where.append(make("summary", "在哪些清单"));
    where.addEventListener("toggle", async () => {
      if (!where.open || where.dataset.told) return;
      where.dataset.told = "yes";
      const rows = await load(Math.floor(number / site.per));
      where.append(make("p", rows[number % site.per], "who"));
    });
    box.append(title, make("p", own.join("；"), "where"), where);
    return box;
  }
  function apply() {
    const terms = byId("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = byId("kind").value;
    const found = [];
    if (terms.length) {
      texts.forEach((text, number) => {
        const duty = site.duties[number];
        if (kind && duty.kind !== kind) return;
        if (!terms.every((term) => text.includes(term))) return;
        const named = terms.filter((term) => duty.name.toLowerCase().includes(term)).length;
        found.push([named, duty.lists, number]);
      });
      found.sort((x, y) => y[0] - x[0] || y[1] - x[1] || x[2] - y[2]);
    }
    byId("results").replaceChildren(...found.slice(0, MOST).map(([, , number]) => result(number, terms)));
    const more = found.length > MOST ? `，显示前${MOST}项` : "";
    byId("count").textContent = terms.length ? `找到${found.length}项职责${more}。` : `共${site.duties.length}项职责。`;
  }
  let typing;
  byId("q").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(apply, 60); });
  byId("kind").addEventListener("change", apply);
  byId("ask").addEventListener("submit", (event) => event.preventDefault());
  byId("ask").hidden = false;
  const asked = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
  if (asked.has("q")) byId("q").value = asked.get("q");
  apply();
})();
