/**
 * Whether a rule spreads users over a percentage by their targeting key. Without one flagd gives them all the default,
 * which no caller could mean. A percentage by another attribute (`{"fractional": [{"var": "company"}, …]}`) needs none.
 *
 * @param targeting - with its references resolved
 */
export function needsTargetingKey(targeting: unknown): boolean {
  if (typeof targeting !== 'object' || targeting === null) return false;
  if (Array.isArray(targeting)) return targeting.some(needsTargetingKey);
  return Object.entries(targeting).some(
    ([operator, operands]) =>
      (operator === 'fractional' && spreadsByTargetingKey(operands)) || needsTargetingKey(operands),
  );
}

/** The first operand is what is spread by, unless it is a bucket already. */
function spreadsByTargetingKey(operands: unknown): boolean {
  if (!Array.isArray(operands)) return false;
  const [first] = operands;
  return Array.isArray(first) || namesTargetingKey(first);
}

function namesTargetingKey(rule: unknown): boolean {
  if (typeof rule !== 'object' || rule === null) return false;
  return Object.entries(rule).some(
    ([operator, operands]) =>
      (operator === 'var' && [operands].flat()[0] === 'targetingKey') ||
      namesTargetingKey(operands),
  );
}
