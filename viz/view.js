"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.nodes.length > 600 ? data.edges : bent(data.nodes, data.edges));
  const box = document.getElementById("network");
  const panel = document.getElementById("panel");
  const options = Object.assign(data.options, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: { enabled: true, bindToWindow: false }, hideEdgesOnDrag: nodes.length > 800 },
    edges: { smooth: false, selectionWidth: 2 },
    nodes: { scaling: { label: { enabled: false, drawThreshold: 3 } } },
  });
  delete options.configure;
  const network = new vis.Network(box, { nodes, edges }, options);
  const element = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const swatch = (colour, kind = "swatch") => {
    const made = element("span", "", { class: kind, "aria-hidden": "true" });
    made.style.background = kind === "swatch" ? colour : "none";
    made.style.borderTopColor = colour;
    return made;
  };
  const list = (rows) => {
    const made = element("dl");
    for (const [name, value] of rows) made.append(element("dt", name), element("dd", value));
    return made;
  };

  const show = (kind, on) => nodes.update(data.nodes.filter((n) => n.kind === kind).map((n) => ({ id: n.id, hidden: !on })));
  const boxes = {};
  for (const type of data.types) {
    const item = element("li");
    const label = element("label");
    const tick = element("input", undefined, { type: "checkbox" });
    tick.checked = type.on;
    tick.addEventListener("change", () => show(type.kind, tick.checked));
    boxes[type.kind] = tick;
    label.append(tick, swatch(type.colour), element("span", type.show), element("span", String(type.count), { class: "count" }));
    item.append(label);
    document.getElementById("types").append(item);
  }
  for (const role of data.roles) {
    const item = element("li");
    item.append(swatch(role.colour, role.dashes ? "line dashed" : "line"), element("span", role.name));
    document.getElementById("roles").append(item);
  }
  document.getElementById("crowded").hidden = !data.crowded;

  const evidence = (link) => {
    const part = element("div");
    part.append(element("blockquote", link.quote), element("div", `通报 ${link.notice},第 ${link.span[0]}–${link.span[1]} 字`, { class: "where" }));
    return part;
  };
  const tie = (edge, id) => {
    const link = data.links[edge.id];
    const other = edge.from === id ? edge.to : edge.from;
    const part = element("div", undefined, { class: "tie" });
    const go = element("button", data.details[other].name, { type: "button" });
    go.addEventListener("click", () => select(other));
    part.append(element("span", `${edge.from === id ? "→" : "←"} ${link.show}:`), go, evidence(link));
    return part;
  };
  const showNode = (id) => {
    const detail = data.details[id];
    const type = element("span", detail.show, { class: "type" });
    type.style.background = detail.colour;
    panel.replaceChildren(element("h3", detail.name), type);
    if (detail.masked) panel.append(element("p", "隐名,不与他人合并。", { class: "note" }));
    panel.append(list(detail.rows), element("h2", "关系与原文依据"));
    for (const edge of edges.get({ filter: (e) => e.from === id || e.to === id })) panel.append(tie(edge, id));
    panel.scrollTop = 0;
  };
  const showEdge = (id) => {
    const link = data.links[id];
    const edge = edges.get(id);
    panel.replaceChildren(element("h3", link.show), element("p", `${data.details[edge.from].name} → ${data.details[edge.to].name}`), evidence(link), list(link.rows));
  };
  const select = (id) => {
    const kind = nodes.get(id).kind;
    if (nodes.get(id).hidden) { boxes[kind].checked = true; show(kind, true); }
    network.selectNodes([id]);
    network.focus(id, { scale: Math.max(network.getScale(), 0.9), animation: false });
    showNode(id);
  };
  network.on("click", (event) => {
    if (event.nodes.length) showNode(event.nodes[0]);
    else if (event.edges.length) showEdge(event.edges[0]);
  });

  let asked = "", hits = [], next = 0;
  document.getElementById("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = document.getElementById("words").value.trim().toLowerCase();
    if (!words) return;
    if (words !== asked) {
      asked = words; next = 0;
      hits = data.nodes.map((n) => n.id).filter((id) => data.details[id].words.includes(words));
      const exact = (id) => (data.details[id].name.toLowerCase() === words ? 0 : data.details[id].name.toLowerCase().includes(words) ? 1 : 2);
      hits.sort((a, b) => exact(a) - exact(b));
    }
    document.getElementById("found").textContent = hits.length ? `第 ${next + 1} 个,共 ${hits.length} 个` : "没有找到";
    if (hits.length) { select(hits[next]); next = (next + 1) % hits.length; }
  });
  document.getElementById("fit").addEventListener("click", () => network.fit());
  if (data.focus) select(data.focus);
  network.fit();
  window.wenze = { network, nodes, edges };
})();
