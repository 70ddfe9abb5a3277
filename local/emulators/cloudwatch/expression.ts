import { TokenReader } from './token-reader.ts';

/** A metric math expression, read. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** The id of a metric or of another expression. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] };

export type Operator = (typeof PRECEDENCE)[number][number];

/** From the loosest to the tightest. */
const PRECEDENCE = [
  ['OR'],
  ['AND'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
  ['^'],
] as const;

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_]\w*)|('[^']*'|"[^"]*")|(\|\||&&|[<>=!]=|[-+*/^<>()[\],]))/y;

/** Reads metric math as CloudWatch writes it; throws an Error that says what is wrong where. */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  const expression = reader.binary(0);
  reader.end();
  return expression;
}

class Reader extends TokenReader {
  constructor(text: string) {
    super(`expression ${text}`, tokensOf(text));
  }

  binary(level: number): Expression {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.binary(level + 1);
    for (;;) {
      const operator = operators.find((candidate) => candidate === this.#operator());
      if (operator === undefined) return left;
      this.skip();
      left = { kind: 'operation', operator, left, right: this.binary(level + 1) };
    }
  }

  #unary(): Expression {
    if (!this.take('-')) return this.#primary();
    return { kind: 'negate', operand: this.#unary() };
  }

  #primary(): Expression {
    if (this.take('(')) {
      const inner = this.binary(0);
      this.expect(')');
      return inner;
    }
    if (this.take('[')) return { kind: 'list', items: this.#listUntil(']') };
    const token = this.peek();
    if (token === undefined) throw this.unexpected();
    if (!/^[\w.'"]/.test(token)) throw this.unexpected();
    this.skip();
    if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) };
    if (/^['"]/.test(token)) return { kind: 'text', value: token.slice(1, -1) };
    return this.#named(token);
  }

  #named(name: string): Expression {
    if (!this.take('(')) return { kind: 'name', name };
    return { kind: 'call', name: name.toUpperCase(), arguments: this.#listUntil(')') };
  }

  #listUntil(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.take(close)) return items;
    do items.push(this.binary(0));
    while (this.take(','));
    this.expect(close);
    return items;
  }

  #operator(): string | undefined {
    const token = this.peek();
    if (token === '||') return 'OR';
    return token === '&&' ? 'AND' : token;
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    tokens.push(match[0].trim());
    end = TOKEN.lastIndex;
  }
  const rest = text.slice(end).trim();
  if (rest !== '') throw new Error(`expression ${text}: cannot read ${rest}`);
  return tokens;
}
