import { type Expression, readExpression, readReference } from './mapping-template-expression.ts';
import { TemplateReader } from './template-reader.ts';

export type { Expression } from './mapping-template-expression.ts';

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'reference'; readonly value: Expression; readonly source: string }
  | { readonly kind: 'set'; readonly path: readonly string[]; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly Branch[];
      readonly otherwise: readonly Node[];
    };

export interface Branch {
  readonly condition: Expression;
  readonly body: readonly Node[];
}

const DIRECTIVE =
  /#\{?(set|if|elseif|else|end|foreach|macro|include|parse|stop|break|define|evaluate)\b\}?/y;
const COMMENT = /##[^\n]*\n?|#\*[\s\S]*?\*#/y;
const REFERENCE_START = /\$!?\{?[A-Za-z]/y;

/** Reads a whole template. Throws an error that names the directive or method that is not supported. */
export function parseTemplate(source: string): readonly Node[] {
  const reader = new TemplateReader(source);
  const { nodes, endedBy } = readNodes(reader);
  if (endedBy) throw reader.error(`#${endedBy} without an #if`);
  return nodes;
}

interface Block {
  readonly nodes: readonly Node[];
  /** The directive that closed the block: `elseif`, `else` or `end`; undefined at the end of the text. */
  readonly endedBy: string | undefined;
}

function readNodes(reader: TemplateReader): Block {
  const nodes: Node[] = [];
  while (!reader.atEnd) {
    if (reader.take(COMMENT) !== undefined) continue;
    const directive = reader.takeGroup(DIRECTIVE);
    if (directive && ['elseif', 'else', 'end'].includes(directive)) {
      return { nodes, endedBy: directive };
    }
    nodes.push(directive ? readDirective(directive, reader) : readInline(reader));
  }
  return { nodes, endedBy: undefined };
}

function readInline(reader: TemplateReader): Node {
  if (!reader.sees(REFERENCE_START)) return { kind: 'text', text: reader.takeText() };
  const from = reader.at;
  const value = readReference(reader);
  return { kind: 'reference', value, source: reader.source.slice(from, reader.at) };
}

function readDirective(directive: string, reader: TemplateReader): Node {
  if (directive === 'set') return readSet(reader);
  if (directive === 'if') return readIf(reader);
  throw reader.error(`#${directive} is not supported on a laptop: only #set, #if, #elseif, #else`);
}

function readSet(reader: TemplateReader): Node {
  reader.expect('(');
  const target = readReference(reader);
  if (target.kind !== 'path' || target.steps.some(({ args }) => args)) {
    throw reader.error('#set needs a plain reference on its left side');
  }
  reader.expect('=');
  const value = readExpression(reader);
  reader.expect(')');
  reader.take(/[ \t]*\r?\n/y); // a directive alone on its line leaves no empty line
  return { kind: 'set', path: target.steps.map(({ name }) => name), value };
}

function readIf(reader: TemplateReader): Node {
  const branches: Branch[] = [];
  for (;;) {
    reader.expect('(');
    const condition = readExpression(reader);
    reader.expect(')');
    const { nodes, endedBy } = readNodes(reader);
    branches.push({ condition, body: nodes });
    if (endedBy === 'elseif') continue;
    if (endedBy === 'end') return { kind: 'if', branches, otherwise: [] };
    if (endedBy !== 'else') throw reader.error('#if without an #end');
    const otherwise = readNodes(reader);
    if (otherwise.endedBy !== 'end') throw reader.error('#else without an #end');
    return { kind: 'if', branches, otherwise: otherwise.nodes };
  }
}
