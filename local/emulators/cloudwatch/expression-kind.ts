import type { Expression } from './expression.ts';
import { MATH_FUNCTIONS } from './math-functions.ts';
import type { MathKind } from './math-value.ts';

/** What the expression comes to, found without data. Throws an Error for an unknown id, function or a wrong argument. */
export function kindOf(expression: Expression, kindOfId: (id: string) => MathKind): MathKind {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'text':
      throw new Error(`the text '${expression.value}' stands for no number`);
    case 'name':
      return kindOfId(expression.name);
    case 'list':
      return kindOfList(expression.items, kindOfId);
    case 'negate':
      return kindOf(expression.operand, kindOfId);
    case 'operation':
      return kindOfOperation(expression, kindOfId);
    case 'call':
      return kindOfCall(expression.name, expression.arguments, kindOfId);
  }
}

function kindOfList(items: readonly Expression[], kindOfId: (id: string) => MathKind): MathKind {
  if (items.every((item) => kindOf(item, kindOfId) === 'series')) return 'list';
  throw new Error('a list [...] holds time series only');
}

function kindOfOperation(
  { operator, left, right }: Extract<Expression, { kind: 'operation' }>,
  kindOfId: (id: string) => MathKind,
): MathKind {
  const kinds = [kindOf(left, kindOfId), kindOf(right, kindOfId)];
  if (kinds.every((kind) => kind === 'list')) throw new Error(`${operator} cannot join two lists`);
  if (kinds.includes('list')) return 'list';
  return kinds.includes('series') ? 'series' : 'scalar';
}

function kindOfCall(
  name: string,
  args: readonly Expression[],
  kindOfId: (id: string) => MathKind,
): MathKind {
  const known = Object.hasOwn(MATH_FUNCTIONS, name) ? MATH_FUNCTIONS[name] : undefined;
  if (!known) {
    const names = Object.keys(MATH_FUNCTIONS).join(', ');
    throw new Error(`the function ${name} is not emulated (known: ${names})`);
  }
  const kinds = args.map((arg) => (arg.kind === 'text' ? 'word' : kindOf(arg, kindOfId)));
  const isTaken = known.takes.some(
    (form) =>
      form.length === kinds.length &&
      form.every((taken, i) => taken === kinds[i] || (taken === 'any' && kinds[i] !== 'word')),
  );
  if (!isTaken) throw new Error(`${name} does not take (${kinds.join(', ')})`);
  return known.gives(kinds);
}
