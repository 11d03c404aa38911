"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const form = byId("filters");
  const controls = {
    q: byId("q"), list: byId("f-list"), section: byId("f-section"),
    department: byId("f-department"), finding: byId("f-finding"),
  };
  const names = Array.from(controls.department.options, (option) => option.value);

  /* Full-width letters and digits are found as half-width ones, at the same place in the text. */
  const fold = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 65248)).toLowerCase();
  const words = (text) => (text || "").split(" ").filter(Boolean);

  const sections = all(".section").map((element) => ({
    element, list: element.parentElement, name: element.dataset.section,
    findings: words(element.dataset.f), rows: [], fold: element.querySelector(".fold"), unfolded: true,
  }));
  const groups = all(".group").map((element) => ({
    element, kinds: words(element.dataset.f), size: all(".finding", element).length,
  }));
  const rows = sections.flatMap((section) => {
    section.rows = all(".item", section.element).map((element) => ({
      element, section, list: section.list.dataset.list,
      departments: words(element.dataset.d).map((number) => names[Number(number) + 1]),
      findings: words(element.dataset.f),
      nodes: textNodes(element.rows[0]),
    }));
    return section.rows;
  });
  for (const row of rows) row.text = fold(row.nodes.map((node) => node.data).join("\n"));

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode);
    return found;
  }

  function values() {
    const chosen = new URLSearchParams();
    for (const key of Object.keys(controls)) {
      const value = controls[key].value.trim();
      if (value) chosen.set(key, value);
    }
    return chosen;
  }

  function set(chosen) {
    for (const key of Object.keys(controls)) {
      controls[key].value = chosen.get(key) || "";
      if (controls[key].selectedIndex === -1) controls[key].value = "";
    }
    if (["list", "section", "department", "finding"].some((key) => controls[key].value)) byId("more").open = true;
    apply();
  }

  function apply() {
    const chosen = values();
    const active = chosen.toString() !== "";
    const terms = fold(chosen.get("q") || "").split(/\s+/).filter(Boolean);
    const before = document.body.classList.contains("filtering");
    const [list, section, department, finding] = ["list", "section", "department", "finding"].map((key) => chosen.get(key));
    let shown = 0;
    for (const row of rows) {
      const hit = (!list || row.list === list) && (!section || row.section.name === section)
        && (!department || row.departments.includes(department))
        && (!finding || row.findings.includes(finding))
        && terms.every((term) => row.text.includes(term));
      row.element.hidden = !hit;
      row.shown = hit;
      if (hit) shown += 1;
    }
    let headed = 0;
    for (const part of sections) {
      /* What is wrong with a section itself is found at its heading, with no item under it. */
      const own = Boolean(finding) && part.findings.includes(finding) && !department && !terms.length
        && (!list || part.list.dataset.list === list) && (!section || part.name === section);
      const some = part.rows.some((row) => row.shown);
      if (own) headed += 1;
      part.element.hidden = active && !own && !some;
      for (const table of all("table", part.element)) table.hidden = active && !some;
      if (active && !before) part.unfolded = part.fold.open;
      if (active || before) part.fold.open = active ? some || own : part.unfolded;
    }
    /* Findings alone are shown themselves, too: some are of no item and no section. */
    const only = Boolean(finding) && !list && !section && !department && !terms.length;
    let defects = 0;
    for (const group of groups) {
      group.element.hidden = only && !group.kinds.includes(finding);
      if (only && !group.element.hidden) defects += group.size;
    }
    document.querySelector(".defects").classList.toggle("kept", only && defects > 0);
    let headings = false;
    for (const element of all(".list")) {
      element.hidden = active && sections.every((part) => part.list !== element || part.element.hidden);
      element.classList.toggle("cut", active);
      headings = headings || !element.hidden;
    }
    document.body.classList.toggle("filtering", active);
    byId("none").hidden = headings || !active || defects > 0;
    const found = [shown || !headed ? `${shown}项` : "", headed ? `${headed}个分类` : ""].filter(Boolean).join("、");
    const told = only ? `找到${defects}处缺陷，涉及${found}` : `找到${found}`;
    byId("count").textContent = active ? `${told}（共${rows.length}项）` : `共${rows.length}项`;
    offer();
    byId("clear").hidden = byId("share").hidden = !active;
    mark(terms);
    makeRoom();
  }

  /* What is scrolled to comes to lie below the bar, however many lines that takes. */
  function makeRoom() {
    if (!form.hidden) document.documentElement.style.scrollPaddingTop = `${form.offsetHeight + 8}px`;
  }

  /* A long list is folded up at first: without scripts, all of it is there. */
  const isLong = rows.length > 60;
  if (isLong) for (const part of sections) part.fold.open = false;
  const someFolded = () => sections.some((part) => !part.element.hidden && !part.fold.open);
  function offer() {
    byId("folds").hidden = sections.length === 0;
    byId("folds").textContent = someFolded() ? "全部展开" : "全部折叠";
  }
  byId("folds").addEventListener("click", () => {
    const open = someFolded();
    for (const part of sections) if (!part.element.hidden) part.fold.open = open;
    offer();
  });
  for (const part of sections) part.fold.addEventListener("toggle", offer);

  /* Marks matches without touching the text of the page; browsers without it only filter. */
  function mark(terms) {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    const ranges = [];
    for (const row of terms.length ? rows : []) {
      if (!row.shown) continue;
      for (const node of row.nodes) {
        const text = fold(node.data);
        for (const term of terms) {
          for (let at = text.indexOf(term); at >= 0 && ranges.length < 5000; at = text.indexOf(term, at + term.length)) {
            const range = new Range();
            range.setStart(node, at);
            range.setEnd(node, Math.min(at + term.length, node.length));
            ranges.push(range);
          }
        }
      }
    }
    if (ranges.length) CSS.highlights.set("found", new Highlight(...ranges));
  }

  const here = () => location.href.split("#")[0];
  function remember() {
    const chosen = values().toString();
    try { history.replaceState(null, "", chosen ? `#?${chosen}` : here()); } catch { /* some browsers refuse it for files */ }
    unmark();
  }
  function unmark() {
    for (const element of all(".target")) element.classList.remove("target");
    for (const element of all(":target")) element.classList.add("gone");
  }

  /* A plain #id always shows its target, whatever is filtered away or folded up. */
  function show(id) {
    const target = byId(id);
    if (!target) {
      say(`没有找到“${id}”：它可能已改号或已不在这个版本中。`);
      return;
    }
    if (target.closest("[hidden]") || (document.body.classList.contains("filtering") && target.closest(".overview:not(.kept)"))) {
      set(new URLSearchParams());
      say("已清除筛选，以显示所链接的内容。");
    }
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    if (id.startsWith("department-")) for (const part of all("details", target)) part.open = true;
    unmark();
    target.classList.add("target");
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  function follow() {
    const hash = location.hash.slice(1);
    if (hash.startsWith("?")) {
      unmark();
      set(new URLSearchParams(hash.slice(1)));
      window.scrollTo({ top: form.offsetTop });
    } else if (hash) {
      let id = hash;
      try { id = decodeURIComponent(hash); } catch { /* taken as it stands */ }
      show(id);
    } else set(new URLSearchParams());
  }

  let silence;
  function say(message) {
    byId("toast").textContent = message;
    clearTimeout(silence);
    silence = setTimeout(() => { byId("toast").textContent = ""; }, 4000);
  }
  function copy(text, told, left) {
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(told, left);
    else left();
  }
  const copyLink = (address) => copy(address, () => say("链接已复制"), () => say("浏览器不允许复制；链接在地址栏中"));
  for (const button of all(".copy")) {
    const waiver = button.closest(".finding").querySelector(".waiver");
    button.hidden = false;
    waiver.hidden = true;
    button.addEventListener("click", () => copy(
      waiver.querySelector("pre").textContent + "\n",
      () => say("豁免条目已复制：粘贴到该清单的 waivers.toml，并写明理由"),
      () => { waiver.hidden = false; waiver.open = true; say("浏览器不允许复制；条目已展开"); },
    ));
  }

  const settled = document.querySelector(".settled");
  if (settled) {
    const [by, button, status, shown] = ["input", "button", "span", "pre"].map((name) => settled.querySelector(name));
    const doubts = all(".settle");
    const done = () => doubts.filter((doubt) => doubt.querySelector("[type=checkbox]").checked);
    const count = () => { status.textContent = `已核对${done().length}处，共${doubts.length}处`; };
    const entry = ({ dataset, children }) => [
      "[[correction]]",
      ...[["version", settled.dataset.version], ["item", dataset.item], ["field", dataset.field], ["was", dataset.was],
        ["now", children[0].querySelector("input").value], ["by", by.value.trim()]]
        .map(([key, value]) => `${key} = ${JSON.stringify(value)}`),
    ].join("\n");
    settled.hidden = false;
    for (const doubt of doubts) {
      const text = doubt.querySelector("[type=text]"), check = doubt.querySelector("[type=checkbox]");
      doubt.hidden = false;
      text.addEventListener("input", () => { check.checked = true; count(); });
      check.addEventListener("change", count);
      doubt.querySelector("button").addEventListener("click", () => {
        text.value = text.value === doubt.dataset.other ? doubt.dataset.was : doubt.dataset.other;
        check.checked = true;
        count();
      });
    }
    button.addEventListener("click", () => {
      if (!done().length || !by.value.trim()) {
        say(by.value.trim() ? "还没有勾选“已核对”的文字" : "请先填写核对人");
        if (!by.value.trim()) by.focus();
        return;
      }
      const entries = `${done().map(entry).join("\n\n")}\n`;
      copy(entries, () => say(`已复制${done().length}条：粘贴到该清单的 corrections.toml`),
        () => { shown.textContent = entries; shown.hidden = false; say("浏览器不允许复制；条目已展开"); });
    });
  }

  let typing;
  const changed = () => {
    clearTimeout(typing);
    typing = setTimeout(() => { apply(); remember(); }, rows.length > 1000 ? 150 : 30);
  };
  controls.q.addEventListener("input", changed);
  byId("more").addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); controls.q.focus(); }));
  byId("q").addEventListener("keydown", (event) => { if (event.key === "Escape") { event.preventDefault(); form.reset(); } });
  byId("share").addEventListener("click", () => copyLink(location.href));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link) return;
    if (link.matches(".permalink")) copyLink(link.href);
    const cell = link.closest(".heat td");
    if (cell) {
      event.preventDefault();
      const table = cell.closest("table");
      location.hash = `?${new URLSearchParams({
        list: table.dataset.list,
        section: table.tHead.rows[0].cells[cell.cellIndex].textContent,
        department: cell.parentElement.cells[0].textContent,
      })}`;
    } else if (link.hash === location.hash) follow(); /* the same link once more */
  });

  for (const table of all(".sortable")) {
    const headings = Array.from(table.tHead.rows[0].cells);
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = heading.textContent;
      heading.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = heading.getAttribute("aria-sort") !== "descending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", down ? "descending" : "ascending");
        const text = (body) => body.rows[0].cells[column].textContent.trim();
        const order = (a, b) => (column ? Number(text(b)) - Number(text(a)) : text(b).localeCompare(text(a), "zh"));
        const bodies = Array.from(table.tBodies).sort(order);
        table.append(...(down ? bodies : bodies.reverse()));
      });
    });
  }

  /* For browsers that cannot unfold by style what is printed. */
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = all(".duties:not([open]), .fold:not([open])");
    for (const part of folded) part.open = true;
  });
  window.addEventListener("afterprint", () => { for (const part of folded) part.open = false; });

  byId("more").open = matchMedia("(min-width: 45.01rem)").matches;
  form.hidden = false;
  apply();
  window.addEventListener("resize", makeRoom);
  window.addEventListener("hashchange", follow);
  follow();
})();
