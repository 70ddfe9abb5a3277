import type { TemplateReader } from './template-reader.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'path'; readonly steps: readonly Step[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: '==' | '!=' | '&&' | '||';
      readonly left: Expression;
      readonly right: Expression;
    };

/** One name of a reference; with `args`, a method call. */
export interface Step {
  readonly name: string;
  readonly args?: readonly Expression[];
}

const NAME = /[A-Za-z_][\w-]*/y;
const METHODS = new Set(['params', 'get', 'matches', 'equals', 'toLowerCase', 'json']);

/** Operators by how tightly they bind, the loosest first. */
const LEVELS = [['||'], ['&&'], ['==', '!=']] as const;

export function readExpression(reader: TemplateReader, level = 0): Expression {
  const operators = LEVELS[level];
  if (!operators) return readOperand(reader);
  let left = readExpression(reader, level + 1);
  for (;;) {
    reader.skipSpace();
    const operator = operators.find((candidate) => reader.takeLiteral(candidate));
    if (!operator) return left;
    left = { kind: 'binary', operator, left, right: readExpression(reader, level + 1) };
  }
}

function readOperand(reader: TemplateReader): Expression {
  reader.skipSpace();
  if (reader.takeLiteral('!')) return { kind: 'not', operand: readOperand(reader) };
  if (reader.takeLiteral('(')) {
    const inner = readExpression(reader);
    reader.expect(')');
    return inner;
  }
  const quoted = reader.take(/"[^"]*"|'[^']*'/y);
  if (quoted !== undefined) return { kind: 'literal', value: quoted.slice(1, -1) };
  const number = reader.take(/-?\d+(\.\d+)?/y);
  if (number !== undefined) return { kind: 'literal', value: Number(number) };
  const boolean = reader.take(/(true|false)\b/y);
  if (boolean !== undefined) return { kind: 'literal', value: boolean === 'true' };
  return readReference(reader);
}

/** `$name`, `$!name` or `${name}`, with `.member` and `.method(…)`. */
export function readReference(reader: TemplateReader): Expression {
  reader.skipSpace();
  const opening = reader.take(/\$!?\{?/y);
  if (opening === undefined) throw reader.error('expected a value');
  const steps: Step[] = [{ name: readName(reader) }];
  while (reader.sees(/\.[A-Za-z_]/y)) {
    reader.expect('.');
    const name = readName(reader);
    steps.push(reader.takeLiteral('(') ? readCall(name, reader) : { name });
  }
  if (opening.endsWith('{')) reader.expect('}');
  return { kind: 'path', steps };
}

function readCall(name: string, reader: TemplateReader): Step {
  if (!METHODS.has(name)) throw reader.error(`the method ${name}() is not supported on a laptop`);
  const args: Expression[] = [];
  reader.skipSpace();
  while (!reader.takeLiteral(')')) {
    args.push(readExpression(reader));
    reader.skipSpace();
    reader.takeLiteral(',');
  }
  return { name, args };
}

function readName(reader: TemplateReader): string {
  const name = reader.take(NAME);
  if (name === undefined) throw reader.error('expected a name');
  return name;
}
