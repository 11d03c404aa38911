"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const holder = byId("data");
  if (!holder) return;
  const data = JSON.parse(holder.textContent);
  const [a, b] = [byId("a"), byId("b")];
  const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  function part(title, rows) {
    const box = document.createElement("div");
    box.append(make("h3", `${title}（${rows.length}项）`));
    const list = document.createElement("ul");
    for (const row of rows) list.append(make("li", row));
    box.append(rows.length ? list : make("p", "没有。"));
    return box;
  }
  function tell() {
    const [one, other] = [data.held[a.value], data.held[b.value]];
    const names = [a, b].map((select) => select.selectedOptions[0].textContent);
    const said = (duty, wording) => data.duties[duty][wording] ?? data.duties[duty][0];
    const only = (from, to) => Object.keys(from).filter((d) => !(d in to)).map((d) => said(d, from[d]));
    const reworded = Object.keys(one).filter((d) => d in other && one[d] !== other[d])
      .map((d) => `${said(d, one[d])} → ${said(d, other[d])}`);
    byId("told").replaceChildren(
      part(`只有${names[0]}有`, only(one, other)),
      part(`只有${names[1]}有`, only(other, one)),
      part(`写法不同（${names[0]} → ${names[1]}）`, reworded),
    );
  }
  function follow() {
    if (!location.hash.startsWith("#?")) return;
    const asked = new URLSearchParams(location.hash.slice(2));
    for (const select of [a, b]) if (asked.has(select.id)) select.value = asked.get(select.id);
    tell();
    byId("differences").scrollIntoView();
  }
  for (const select of [a, b]) select.addEventListener("change", tell);
  window.addEventListener("hashchange", follow);
  byId("pair").hidden = false;
  tell();
  follow();
})();
