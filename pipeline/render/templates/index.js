"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("versions");
  if (!table) return;
  const form = byId("filters");
  const rows = Array.from(table.tBodies[0].rows, (element) => ({
    element, level: element.dataset.level,
    text: Array.from(element.cells, (cell) => cell.textContent).join("\n").toLowerCase(),
  }));
  function apply() {
    const terms = byId("q").value.toLowerCase().split(/\s+/).filter(Boolean);
    const level = byId("level").value;
    let shown = 0;
    for (const row of rows) {
      const hit = (!level || row.level === level) && terms.every((term) => row.text.includes(term));
      if (row.element.hidden === hit) row.element.hidden = !hit;
      shown += hit;
    }
    const active = Boolean(level || terms.length);
    byId("none").hidden = shown > 0;
    byId("count").textContent = active ? `找到${shown}个版本（共${rows.length}个）` : `共${rows.length}个版本`;
    byId("clear").hidden = !active;
    const chosen = new URLSearchParams();
    if (terms.length) chosen.set("q", byId("q").value.trim());
    if (level) chosen.set("level", level);
    return chosen.toString();
  }
  function follow() {
    const chosen = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : "");
    byId("q").value = chosen.get("q") || "";
    byId("level").value = chosen.get("level") || "";
    if (byId("level").selectedIndex === -1) byId("level").value = "";
    apply();
  }
  let typing;
  const changed = () => {
    const chosen = apply();
    try { history.replaceState(null, "", chosen ? `#?${chosen}` : location.href.split("#")[0]); } catch { /* some browsers refuse it for files */ }
  };
  byId("q").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(changed, rows.length > 1000 ? 150 : 30);
  });
  byId("level").addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); byId("q").focus(); }));
  byId("q").addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); form.reset(); } });
  form.hidden = false;
  window.addEventListener("hashchange", follow);
  follow();
})();
