/** One resource of an API: a node of its path tree. */
export interface PathNode {
  readonly id: string;
  readonly parentId: string | undefined;
  /** `feedback`, `{id}` or `{proxy+}`; empty for the root. */
  readonly pathPart: string;
}

export interface Route {
  readonly node: PathNode;
  /** The declared path, e.g. `/toggles/{id}`. */
  readonly resourcePath: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the most specific resource for `segments` that `serves` accepts (has the method). */
export function findRoute(
  nodes: readonly PathNode[],
  segments: readonly string[],
  serves: (node: PathNode) => boolean,
): Route | undefined {
  const root = nodes.find((node) => node.parentId === undefined);
  if (!root) return undefined;
  return descend({ node: root, resourcePath: '/', pathParameters: {} }, segments, {
    nodes,
    serves,
  });
}

interface Search {
  readonly nodes: readonly PathNode[];
  readonly serves: (node: PathNode) => boolean;
}

function descend(from: Route, segments: readonly string[], search: Search): Route | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) return search.serves(from.node) ? from : undefined;
  const children = search.nodes
    .filter(({ parentId, pathPart }) => parentId === from.node.id && fits(pathPart, segment))
    .sort((left, right) => rank(left.pathPart) - rank(right.pathPart));
  for (const child of children) {
    const found = isGreedy(child.pathPart)
      ? descend(step(from, child, segments.join('/')), [], search)
      : descend(step(from, child, segment), rest, search);
    if (found) return found;
  }
  return undefined;
}

function step(from: Route, node: PathNode, value: string): Route {
  const base = from.resourcePath === '/' ? '' : from.resourcePath;
  const name = /^\{(.+?)\+?\}$/.exec(node.pathPart)?.[1];
  return {
    node,
    resourcePath: `${base}/${node.pathPart}`,
    pathParameters: name ? { ...from.pathParameters, [name]: value } : from.pathParameters,
  };
}

function fits(pathPart: string, segment: string): boolean {
  return pathPart.startsWith('{') || pathPart === segment;
}

/** Literal before parameter before greedy, as AWS prefers the most specific. */
function rank(pathPart: string): number {
  if (isGreedy(pathPart)) return 2;
  return pathPart.startsWith('{') ? 1 : 0;
}

function isGreedy(pathPart: string): boolean {
  return pathPart.endsWith('+}');
}
