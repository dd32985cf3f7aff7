// Two things side by side.
import { address, exploring, go, reading } from "./address.js";
import { ask, attempt, cut, dot, el, legend, note, put, statusTag } from "./dom.js";
import { beginnings } from "./beginnings.js";
import { finder } from "./finder.js";

export function view(place) {
  return {
    async update(params) {
      const known = await legend();
      const ends = [params.get("a"), params.get("b")];
      const found = ends[0] && ends[1] ? await ask("compare", { one: ends[0], other: ends[1] }) : null;
      const more = el("div");
      /** What to choose next; the boxes above stay as they are, for somebody may be typing there. */
      const offer = async (chosen) => put(more,
        el("p", { class: "hint" }, chosen[0] || chosen[1] ? "再选另一个。" : "选两个单位、企业或人员,比较它们的问题、整改程度、处理处分和共同牵涉的人和事。"),
        await beginnings(known, (thing) => address("compare", chosen[0] ? { a: chosen[0], b: thing.id } : { a: thing.id, b: chosen[1] })));
      put(place, el("h1", {}, "对比两个对象"), form(ends, found, offer), found ? table(found, known) : more);
      if (!found) await offer(ends);
      return found ? `对比 ${found.sides.map((s) => cut(s.name, 12)).join("、")}` : "对比";
    },
  };
}

function form(ends, found, offer) {
  const chosen = [...ends];
  const field = (i, label) => {
    const box = el("div", { class: "finder" });
    finder(box, { label, things: true, value: found?.sides[i].name ?? named(ends[i]), pick: (hit) => { chosen[i] = hit.id; if (chosen[0] && chosen[1]) go(address("compare", { a: chosen[0], b: chosen[1] })); else attempt(() => offer(chosen)); } });
    return box;
  };
  return el("form", { class: "group compare-form", onsubmit: (event) => { event.preventDefault(); if (!chosen[0] || !chosen[1]) note("请从查找结果里各选一个对象。", "error"); } }, field(0, "甲方"), el("span", { "aria-hidden": "true" }, "对"), field(1, "乙方"));
}

function table({ sides, problems, things }, known) {
  const shared = new Set(problems);
  const row = (heading, content) => el("tr", {}, el("th", { scope: "row" }, heading), sides.map((side) => el("td", {}, content(side))));
  const counts = (side, given, name) => (Object.keys(given).length ? el("ul", { class: "row" }, Object.entries(given).map(([key, n]) => el("li", {}, name(key), ` ${n}`))) : el("span", { class: "none" }, "无"));
  return el("div", {},
    el("div", { class: "card" }, el("table", { class: "sides" },
      el("thead", {}, el("tr", {}, el("td", {}), sides.map((side) => el("th", { scope: "col" }, el("a", { href: exploring(side.id) }, side.name), " ", el("span", { class: "tag" }, dot(known.byLabel[side.label].colour), known.byLabel[side.label].show))))),
      el("tbody", {},
        row("问题数(不计仅被提及的)", (side) => String(side.problems.length)),
        row("整改状态", (side) => counts(side, side.statuses, (s) => statusTag(s, known.statuses))),
        row("问题类别", (side) => counts(side, side.categories, (c) => c)),
        row("任职者受到的处理", (side) => (side.sanctions.length ? el("ul", { class: "facts" }, side.sanctions.map((s) => el("li", {}, `${s.who}:${s.kind}`, el("a", { class: "quote", href: reading(s.notice, [s.start, s.upto]) }, cut(s.quote, 70))))) : el("span", { class: "none" }, "无"))),
        row("问题", (side) => el("ul", { class: "facts" }, side.problems.slice(0, 60).map((p) => el("li", {}, statusTag(p.status, known.statuses), shared.has(p.id) && el("span", { class: "tag warn" }, "双方都有"), el("a", { href: address("read", { n: p.notice, p: p.number }) }, ` 第 ${p.number} 题 `), cut(p.text, 60),
          el("span", { class: "beside" }, p.role === "inspected" ? "巡察发现" : known.roles[p.role])))))))),
    el("section", { class: "card" }, el("h2", {}, "双方都牵涉的人和事"),
      things.length ? el("ul", { class: "group" }, things.map(([id, name]) => el("li", {}, el("a", { class: "chip", href: exploring(id) }, dot(known.byLabel[labelOf(id)]?.colour ?? "#777"), name)))) : el("p", { class: "hint" }, "没有。")));
}

function named(id) {
  return id ? id.slice(Math.max(id.lastIndexOf("/"), id.indexOf(":")) + 1) : "";
}

function labelOf(id) {
  const prefix = id.split(":")[0];
  return prefix.charAt(0).toUpperCase() + prefix.slice(1);
}
