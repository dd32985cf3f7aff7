// What of a network is seen: by type, role, status, time and confidence; and the list of nodes for the keyboard.
import { button, cut, dot, el, put } from "./dom.js";

let last = {};

/** The nodes and edges that a state lets through; the same objects as long as nothing of it changes. */
export function seen(held, state) {
  const key = JSON.stringify([state.labels, state.roles, state.statuses, state.hidden, state.since, state.until, state.sure, state.seeds]);
  if (last.held !== held || last.key !== key) last = { held, key, found: through(held, state) };
  return last.found;
}

function through(held, state) {
  const off = { label: new Set(state.labels), role: new Set(state.roles), status: new Set(state.statuses), id: new Set(state.hidden) };
  const passes = (node) =>
    !off.id.has(node.id) && !off.label.has(node.kind) && !(node.kind === "Problem" && off.status.has(node.status)) &&
    (!node.day || ((!state.since || node.day.slice(0, 10) >= state.since) && (!state.until || node.day.slice(0, 10) <= `${state.until}~`)));
  let nodes = [...held.nodes.values()].filter(passes);
  const there = new Set(nodes.map((node) => node.id));
  const strong = (edge) => !(edge.role && off.role.has(edge.role)) && edge.confidence >= state.sure;
  const edges = [...held.edges.values()].filter((edge) => there.has(edge.from) && there.has(edge.to) && strong(edge));
  if (off.role.size || state.sure > 0) {
    // What only a filtered link tied to the rest has nothing left to show.
    const tied = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    nodes = nodes.filter((node) => tied.has(node.id) || state.seeds.includes(node.id));
  }
  return { nodes, edges: bundled(edges) };
}

const STRONGEST = ["responsible", "counterparty", "affected", "subject", "carries_out", null, "mentioned"];

/** One line for all links of a type between two nodes: the strongest, which knows the `others`. */
export function bundled(edges) {
  const bundles = new Map();
  for (const edge of edges) {
    const key = JSON.stringify([edge.from, edge.to, edge.type]);
    bundles.set(key, [...(bundles.get(key) ?? []), edge]);
  }
  const rank = (edge) => STRONGEST.indexOf(edge.role ?? null) - edge.confidence / 2;
  const made = [...bundles.values()].map((all) => {
    const [first, ...others] = [...all].sort((a, b) => rank(a) - rank(b));
    return { ...first, others };
  });
  // Links of different types between the same two nodes would lie on each other.
  const between = new Map();
  return made.map((edge) => {
    const pair = [edge.from, edge.to].sort().join("\n");
    const n = between.get(pair) ?? 0;
    between.set(pair, n + 1);
    return n ? { ...edge, smooth: { enabled: true, type: "curvedCW", roundness: 0.18 * n } } : edge;
  });
}

/** The left side. `change(part)` takes the parts of the state that the reader changed; `pick(id)` a chosen node. */
export function filters(place, known, change, pick) {
  let filled = null;
  const open = new Map(["types", "roles", "statuses", "time", "nodes"].map((name) => [name, !["statuses", "time"].includes(name)]));
  return {
    fill(held, shown, state) {
      if (filled === shown) return current(place, state.selected);
      filled = shown;
      for (const part of place.querySelectorAll("details")) open.set(part.dataset.part, part.open);
      const part = (name, heading, ...content) => {
        if (content[0].matches(".ticks:empty")) return null;
        const made = el("details", { open: open.get(name) }, el("summary", {}, heading), ...content);
        made.dataset.part = name;
        return made;
      };
      const focused = document.activeElement?.dataset?.key;
      const ticks = (name, entries) => el("ul", { class: "ticks" }, entries.map(([key, label, colour, count]) => {
        const box = el("input", { type: "checkbox", checked: !state[name].includes(key), onchange: () => {
          change({ [name]: box.checked ? state[name].filter((k) => k !== key) : [...state[name], key] });
        } });
        box.dataset.key = `${name}/${key}`;
        return el("li", {}, el("label", {}, box, colour && (name === "roles" ? dash(colour, key === "mentioned") : dot(colour)), el("span", {}, label), el("span", { class: "n" }, count === undefined ? "" : String(count))));
      }));
      const count = (test) => [...held.nodes.values()].filter(test).length;
      const roles = new Set([...held.edges.values()].map((edge) => edge.role).filter(Boolean));
      put(place,
        part("types", "类型", ticks("labels", known.labels.map((l) => [l.label, l.show, l.colour, count((n) => n.kind === l.label)]).filter(([, , , n]) => n))),
        part("roles", "角色(连线的颜色)", ticks("roles", Object.entries(known.roles).filter(([role]) => roles.has(role)).map(([role, name]) => [role, name, known.roleColours[role]]))),
        part("statuses", "整改状态", ticks("statuses", Object.entries(known.statuses).map(([s, name]) => [s, name, null, count((n) => n.kind === "Problem" && n.status === s)]).filter(([, , , n]) => n))),
        part("time", "时间与把握", times(state, change)),
        part("nodes", `图中对象(${shown.nodes.length})`, list(shown.nodes, state, known, pick)),
      );
      if (focused) [...place.querySelectorAll("[data-key]")].find((e) => e.dataset.key === focused)?.focus();
    },
  };
}

/** How a link of a role is drawn. */
function dash(colour, dashed) {
  const made = el("span", { class: "dash", "aria-hidden": "true" });
  made.style.borderTopColor = colour;
  made.style.borderTopStyle = dashed ? "dashed" : "solid";
  return made;
}

function times(state, change) {
  const field = (name, label, given) => {
    const input = el("input", { value: String(state[name] || ""), onchange: () => change({ [name]: input.value }), ...given });
    input.dataset.key = name;
    return el("label", { class: "field" }, el("span", {}, label), input);
  };
  const sure = el("select", { onchange: () => change({ sure: Number(sure.value) }) },
    [["0", "全部"], ["0.6", "略去把握不大的(0.6 以上)"], ["0.9", "只看有把握的(0.9 以上)"]].map(([value, text]) => el("option", { value, selected: Number(value) === state.sure }, text)));
  sure.dataset.key = "sure";
  return el("div", {},
    field("since", "不早于", { type: "date" }), field("until", "不晚于", { type: "date" }),
    el("label", { class: "field" }, el("span", {}, "把握"), sure),
    el("p", { class: "hint" }, "按事项本身的日期,没有的按通报的发布日期。"));
}

/** Mark the selected one in the list as it stands. */
function current(place, selected) {
  const lines = [...place.querySelectorAll(".node")];
  const wanted = lines.find((line) => line.dataset.key === `node/${selected}`);
  for (const line of lines) {
    if (line === wanted) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
    if (wanted) line.setAttribute("tabindex", line === wanted ? "0" : "-1");
  }
}

/** A list to walk with the arrow keys; the drawn network cannot be read without eyes. */
function list(nodes, state, known, pick) {
  const order = Object.fromEntries(known.labels.map((l, i) => [l.label, i]));
  const sorted = [...nodes].sort((a, b) => order[a.kind] - order[b.kind] || a.name.localeCompare(b.name, "zh-CN", { numeric: true })).slice(0, 500);
  const lines = sorted.map((node) => {
    const made = button([dot(known.byLabel[node.kind].colour), el("span", {}, cut(node.name, 30))], () => pick(node.id), {
      class: "node", tabindex: "-1", "aria-current": node.id === state.selected ? "true" : null, title: known.byLabel[node.kind].show,
    });
    made.dataset.key = `node/${node.id}`;
    return made;
  });
  (lines.find((line) => line.hasAttribute("aria-current")) ?? lines[0])?.setAttribute("tabindex", "0");
  const box = el("div", { class: "nodes", role: "group", "aria-label": "图中对象,用上下键移动,回车选中" }, lines);
  box.addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const to = lines[lines.indexOf(document.activeElement) + way];
    if (!to) return;
    lines.forEach((line) => line.setAttribute("tabindex", line === to ? "0" : "-1"));
    to.focus();
  });
  return box;
}
