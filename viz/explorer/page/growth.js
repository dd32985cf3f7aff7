// What a network holds: seeds and the steps that grew it, replayed from the address. Pure but for what it asks.
import { ask } from "./dom.js";

const answers = new Map();

/** An answer to the same growth of the same network, asked once. */
async function grow(key, asked) {
  if (!answers.has(key)) answers.set(key, ask("grow", asked).catch((error) => { answers.delete(key); throw error; }));
  return answers.get(key);
}

/** A step as the address holds it. `e`: expand, `c`: collapse, `p`: paths. */
export const step = {
  expand: (id, labels = [], skip = 0) => `e${labels.length || skip ? `(${[...labels, skip || ""].filter(Boolean).join("|")})` : ""}:${id}`,
  collapse: (id) => `c:${id}`,
  path: (from, to) => `p:${encodeURIComponent(from)}&${encodeURIComponent(to)}`,
};

function read(text) {
  const [, kind, given = "", rest] = text.match(/^([ecp])(?:\(([^)]*)\))?:(.*)$/s) ?? [];
  if (kind === "p") {
    const [start, end] = rest.split("&").map(decodeURIComponent);
    return { kind, start, end };
  }
  const parts = given.split("|").filter(Boolean);
  return { kind, node: rest, labels: parts.filter((p) => !/^\d+$/.test(p)), skip: Number(parts.find((p) => /^\d+$/.test(p)) ?? 0) };
}

/** The whole of a network after seeds and steps: `nodes` and `edges` by id, and what was `said` of each step. */
export async function grown(seeds, steps) {
  const held = { nodes: new Map(), edges: new Map(), said: [], left: new Map() };
  if (seeds.length) take(held, await grow(JSON.stringify([seeds]), { shown: {}, ids: seeds }));
  for (let i = 0; i < steps.length; i++) {
    const { kind, ...asked } = read(steps[i]);
    if (!kind) continue;
    if (kind === "c") { collapse(held, asked.node, new Set(seeds)); continue; }
    const key = JSON.stringify([seeds, steps.slice(0, i + 1)]);
    if (kind === "e" && !held.nodes.has(asked.node)) continue;
    const shown = Object.fromEntries([...held.nodes.values()].map((n) => [n.id, [n.x, n.y]]));
    const found = await grow(key, { shown, ...asked });
    take(held, found);
    if (kind === "e" && !asked.labels.length) held.left.set(asked.node, { left: found.left, next: asked.skip + found.neighbours.length });
    held.said.push({ step: steps[i], new: found.nodes.map((n) => n.id), routes: found.routes });
  }
  return held;
}

function take(held, found) {
  for (const node of found.nodes) held.nodes.set(node.id, node);
  for (const edge of found.edges) held.edges.set(edge.id, edge);
}

/** Take away what hangs on this node alone. */
function collapse(held, node, seeds) {
  const beside = new Map();
  for (const edge of held.edges.values()) {
    for (const [one, other] of [[edge.from, edge.to], [edge.to, edge.from]]) {
      if (!beside.has(one)) beside.set(one, new Set());
      beside.get(one).add(other);
    }
  }
  for (const other of beside.get(node) ?? []) {
    if (seeds.has(other) || beside.get(other).size > 1) continue;
    held.nodes.delete(other);
    for (const edge of held.edges.values()) if (edge.from === other || edge.to === other) held.edges.delete(edge.id);
  }
  held.left.delete(node);
}
