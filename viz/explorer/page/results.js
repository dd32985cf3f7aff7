// An answer as a table, a network or a chart, and as files.
import { address, exploring, reading } from "./address.js";
import { ask, attempt, button, cut, download, el, file, put } from "./dom.js";
import { asPng, chart, charted } from "./chart.js";
import { bundled } from "./filters.js";
import { network } from "./network.js";

const PAGE = 100;

/** Results in `place`; `again()` gives what was asked, for files. `change(kind)` is told which view is shown. */
export function results(place, { again, change }) {
  let found, kind = "table", net, order = null;
  const body = el("div", { class: "result", role: "tabpanel", id: "result", tabindex: "0" });
  const tabs = { table: "表格", network: "网络", chart: "图表" };

  const head = () => {
    const made = Object.entries(tabs).map(([name, text]) => button(text, () => { kind = name; change(name); show(); }, { role: "tab", "aria-selected": String(name === kind), "aria-controls": "result", tabindex: name === kind ? "0" : "-1" }));
    const list = el("div", { role: "tablist", "aria-label": "结果的样子" }, made);
    list.addEventListener("keydown", (event) => {
      const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!way) return;
      const names = Object.keys(tabs);
      kind = names[(names.indexOf(kind) + way + names.length) % names.length];
      change(kind);
      show();
      place.querySelector("[role=tab][aria-selected=true]").focus();
    });
    const n = found.rows.length.toLocaleString("zh-CN");
    return el("div", { class: "result-head" }, list, el("p", { role: "status" }, `${n} 行${found.cut ? "(后面还有,可加 LIMIT 或导出)" : ""},用时 ${found.seconds} 秒`), exports_());
  };
  const exports_ = () => {
    const table = (format) => button(format.toUpperCase(), () => attempt(async () => download(await file("table", { ...again(), format }), `查询结果.${format}`)));
    const spots = () => Object.fromEntries(Object.entries(net.drawn.getPositions()).map(([id, p]) => [id, [p.x, p.y]]));
    const drawn = (format) => button(format.toUpperCase(), () => attempt(async () => download(await file("picture", { format, shown: spots(), title: "查询结果" }), `查询结果.${format}`)));
    const of = {
      table: () => [table("csv"), table("xlsx")],
      network: () => net ? [button("PNG", () => attempt(async () => download(await net.png(), "查询结果.png"))), drawn("svg"), drawn("html")] : [],
      chart: () => {
        const made = body.querySelector("svg");
        return made ? [button("PNG", () => attempt(async () => download(await asPng(made), "图表.png"))), button("SVG", () => download(new Blob([new XMLSerializer().serializeToString(made)], { type: "image/svg+xml" }), "图表.svg"))] : [];
      },
    };
    return el("div", { class: "exports", role: "group", "aria-label": "导出" }, el("span", {}, "导出"), of[kind]());
  };
  const show = async () => {
    net?.leave();
    net = null;
    if (kind === "table") put(body, table());
    else if (kind === "chart") drawChart();
    else await attempt(drawNetwork);
    put(place, head(), hints(), body);
    net?.drawn.redraw();
    net?.drawn.fit({ animation: false });
  };
  const hints = () => (found.hints?.length ? el("details", { class: "hint" }, el("summary", {}, "这句查询在另一种引擎上结果可能不同"), el("ul", {}, found.hints.map((h) => el("li", {}, h)))) : null);

  const table = () => {
    let shown = PAGE;
    const rows = order ? sorted(found.rows, order) : found.rows;
    const list = el("tbody");
    const more = button("", () => { shown += PAGE; fill(); });
    const fill = () => {
      put(list, ...rows.slice(0, shown).map((row) => el("tr", {}, row.map((value) => el("td", { class: typeof value === "number" ? "n" : null }, cell(value))))));
      more.hidden = shown >= rows.length;
      more.textContent = `再显示 ${Math.min(PAGE, rows.length - shown)} 行(共 ${rows.length} 行)`;
    };
    fill();
    const heads = found.columns.map((name, i) => el("th", { scope: "col", "aria-sort": order?.column === i ? (order.down ? "descending" : "ascending") : "none" },
      button(`${name}${order?.column === i ? (order.down ? " ↓" : " ↑") : ""}`, () => { order = { column: i, down: order?.column === i && !order.down }; show(); place.querySelectorAll("th button")[i]?.focus(); }, { title: "按这一列排序" })));
    if (!found.rows.length) return el("p", { class: "hint" }, "没有结果。");
    return el("div", { class: "scroll" }, el("table", {}, el("thead", {}, el("tr", {}, heads)), list), more);
  };
  const drawChart = () => {
    const data = charted(found);
    if (!data) return put(body, el("p", { class: "hint" }, "没有可画的:图表要一列名称,最好再有一列数,例如 RETURN p.status, count(*)。"));
    put(body, chart(data), data.left ? el("p", { class: "hint" }, `只画前 30 项,另有 ${data.left} 项。`) : "");
  };
  const drawNetwork = async () => {
    if (!found.nodes.length) return put(body, el("p", { class: "hint" }, "结果里没有对象可画。请返回节点或它们的 id,例如 MATCH (c:Company)-[r]->(p:Problem) RETURN c, r, p"));
    const canvas = el("div", { class: "canvas", tabindex: "0", role: "application", "aria-label": "结果的关系网络" });
    const list = found.nodes.slice(0, 60);
    put(body,
      el("p", {}, el("a", { href: address("explore", { s: list }) }, found.nodes.length > list.length ? `在关系网络页打开前 ${list.length} 个` : "在关系网络页打开"),
        ` 共 ${found.nodes.length + found.more} 个对象${found.more ? ",只画一部分" : ""}`),
      canvas);
    if (!place.contains(body)) put(place, body);
    const drawn = await ask("grow", { shown: {}, ids: found.nodes });
    net = await network(canvas, { node: (id) => { if (id) canvas.dataset.selected = id; }, edge() {}, moved() {}, open: (id) => { location.hash = exploring(id).slice(1); } });
    net.show(drawn.nodes, bundled(drawn.edges));
  };

  return {
    async show(answer, as = kind) {
      found = answer;
      order = null;
      kind = as in tabs ? as : "table";
      await show();
    },
    clear() { net?.leave(); net = null; put(place); },
    leave() { net?.leave(); },
  };
}

function cell(value) {
  if (value === null) return el("span", { class: "none" }, "—");
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toLocaleString("zh-CN");
  if (typeof value === "string") return cut(value, 400);
  if (value.span) return el("a", { href: reading(value.notice, value.span) }, `${value.text}:${cut(value.quote, 80)}`);
  if (value.node) return el("a", { href: exploring(value.node) }, cut(value.text, 80));
  return value.text;
}

function sorted(rows, { column, down }) {
  const key = (value) => (value === null ? "" : typeof value === "object" ? value.text : value);
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh-CN", { numeric: true }));
  return [...rows].sort((a, b) => compare(key(a[column]), key(b[column])) * (down ? -1 : 1));
}
