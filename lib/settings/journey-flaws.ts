import { type Entry, entriesOf, textAt } from './entries.ts';
import { isJson } from './is-json.ts';
import type { Flaw } from './settings-error.ts';
import { isObject, join, own } from './shape.ts';

const VARIABLE = /\{\{(\w{1,30})\}\}/g;

/** A text in a step's settings, and where it stands. */
interface Place {
  readonly path: string;
  readonly text: string;
}

/** What is wrong between the steps of a journey, and with variables where there is none. */
export function journeyFlaws(probe: Entry): Flaw[] {
  const steps = entriesOf(probe.value, 'journey', probe.path);
  return [
    ...strayFlaws(probe),
    ...steps.flatMap(hostFlaws),
    ...steps.flatMap((step, index) => variableFlaws(step, variablesOf(steps.slice(0, index)))),
  ];
}

/** A body may be a template of the target's own; what stands elsewhere was meant for a journey. */
function strayFlaws({ path, value }: Entry): Flaw[] {
  const places = ['path', 'url', 'headers'].flatMap((key) =>
    textsIn(own(value, key), join(path, key)),
  );
  return places.flatMap((place) => {
    const [variable] = place.text.match(VARIABLE) ?? [];
    if (variable === undefined) return [];
    const rule = `uses ${variable}, but a single request has no variables.`;
    return [{ path: place.path, rule, fix: 'Make it a step of a journey.' }];
  });
}

function variablesOf(steps: readonly Entry[]): readonly string[] {
  return steps.flatMap(({ value }) => {
    const extract = own(value, 'extract');
    return isObject(extract) ? Object.keys(extract) : [];
  });
}

function variableFlaws({ path, value }: Entry, set: readonly string[]): Flaw[] {
  const request = ['path', 'url', 'headers', 'body'];
  const places = request.flatMap((key) => textsIn(own(value, key), join(path, key)));
  return places.flatMap((place) => [...unsetFlaws(place, set), ...braceFlaws(place)]);
}

function unsetFlaws({ path, text }: Place, set: readonly string[]): Flaw[] {
  const names = [...text.matchAll(VARIABLE)].map(([, name = '']) => name);
  return [...new Set(names)]
    .filter((name) => !set.includes(name))
    .map((name) => ({
      path,
      rule: `uses {{${name}}}, which no step before sets.`,
      fix:
        set.length > 0
          ? `Steps before it set: ${set.join(', ')}.`
          : `Let a step before it extract it: extract: { ${name}: { json: '$.…' } }.`,
    }));
}

function braceFlaws({ path, text }: Place): Flaw[] {
  if (!text.replace(VARIABLE, '').includes('{{')) return [];
  const rule = 'has {{ that begins no variable.';
  return [
    { path, rule, fix: 'Write {{name}}: letters, digits and _, at most 30, without spaces.' },
  ];
}

/** What an answer says must not choose who gets the next request. */
function hostFlaws({ path, value }: Entry): Flaw[] {
  const [, authority = ''] = /^[^:]*:\/\/([^/?]*)/.exec(textAt(value, 'url') ?? '') ?? [];
  if (!authority.includes('{{')) return [];
  const rule = 'has a variable in its host.';
  return [{ path: `${path}.url`, rule, fix: 'Variables may stand after the host only.' }];
}

/** None in what is no JSON, which has a flaw by itself, and may lead back to itself. */
function textsIn(value: unknown, path: string): Place[] {
  return isJson(value) ? textsWithin(value, path) : [];
}

function textsWithin(value: unknown, path: string): Place[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((one, index) => textsWithin(one, `${path}[${index}]`));
  }
  return Object.entries(value).flatMap(([key, one]) => textsWithin(one, join(path, key)));
}
