/**
 * Circles in a graph of imports, one per strongly connected group (Tarjan).
 * @param {Map<string, string[]>} graph
 * @returns {string[][]} the members of each circle, the first repeated at the end
 */
export function findCircles(graph) {
  const circles = [];
  const order = new Map();
  const lowest = new Map();
  const stack = [];

  const visit = (node) => {
    order.set(node, order.size);
    lowest.set(node, order.get(node));
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next))
        lowest.set(node, Math.min(lowest.get(node), lowest.get(next)));
    }
    if (lowest.get(node) !== order.get(node)) return;
    const group = stack.splice(stack.indexOf(node));
    const importsItself = graph.get(node)?.includes(node) === true;
    if (group.length > 1 || importsItself) circles.push([...group, node]);
  };

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
