/** A key with its colon, a string, and the marks that open, close and divide. Nothing else in JSON has keys or parts. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\],]/g;

/** An object or array that is being read. */
interface Container {
  /** Of an object, so far. */
  readonly keys: Set<string>;
  /** Where it is being read: a key of the object, or the array's index. */
  at: string | number;
}

/**
 * The place (RFC 6901) of the first key that its object has twice, or undefined. Two spellings of one key are the same:
 * `"a"` and `"\u0061"`. In linear time and without recursion.
 *
 * @param json - text that `JSON.parse` has accepted
 */
export function findDuplicateKey(json: string): string | undefined {
  const open: Container[] = [];
  for (const [token, text = '', colon] of json.matchAll(TOKEN)) {
    if (colon === undefined) follow(open, token);
    else if (isTwice(open.at(-1), JSON.parse(text))) return pointerOf(open);
  }
  return undefined;
}

function follow(open: Container[], token: string): void {
  if (token === '{') open.push({ keys: new Set(), at: '' });
  if (token === '[') open.push({ keys: new Set(), at: 0 });
  if (token === '}' || token === ']') open.pop();
  const inner = open.at(-1);
  if (token === ',' && typeof inner?.at === 'number') inner.at += 1;
}

function isTwice(container: Container | undefined, key: string): boolean {
  if (!container) return false;
  container.at = key;
  const isKnown = container.keys.has(key);
  container.keys.add(key);
  return isKnown;
}

function pointerOf(open: readonly Container[]): string {
  return open
    .map(({ at }) => `/${String(at).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
