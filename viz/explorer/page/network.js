// The drawn network: vis-network with its physics off. Places come from the server, so nothing moves by itself.

import { bent } from "/page/bends.js";

/** vis-network, which ships inside the Python package pyvis, loaded when first needed. */
async function library() {
  await import("/page/vis-network.js");
  return window.vis;
}

const MANY = 600;
const FADED = "rgba(200,206,212,0.45)";

/** A network in `box`. `on.node(id)`, `on.edge(id)`, `on.moved(id, x, y)`, `on.open(id)` tell what the reader does. */
export async function network(box, on) {
  const vis = await library();
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const drawn = new vis.Network(box, { nodes, edges }, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: false, keyboard: { enabled: true, bindToWindow: false }, selectConnectedEdges: false, zoomSpeed: 0.7 },
    edges: { smooth: false, selectionWidth: 2, arrows: { to: { scaleFactor: 0.6 } } },
    nodes: { scaling: { label: { enabled: false, drawThreshold: 6 } } },
  });
  drawn.on("click", (event) => {
    if (event.nodes.length) on.node(event.nodes[0]);
    else if (event.edges.length) on.edge(event.edges[0]);
    else on.node(null);
  });
  drawn.on("doubleClick", (event) => event.nodes.length && on.open(event.nodes[0]));
  drawn.on("dragEnd", (event) => {
    if (!event.nodes.length) return;
    const { x, y } = drawn.getPositions(event.nodes)[event.nodes[0]];
    on.moved(event.nodes[0], Math.round(x), Math.round(y));
  });
  let looks = new Map(), wasLean = false;

  return {
    drawn, nodes, edges,
    /** Show exactly these nodes and edges; `faded(node)` says which stand back. Only what changed is touched. */
    show(wantedNodes, wantedEdges, faded = () => false) {
      const lean = wantedNodes.length > MANY;
      if (lean !== wasLean) {
        wasLean = lean;
        drawn.setOptions({ interaction: { hideEdgesOnDrag: lean, hideEdgesOnZoom: lean }, nodes: { scaling: { label: { enabled: false, drawThreshold: lean ? 11 : 6 } } } });
      }
      const next = new Map();
      for (const node of wantedNodes) next.set(node.id, faded(node) ? back(node) : node);
      for (const edge of lean ? wantedEdges : bent(wantedNodes, wantedEdges)) {
        const one = lean ? bare(edge) : edge;
        next.set(edge.id, faded(edge) ? { ...one, color: { color: FADED } } : one);
      }
      const gone = (data) => data.getIds().filter((id) => !next.has(id));
      const changed = (list) => list.map((one) => next.get(one.id)).filter((one) => !alike(one, looks.get(one.id)));
      const [lessNodes, lessEdges, newNodes, newEdges] = [gone(nodes), gone(edges), changed(wantedNodes), changed(wantedEdges)];
      if (lessNodes.length) nodes.remove(lessNodes);
      if (lessEdges.length) edges.remove(lessEdges);
      if (newNodes.length) nodes.update(newNodes);
      if (newEdges.length) edges.update(newEdges);
      looks = next;
    },
    select(id, edge = false) {
      if (id === null || !(edge ? edges : nodes).get(id)) return drawn.unselectAll();
      if (edge) drawn.selectEdges([id]);
      else drawn.selectNodes([id], false);
    },
    /** Bring these nodes into sight, without moving if all are. */
    see(ids, { fit = false } = {}) {
      const there = ids.filter((id) => nodes.get(id));
      if (!there.length) return;
      const { x: left, y: top } = drawn.DOMtoCanvas({ x: 40, y: 30 });
      const { x: right, y: bottom } = drawn.DOMtoCanvas({ x: box.clientWidth - 40, y: box.clientHeight - 40 });
      const places = Object.values(drawn.getPositions(there));
      const inside = places.every((p) => p.x > left && p.x < right && p.y > top && p.y < bottom);
      if (inside && !fit) return;
      drawn.fit({ nodes: there, maxZoomLevel: 1.25, animation: false });
    },
    /** The picture as it is seen, on white. */
    async png() {
      const canvas = box.querySelector("canvas");
      const sheet = document.createElement("canvas");
      [sheet.width, sheet.height] = [canvas.width, canvas.height];
      const pen = sheet.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, sheet.width, sheet.height);
      pen.drawImage(canvas, 0, 0);
      return new Promise((done) => sheet.toBlob(done, "image/png"));
    },
    leave() { drawn.destroy(); },
  };
}

const bared = new WeakMap();

/** A link without its tip, which takes most of the time that drawing takes; the same object for the same link. */
function bare(edge) {
  if (!bared.has(edge)) bared.set(edge, { ...edge, arrows: "" });
  return bared.get(edge);
}

function alike(one, other) {
  return one === other || (other !== undefined && JSON.stringify(one) === JSON.stringify(other));
}

function back(node) {
  return { ...node, color: { background: "#f4f6f8", border: "#cfd6dd", highlight: node.color.highlight }, font: { ...node.font, color: "#a8b1ba" } };
}
