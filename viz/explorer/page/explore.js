// The network page: a state in the address, drawn; every act of the reader makes a new state.
import { address, exploring, go } from "./address.js";
import { beginnings } from "./beginnings.js";
import { attempt, button, cut, download, el, file, legend, note, put } from "./dom.js";
import { filters, seen } from "./filters.js";
import { finder } from "./finder.js";
import { grown, step } from "./growth.js";
import { network } from "./network.js";
import { panel } from "./panel.js";

const SPLIT = (text) => (text ? text.split(",") : []);

/** The state that an address holds. */
function read(params) {
  const pins = params.getAll("pin").map((pin) => pin.match(/^(.*)@(-?\d+),(-?\d+)$/s)).filter(Boolean);
  return {
    seeds: params.getAll("s"), steps: params.getAll("o"), hidden: params.getAll("hide"),
    pins: Object.fromEntries(pins.map(([, id, x, y]) => [id, [Number(x), Number(y)]])),
    labels: SPLIT(params.get("types")), roles: SPLIT(params.get("roles")), statuses: SPLIT(params.get("status")),
    since: params.get("since") ?? "", until: params.get("until") ?? "", sure: Number(params.get("sure") ?? 0),
    selected: params.get("sel"), lit: params.get("lit"),
  };
}

function write(state) {
  return address("explore", {
    s: state.seeds, o: state.steps, hide: state.hidden,
    pin: Object.entries(state.pins).map(([id, [x, y]]) => `${id}@${x},${y}`),
    types: state.labels.join(","), roles: state.roles.join(","), status: state.statuses.join(","),
    since: state.since, until: state.until, sure: state.sure || "", sel: state.selected, lit: state.lit,
  });
}

export function view(place) {
  const canvas = el("div", { class: "canvas", role: "application", "aria-label": "关系网络图。用左边的“图中对象”选择,详情在右边。", tabindex: "0" });
  const left = el("aside", { class: "left", "aria-label": "筛选" });
  const right = el("aside", { class: "right", "aria-label": "详情", tabindex: "0" });
  const bar = el("div", { class: "bar-of-acts", role: "toolbar", "aria-label": "网络的操作" });
  const message = el("p", { class: "message", role: "status" });
  const empty = el("div", { class: "empty", hidden: true });
  put(place, left, el("div", { class: "middle" }, bar, canvas, empty, message), right);
  let state = read(new URLSearchParams()), held = { nodes: new Map(), edges: new Map(), said: [], left: new Map() };
  let parts, past = [], lines = new Map(), edgeShown = null, drawnFor = null, start = null;

  const change = (next, { remembered = true } = {}) => {
    if (remembered) past.push(write(state));
    go(write({ ...state, ...next }));
  };
  const pick = (id) => {
    edgeShown = null;
    if (id !== null && !held.nodes.has(id)) return change({ seeds: state.seeds, steps: [...state.steps, ...joinTo(id)], selected: id });
    change({ selected: id }, { remembered: false });
  };
  /** A thing that is not shown yet comes in by the paths from what is selected, or beside it. */
  const joinTo = (id) => (state.selected ? [step.path(state.selected, id)] : []);
  const grow = (one, selected = state.selected) => change({ steps: [...state.steps, one], selected });

  const acts = (found) => {
    const id = found.id;
    const rest = held.left.get(id);
    const made = [
      button(rest ? (rest.left ? `再展开 ${Math.min(rest.left, 40)} 个` : "已全部展开") : "展开", () => grow(step.expand(id, [], rest?.next ?? 0)), { class: "main", disabled: rest?.left === 0 }),
      button("收起", () => grow(step.collapse(id)), { title: "去掉只与它相连的对象" }),
      button("隐藏", () => change({ hidden: [...state.hidden, id], selected: null })),
      button(id in state.pins ? "取消固定" : "固定", () => pin(id), { title: "固定的位置随视图保存;拖动对象也会固定它" }),
      button(state.lit === id ? "取消高亮" : "高亮邻域", () => change({ lit: state.lit === id ? null : id })),
      start && start !== id
        ? button(`从“${cut(held.nodes.get(start)?.name ?? "", 8)}”到此的路径`, () => { const from = start; start = null; grow(step.path(from, id)); })
        : button("以此为路径起点", () => { start = id; note("再选另一个对象,点“到此的路径”。"); render(); }),
    ];
    const kinds = found.around.filter((a) => a.count).map((a) => button(`${a.show} ${a.count}`, () => grow(step.expand(id, [a.label])), { class: "chip", title: `只展开${a.show}` }));
    return [el("div", { class: "group" }, made), el("div", { class: "group kinds", "aria-label": "只展开一类" }, kinds)];
  };
  const pin = (id, x, y) => {
    const pins = { ...state.pins };
    if (x !== undefined) pins[id] = [x, y];
    else if (id in pins) delete pins[id];
    else pins[id] = [Math.round(held.nodes.get(id).x), Math.round(held.nodes.get(id).y)];
    change({ pins });
  };

  const ready = (async () => {
    const known = await legend();
    const net = await network(canvas, {
      node: (id) => (id === null ? change({ selected: null }, { remembered: false }) : pick(id)),
      edge: (id) => { edgeShown = id; render(); },
      open: (id) => grow(step.expand(id, [], held.left.get(id)?.next ?? 0), id),
      moved: (id, x, y) => pin(id, x, y),
    });
    window.wenze = net; // for a reader's own console, and for tests
    return { known, net, side: filters(left, known, change, pick), detail: panel(right, known, acts, pick) };
  })();

  const toolbar = () => {
    put(bar,
      button("撤销", () => { const back = past.pop(); if (back) go(back); }, { disabled: !past.length }),
      button("看全图", () => parts.net.see([...held.nodes.keys()], { fit: true })),
      button("找路径…", pathForm),
      state.hidden.length ? button(`恢复隐藏的 ${state.hidden.length} 个`, () => change({ hidden: [] })) : null,
      state.lit ? button("取消高亮", () => change({ lit: null })) : null,
      el("details", { class: "menu", onkeydown: shut, onclick: shut, onfocusout: shut }, el("summary", {}, "导出"), el("div", {},
        button("图片 PNG", () => attempt(async () => download(await parts.net.png(), "关系网络.png"))),
        button("图片 SVG", () => attempt(() => made("svg", "关系网络.svg"))),
        button("网页 HTML(可离线打开)", () => attempt(() => made("html", "关系网络.html"))))),
    );
  };
  /** A menu shuts after a choice, on Escape, and when one goes on to something else. */
  const shut = (event) => {
    const menu = event.currentTarget;
    if (event.type === "keydown" ? event.key === "Escape" : event.type === "click" ? event.target.closest("button") : !menu.contains(event.relatedTarget)) {
      menu.open = false;
      if (event.type === "keydown") menu.querySelector("summary").focus();
    }
  };
  const made = async (format, name) => {
    const { nodes } = seen(held, state);
    const shown = Object.fromEntries(nodes.map((node) => [node.id, state.pins[node.id] ?? [node.x, node.y]]));
    download(await file("picture", { format, shown, title: document.title.replace(" · 问责图谱", "") }), name);
  };
  const pathForm = () => {
    const ends = [state.selected, null];
    const field = (i, label) => {
      const box = el("div", { class: "finder" });
      finder(box, { label, things: true, pick: (hit) => { ends[i] = hit.id; }, value: i === 0 && ends[0] ? held.nodes.get(ends[0])?.name ?? "" : "" });
      return box;
    };
    const form = el("form", { onsubmit: (event) => {
      event.preventDefault();
      if (!ends[0] || !ends[1]) return note("请从查找结果里各选一个对象。", "error");
      dialog.close();
      change({ seeds: state.seeds.length ? state.seeds : [ends[0]], steps: [...state.steps, step.path(ends[0], ends[1])], selected: ends[1] });
    } }, field(0, "从谁"), field(1, "到谁"), el("button", { class: "main" }, "找路径"));
    const dialog = el("dialog", { class: "paths", "aria-label": "找路径", onclose: () => dialog.remove() }, el("header", {}, el("h2", {}, "两个对象之间的路径"), button("✕", () => dialog.close(), { "aria-label": "关闭" })), form);
    document.body.append(dialog);
    dialog.showModal();
  };

  const render = () => {
    const { net, side, detail } = parts;
    const shown = seen(held, state);
    const nodes = shown.nodes.map((node) => {
      const at = state.pins[node.id];
      return at ? { ...node, x: at[0], y: at[1], borderWidth: 4 } : node;
    });
    lines = new Map(shown.edges.map((edge) => [edge.id, edge]));
    net.show(nodes, shown.edges.map((edge) => (onRoute(edge) ? { ...edge, width: 4 } : edge)), fading(shown));
    side.fill(held, shown, state);
    toolbar();
    if (edgeShown && lines.has(edgeShown)) {
      const edge = lines.get(edgeShown);
      net.select(edgeShown, true);
      detail.edge(edge, [held.nodes.get(edge.from).name, held.nodes.get(edge.to).name]);
    } else {
      net.select(state.selected);
      if (state.selected) attempt(() => detail.node(state.selected));
      else detail.empty();
    }
  };
  /** The paths that the last step found, if it looked for some. */
  const routes = () => {
    const last = held.said.at(-1);
    return last && last.step === state.steps.at(-1) && last.routes ? last.routes.map((route) => route.nodes) : [];
  };
  const onRoute = (edge) => routes().some((way) => {
    const at = way.indexOf(edge.from);
    return at >= 0 && (way[at + 1] === edge.to || way[at - 1] === edge.to);
  });
  const fading = (shown) => {
    if (!state.lit) return undefined;
    const near = new Set([state.lit]);
    for (const edge of shown.edges) if (edge.from === state.lit || edge.to === state.lit) near.add(edge.from).add(edge.to);
    return (one) => (one.from === undefined ? !near.has(one.id) : one.from !== state.lit && one.to !== state.lit);
  };
  const tell = () => {
    const last = held.said.at(-1);
    if (!held.nodes.size) return "先查找一个单位、企业或人员,或从总览的发现进入。";
    if (last && last.step === state.steps.at(-1) && last.routes) {
      if (!last.routes.length) return "六步之内没有路径(不经过通报、巡视、方面和地方)。";
      return `找到 ${last.routes.length} 条路径,最短 ${last.routes[0].nodes.length - 1} 步${last.routes[0].weak ? ";其中有的一步只是“提及”,关系很弱" : ""}。`;
    }
    return "";
  };

  return {
    async update(params) {
      parts ??= await ready;
      const next = read(params);
      const key = JSON.stringify([next.seeds, next.steps]);
      const grew = key !== drawnFor;
      const before = new Set(held.nodes.keys());
      if (grew) held = await grown(next.seeds, next.steps);
      state = next;
      if (grew) edgeShown = null;
      render();
      message.textContent = tell();
      empty.hidden = held.nodes.size > 0;
      if (!empty.hidden && !empty.childElementCount) await attempt(async () => put(empty, await beginnings(parts.known, (thing) => exploring(thing.id))));
      if (grew) {
        const added = [...held.nodes.keys()].filter((id) => !before.has(id));
        const ways = routes().flat();
        const few = held.nodes.size <= 40;
        const wanted = few ? [...held.nodes.keys()] : ways.length ? ways : before.size ? [...added, ...(state.selected ? [state.selected] : [])] : [...held.nodes.keys()];
        parts.net.see(wanted, { fit: !before.size || ways.length > 0 });
        drawnFor = key;
      }
      const names = state.seeds.slice(0, 2).map((id) => held.nodes.get(id)?.name).filter(Boolean);
      return names.length ? `${cut(names.join("、"), 24)}${state.seeds.length > 2 ? "等" : ""}的关系` : "关系网络";
    },
    leave() { parts?.net.leave(); },
  };
}
