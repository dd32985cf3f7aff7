// The query page: Cypher or a pattern of the library, and its answer.
import { address, go } from "./address.js";
import { ask, attempt, button, el, legend, put } from "./dom.js";
import { editor } from "./editor.js";
import { results } from "./results.js";
import { line } from "./start.js";

const FIRST = "MATCH (c:Company)-[r:INVOLVED_IN]->(p:Problem)\nWHERE r.role <> 'mentioned'\nRETURN c.name AS 企业, p.number AS 题号, p.text AS 问题, r.quote AS 原文\nORDER BY 企业, 题号\nLIMIT 100";
let runs = 0;

export function view(place) {
  const menu = el("nav", { class: "patterns", "aria-label": "模式库" });
  const form = el("div", { class: "query" });
  const answer = el("section", { class: "answer", "aria-label": "结果" });
  put(place, menu, el("div", { class: "work" }, form, answer));
  let known, written, shown = "", running = null, table;

  const cypherForm = () => {
    const fields = el("div", { class: "params" });
    const values = {};
    const params = (text) => {
      const names = [...new Set([...text.replace(/'(?:[^'\\]|\\.)*'/g, "").matchAll(/\$(\w+)/g)].map((m) => m[1]))];
      put(fields, ...names.map((name) => el("label", { class: "field" }, el("span", {}, `$${name}`), el("input", { value: values[name] ?? "", oninput: (event) => { values[name] = event.target.value; } }))));
      return names;
    };
    const place_ = el("div");
    const made = editor(place_, { run: () => open(), changed: (text) => params(text) });
    const open = () => {
      const given = Object.fromEntries(params(made.value()).map((name) => [name, values[name] ?? ""]));
      const to = address("ask", { q: made.value(), given: Object.keys(given).length ? JSON.stringify(given) : "", as: kindNow() });
      if (to === location.hash) run(made.value(), given);
      else go(to);
    };
    const start = button("运行", open, { class: "main", id: "run" });
    const stop = button("停止", () => attempt(() => running && ask("stop", { run: running.name })), { id: "stop", hidden: true });
    put(form, el("h1", { class: "small" }, "Cypher 查询(只读)"), place_, fields, el("div", { class: "group" }, start, stop, el("span", { class: "hint", id: "progress", role: "status" })));
    return { editor: made, values, params, start, stop };
  };
  const kindNow = () => new URLSearchParams(location.hash.split("?")[1]).get("as") ?? "";
  const asFile = () => ({ run: `file-${++runs}-${crypto.randomUUID()}`, cypher: running?.cypher ?? written.editor.value(), params: running?.params ?? {} });
  table = results(answer, {
    again: asFile,
    change: (kind) => {
      const params = new URLSearchParams(location.hash.split("?")[1]);
      const to = address("ask", { q: params.get("q"), given: params.get("given"), as: kind });
      shown = to.replace(/[?&]as=\w+/, "");
      go(to, { replace: true });
    },
  });

  const run = async (cypher, params) => {
    const name = `q-${++runs}-${crypto.randomUUID()}`;
    if (running && !running.ended) ask("stop", { run: running.name }).catch(() => {});
    const mine = { name, cypher, params, ended: false };
    running = mine;
    table.clear();
    written.stop.hidden = false;
    const since = performance.now();
    const clock = setInterval(() => { form.querySelector("#progress").textContent = `正在查询…… ${((performance.now() - since) / 1000).toFixed(0)} 秒`; }, 1000);
    try {
      const found = await ask("ask", { run: name, cypher, params: typed(params) });
      if (running === mine) await table.show(found, kindNow() || "table");
    } catch (error) {
      if (running === mine) written.editor.wrong(error.place ?? null, error.message);
    } finally {
      mine.ended = true;
      clearInterval(clock);
      if (running === mine && form.querySelector("#progress")) {
        written.stop.hidden = true;
        form.querySelector("#progress").textContent = "";
      }
    }
  };

  const patternForm = (pattern, given) => {
    const inputs = Object.entries(pattern.parameters).map(([name, value]) => {
      const input = el("input", { value: given.get(name) ?? String(value), name });
      return [name, input, el("label", { class: "field" }, el("span", {}, `${name}(默认 ${value})`), input)];
    });
    const again = (event) => {
      event.preventDefault();
      const to = address("ask", { pattern: pattern.id, ...Object.fromEntries(inputs.map(([name, input]) => [name, input.value])) });
      if (to === location.hash) runPattern(pattern, given); else go(to);
    };
    put(form, el("h1", { class: "small" }, pattern.title),
      el("p", {}, el("span", { class: pattern.firm ? "basis firm" : "basis" }, pattern.firm ? "依据原文" : "有待核实"), pattern.why),
      el("p", { class: "hint" }, `核查建议:${pattern.check}`),
      el("form", { class: "group", onsubmit: again }, inputs.map(([, , field]) => field), el("button", { class: "main", id: "run" }, "运行"),
        el("a", { class: "chip", href: address("ask", { q: pattern.cypher, given: Object.keys(pattern.parameters).length ? JSON.stringify(pattern.parameters) : "" }) }, "用 Cypher 打开(表格、导出)")));
  };
  const runPattern = async (pattern, given) => {
    table.clear();
    put(answer, el("p", { class: "hint", role: "status" }, "正在查找……"));
    const params = Object.fromEntries(Object.keys(pattern.parameters).filter((name) => given.get(name)).map((name) => [name, given.get(name)]));
    try {
      const { findings, count } = await ask("run", { pattern: pattern.id, params });
      put(answer, el("h2", {}, count ? `找到 ${count} 处` : "没有找到"), el("ul", { class: "lines" }, findings.map((finding) => line(finding, known, 20))));
    } catch (error) {
      put(answer, el("p", { class: "mistake", role: "alert" }, error.message));
    }
  };
  const fillMenu = (current) => {
    const group = (heading, firm) => [el("h2", {}, heading), el("ul", {}, known.patterns.filter((p) => p.firm === firm).map((p) => el("li", {}, el("a", { href: address("ask", { pattern: p.id }), "aria-current": p.id === current ? "page" : null, title: p.why }, p.title))))];
    put(menu, el("p", {}, el("a", { class: "chip", href: "#/ask", "aria-current": current ? null : "page" }, "自己写 Cypher")), ...group("依据原文的模式", true), ...group("有待核实的模式", false));
    menu.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  };

  return {
    async update(params) {
      known ??= await legend();
      const name = params.get("pattern");
      const key = location.hash.replace(/[?&]as=\w+/, "");
      if (key === shown) return document.title.replace(" · 问责图谱", "");
      shown = key;
      fillMenu(name);
      if (name) {
        const pattern = known.patterns.find((p) => p.id === name);
        if (!pattern) throw new Error(`没有名为 ${name} 的模式。`);
        written = null;
        patternForm(pattern, params);
        await runPattern(pattern, params);
        return pattern.title;
      }
      written = form.querySelector("textarea") && written ? written : cypherForm();
      const cypher = params.get("q");
      const given = JSON.parse(params.get("given") ?? "{}");
      Object.assign(written.values, given);
      written.editor.set(cypher ?? (written.editor.value() || FIRST));
      if (!cypher) { put(answer); return "查询"; }
      await run(cypher, given);
      return `查询 ${cypher.replace(/\s+/g, " ").slice(0, 40)}`;
    },
    leave() {
      if (running && !running.ended) ask("stop", { run: running.name }).catch(() => {});
      table.leave();
    },
  };
}

/** Parameters as they were meant: numbers where they look like numbers. */
function typed(params) {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : value]));
}
