import { type Expression, type Node, parseTemplate } from './mapping-template-parser.ts';

/** What `$name` stands for at the top of a reference: `context`, `input`, `stageVariables`. */
export type TemplateScope = Readonly<Record<string, unknown>>;

/**
 * A mapping template in the part of VTL that CDK itself writes (CORS for several origins) and simple texts need:
 * references, method calls on what the gateway offers, #set, #if. Anything else is refused when it is parsed.
 */
export class MappingTemplate {
  readonly #nodes: readonly Node[];

  constructor(source: string) {
    this.#nodes = parseTemplate(source);
  }

  /** The text that it gives. `#set` writes into `scope`'s objects, e.g. `$context.responseOverride`. */
  render(scope: TemplateScope): string {
    return renderAll(this.#nodes, { ...scope });
  }
}

type Variables = Record<string, unknown>;

function renderAll(nodes: readonly Node[], variables: Variables): string {
  return nodes.map((node) => renderNode(node, variables)).join('');
}

function renderNode(node: Node, variables: Variables): string {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'reference') return show(evaluate(node.value, variables), node.source);
  if (node.kind === 'set') {
    assign(node.path, evaluate(node.value, variables), variables);
    return '';
  }
  const branch = node.branches.find(({ condition }) => isTrue(evaluate(condition, variables)));
  return renderAll(branch?.body ?? node.otherwise, variables);
}

/** Velocity shows a reference without a value as it is written, or nothing for the quiet `$!name`. */
function show(value: unknown, source: string): string {
  if (value === undefined || value === null) return source.startsWith('$!') ? '' : source;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isTrue(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function evaluate(expression: Expression, variables: Variables): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'path':
      return expression.steps.reduce<unknown>(
        (target, { name, args }) =>
          args
            ? call(
                target,
                name,
                args.map((arg) => evaluate(arg, variables)),
              )
            : member(target, name),
        variables,
      );
    case 'not':
      return !isTrue(evaluate(expression.operand, variables));
    case 'binary':
      return binary(expression, variables);
  }
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  variables: Variables,
): boolean {
  const leftValue = evaluate(left, variables);
  if (operator === '&&') return isTrue(leftValue) && isTrue(evaluate(right, variables));
  if (operator === '||') return isTrue(leftValue) || isTrue(evaluate(right, variables));
  const equal = String(leftValue ?? '') === String(evaluate(right, variables) ?? '');
  return operator === '==' ? equal : !equal;
}

function member(target: unknown, name: string): unknown {
  if (typeof target !== 'object' || target === null) return undefined;
  return Object.hasOwn(target, name) ? (target as Variables)[name] : undefined;
}

/** The methods that templates may call; the parser refuses any other. */
function call(target: unknown, name: string, args: readonly unknown[]): unknown {
  const own = member(target, name);
  if (typeof own === 'function') return own(...args);
  if (name === 'get') return member(target, String(args[0]));
  const text = String(target ?? '');
  if (name === 'matches') return new RegExp(`^(?:${args[0]})$`).test(text);
  if (name === 'equals') return text === String(args[0] ?? '');
  return text.toLowerCase();
}

function assign(path: readonly string[], value: unknown, variables: Variables): void {
  const last = path.at(-1) ?? '';
  const target = path.slice(0, -1).reduce<Variables>((from, name) => {
    if (typeof from[name] !== 'object' || from[name] === null) from[name] = {};
    return from[name] as Variables;
  }, variables);
  target[last] = value;
}
