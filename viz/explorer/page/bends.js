// Lines that would run behind a third node bend round it: else they seem to tie that node.

const NEAR = 26, BEND = 0.3;

/** The edges, those whose straight line passes behind a node of neither end bent. Nodes have `id`, `x`, `y`. */
export function bent(nodes, edges) {
  const places = new Map(nodes.map((node) => [node.id, node]));
  return edges.map((edge) => {
    const from = places.get(edge.from), to = places.get(edge.to);
    if (!from || !to || edge.smooth?.enabled) return edge;
    return nodes.some((node) => node !== from && node !== to && behind(node, from, to)) ? { ...edge, smooth: { enabled: true, type: "curvedCW", roundness: BEND } } : edge;
  });
}

/** Whether a node stands on the line between two others. */
function behind(node, from, to) {
  const [dx, dy] = [to.x - from.x, to.y - from.y], length = Math.hypot(dx, dy);
  if (!length) return false;
  const along = ((node.x - from.x) * dx + (node.y - from.y) * dy) / length;
  const aside = Math.abs((node.x - from.x) * dy - (node.y - from.y) * dx) / length;
  return along > NEAR && along < length - NEAR && aside < NEAR;
}
