import { HEADERS_OF_THE_PROBER } from '../../functions/probes/targets/headers-of-the-prober.ts';
import { type Entry, entryAt, textAt } from './entries.ts';
import type { Flaw } from './settings-error.ts';
import { isObject, join, own } from './shape.ts';

const WITHOUT_BODY = ['GET', 'HEAD'];

/** What is followed, and so never the answer itself. */
const REDIRECTS: readonly unknown[] = [301, 302, 303, 307, 308];

/** What is wrong between the settings of one request, of a probe or of a step. */
export function requestFlaws(request: Entry): Flaw[] {
  return [
    ...bodyFlaws(request),
    ...entryAt(request, 'headers').flatMap((headers) => headerFlaws(headers, request.value)),
    ...sigv4Flaws(request),
    ...entryAt(request, 'expect').flatMap((expect) => expectationFlaws(expect, request.value)),
    ...extractionFlaws(request),
  ];
}

function bodyFlaws({ path, value }: Entry): Flaw[] {
  const method = textAt(value, 'method') ?? 'GET';
  if (own(value, 'body') === undefined || !WITHOUT_BODY.includes(method)) return [];
  const rule = `is there, but ${method} has no body.`;
  return [{ path: `${path}.body`, rule, fix: "Name the method, e.g. method: 'POST'." }];
}

function headerFlaws({ path, value }: Entry, request: object): Flaw[] {
  const names = Object.keys(value);
  const lower = names.map((name) => name.toLowerCase());
  return names.flatMap((name, index) => {
    const at = `${path}[${JSON.stringify(name)}]`;
    const key = name.toLowerCase();
    if (lower.indexOf(key) !== index) {
      const rule = 'is there twice: names of headers know no capitals.';
      return [{ path: at, rule, fix: 'Keep one.' }];
    }
    if (HEADERS_OF_THE_PROBER.includes(key)) {
      return [{ path: at, rule: 'is written by the prober itself.', fix: 'Remove it.' }];
    }
    return key === 'authorization' ? authorizationFlaws(at, own(value, name), request) : [];
  });
}

/** Settings are code, which more people read than may know a password. */
function authorizationFlaws(path: string, value: unknown, request: object): Flaw[] {
  const auth = own(request, 'auth');
  if (isObject(auth) && own(auth, 'mtls') === undefined) {
    return [{ path, rule: "is there beside 'auth', which writes it.", fix: 'Keep one of them.' }];
  }
  if (typeof value !== 'string' || value.includes('{{')) return [];
  const rule = 'holds a secret as it is.';
  return [{ path, rule, fix: "Use auth, or say where it stands: { secret: 'name' }." }];
}

function sigv4Flaws(request: Entry): Flaw[] {
  return entryAt(request, 'auth')
    .flatMap((auth) => entryAt(auth, 'sigv4'))
    .filter(
      ({ value }) => own(value, 'service') === 'lambda' && own(value, 'resource') === undefined,
    )
    .map(({ path }) => ({
      path: `${path}.resource`,
      rule: "is missing; service 'lambda' needs it.",
      fix: "Give the function's ARN: its URL does not tell it.",
    }));
}

function expectationFlaws({ path, value }: Entry, request: object): Flaw[] {
  return [
    ...headFlaws(path, value, request),
    ...certificateFlaws(path, value, request),
    ...redirectFlaws(path, value, request),
  ];
}

function headFlaws(path: string, expect: object, request: object): Flaw[] {
  if (own(request, 'method') !== 'HEAD') return [];
  return ['body', 'json']
    .filter((key) => own(expect, key) !== undefined)
    .map((key) => ({
      path: `${path}.${key}`,
      rule: 'is there, but an answer to HEAD has no body.',
      fix: "Leave method out: 'GET' is the default.",
    }));
}

function certificateFlaws(path: string, expect: object, request: object): Flaw[] {
  const isPlain = /^http:/i.test(textAt(request, 'url') ?? '');
  if (!isPlain || own(expect, 'certificateDays') === undefined) return [];
  const rule = 'is there, but there is no certificate over http.';
  return [{ path: `${path}.certificateDays`, rule, fix: 'Remove it, or probe the https address.' }];
}

function redirectFlaws(path: string, expect: object, request: object): Flaw[] {
  const statuses = [own(expect, 'status')].flat();
  if (own(request, 'redirects') === 0 || !statuses.some((one) => REDIRECTS.includes(one)))
    return [];
  const rule = 'names a redirect, but redirects are followed to what is behind them.';
  return [
    { path: `${path}.status`, rule, fix: 'Add redirects: 0, which takes it for the answer.' },
  ];
}

function extractionFlaws(request: Entry): Flaw[] {
  if (own(request.value, 'method') !== 'HEAD') return [];
  return entryAt(request, 'extract').flatMap(({ path, value }) =>
    Object.entries(value)
      .filter(
        ([, source]: [string, unknown]) => isObject(source) && own(source, 'header') === undefined,
      )
      .map(([name]) => ({
        path: join(path, name),
        rule: 'is there, but an answer to HEAD has no body.',
        fix: "Leave method out: 'GET' is the default.",
      })),
  );
}
