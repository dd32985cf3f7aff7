// The start page: what there is, how far it got, what to look at first.
import { address, exploring, reading } from "./address.js";
import { ask, attempt, button, cut, dot, el, legend, put, STATUS_COLOURS, statusTag } from "./dom.js";
import { recent } from "./recent.js";

const LISTED = 6;

export function view(place) {
  return {
    async update() {
      put(place, el("h1", { class: "quiet" }, "总览"), el("p", { class: "hint", role: "status" }, "正在读取……"));
      const [found, known] = await Promise.all([ask("overview"), legend()]);
      const findings = el("section", { class: "card findings", "aria-busy": "true" }, el("h2", {}, "先看这些"), el("p", { class: "hint" }, "正在查找……"));
      put(place,
        el("h1", { class: "quiet" }, "总览"),
        el("ul", { class: "counts" }, Object.entries(found.counts).filter(([, n]) => n).map(([label, n]) => el("li", {}, el("b", {}, n.toLocaleString("zh-CN")), el("span", {}, dot(known.byLabel[label].colour), known.byLabel[label].show)))),
        el("div", { class: "columns" },
          el("div", {}, findings, notices(found.notices)),
          el("div", {}, statuses(found, known), named("牵涉问题最多的企业", found.companies), named("牵涉问题最多的单位", found.units), named("牵涉问题最多的人员", found.officials), opened())),
      );
      attempt(async () => fill(findings, await ask("findings"), known)).then(() => findings.removeAttribute("aria-busy"));
      return "总览";
    },
  };
}

function fill(section, { findings, count }, known) {
  let all = false;
  const list = el("ul", { class: "lines" });
  const more = button(`显示全部 ${count} 条`, () => { all = !all; show(); });
  const show = () => {
    put(list, ...(all ? findings : findings.slice(0, LISTED)).map((finding) => line(finding, known)));
    more.textContent = all ? "收起" : `显示全部 ${count} 条`;
  };
  show();
  put(section, el("h2", {}, "先看这些"), findings.length ? list : el("p", { class: "hint" }, "没有发现。"), findings.length > LISTED && more);
}

/** A finding: what was found, on what it rests, where it leads. */
export function line(finding, known, quotes = 1) {
  const firm = finding.basis === "firm";
  return el("li", { class: "finding" },
    el("p", {}, el("span", { class: firm ? "basis firm" : "basis" }, firm ? "依据原文" : "有待核实"), el("a", { href: address("ask", { pattern: finding.pattern }) }, finding.title)),
    el("p", {}, finding.why),
    known.notices > 1 && finding.notices.length > 0 && el("p", { class: "hint" }, finding.notices.slice(0, 3).map((notice, i) => [i > 0 && "、", el("a", { href: address("read", { n: notice.id }) }, cut(notice.title, 40))]), finding.notices.length > 3 && ` 等 ${finding.notices.length} 份`),
    finding.quotes.slice(0, quotes).map((quote) => el("a", { class: "quote", href: reading(quote.notice, quote.span) }, cut(quote.text, quotes > 1 ? 300 : 90))),
    el("p", { class: "leads" },
      finding.nodes.slice(0, 10).map((node) => el("a", { class: "chip", href: exploring(node.id) }, dot(known.byLabel[node.label].colour), cut(node.name, 18))),
      finding.nodes.length > 1 && el("a", { class: "chip", href: address("explore", { s: finding.nodes.slice(0, 40).map((n) => n.id) }) }, "画成关系网络")));
}

function statuses(found, known) {
  const all = Object.values(found.statuses).reduce((a, b) => a + b, 0) || 1;
  const bar = (counts, of) => el("span", { class: "bar", "aria-hidden": "true" }, Object.keys(known.statuses).filter((s) => counts[s]).map((status) => {
    const piece = el("i");
    piece.style.width = `${(100 * counts[status]) / of}%`;
    piece.style.backgroundColor = STATUS_COLOURS[status];
    return piece;
  }));
  const most = Math.max(1, ...found.categories.map(([, counts]) => sum(counts)));
  return el("section", { class: "card" }, el("h2", {}, "整改到什么程度"),
    bar(found.statuses, all),
    el("ul", { class: "row" }, Object.entries(found.statuses).map(([status, n]) => el("li", {}, el("a", { href: problems({ status }) }, statusTag(status, known.statuses)), ` ${n.toLocaleString("zh-CN")}`))),
    el("h3", {}, "按问题类别"),
    el("ul", { class: "categories" }, found.categories.slice(0, 12).map(([category, counts]) => el("li", {},
      el("a", { href: problems({ category }) }, category), bar(counts, most), el("span", { class: "n" }, sum(counts).toLocaleString("zh-CN"))))));
}

function sum(counts) {
  return Object.values(counts).reduce((a, b) => a + b, 0);
}

/** The problems of a status or category, as a query that anyone can change. */
function problems({ status, category }) {
  const where = status ? `p.status = '${status}'` : `any(c IN p.category WHERE c = '${category}')`;
  return address("ask", { q: `MATCH (p:Problem)\nWHERE ${where}\nRETURN p.id AS 问题, p.number AS 题号, p.text AS 原文, p.status AS 状态\nORDER BY p.notice, 题号` });
}

function named(heading, things) {
  if (!things.length) return null;
  return el("section", { class: "card" }, el("h2", {}, heading),
    el("ol", { class: "lines most" }, things.map((thing) => el("li", {}, el("a", { href: exploring(thing.id) }, thing.name), el("span", { class: "n" }, `${thing.problems} 个问题`)))));
}

function notices(list) {
  return el("section", { class: "card" }, el("h2", {}, "通报"),
    el("table", {}, el("thead", {}, el("tr", {}, ["标题", "发布单位", "发布日期", "问题", "未改完"].map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, list.map((notice) => el("tr", {},
        el("td", {}, el("a", { href: address("read", { n: notice.id }) }, notice.title)), el("td", {}, notice.issuer ?? ""), el("td", { class: "day" }, notice.published_on ?? ""),
        el("td", { class: "n" }, String(notice.problems)), el("td", { class: "n" }, String(notice.still_open)))))));
}

function opened() {
  const views = recent();
  if (!views.length) return null;
  return el("section", { class: "card" }, el("h2", {}, "最近看过"), el("ul", { class: "lines" }, views.map((v) => el("li", {}, el("a", { href: v.to }, v.title)))));
}
