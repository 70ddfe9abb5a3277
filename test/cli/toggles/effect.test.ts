import { changedSegments, effectsOf } from '../../../cli/toggles/effect.ts';
import type { Kill } from '../../../functions/toggles/store/toggle-store.ts';
import type { Toggle } from '../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../support/toggle-builders.ts';

const fractional = (on: number) => ({
  fractional: [
    ['on', on],
    ['off', 100 - on],
  ],
});
const beta = (last: unknown) => ({ if: [{ $ref: 'beta' }, 'on', last] });
const kill: Kill = { variant: 'off', who: 'ann', why: 'it broke', at: '2026-11-23T12:00:00.000Z' };
const metadata = { owner: 'shop', expires: '2030-01-01', description: 'A test' };

function lineOf(before?: Toggle, after?: Toggle, kills: readonly (Kill | undefined)[] = []) {
  const [was, is] = [before, after].map((each, at) => ({
    document: documentOf(each ? { a: each } : {}),
    kills: kills[at] ? { a: kills[at] } : {},
  }));
  return was && is && effectsOf(was, is).map(({ line }) => line);
}

test.each<[string, Toggle | undefined, Toggle | undefined]>([
  ['a: off to everybody -> on to everybody', toggle(), toggle({ defaultVariant: 'on' })],
  ['a: off to everybody -> on to 25 %', toggle(), toggle({ targeting: fractional(25) })],
  [
    'a: on to 5 % -> on to 25.5 %',
    toggle({ targeting: fractional(5) }),
    toggle({ targeting: fractional(25.5) }),
  ],
  [
    'a: on to 25 % -> on to everybody',
    toggle({ targeting: fractional(25) }),
    toggle({ defaultVariant: 'on' }),
  ],
  [
    'a: still on to 25 %; its default off -> on',
    toggle({ targeting: fractional(25) }),
    toggle({ targeting: fractional(25), defaultVariant: 'on' }),
  ],
  ['a: created, serves off to everybody', undefined, toggle()],
  [
    'a: removed (served on); code that reads it gets its own default',
    toggle({ defaultVariant: 'on' }),
    undefined,
  ],
  ['a: off to everybody -> disabled: off', toggle(), toggle({ state: 'DISABLED' })],
  [
    'a: by rules, else off -> off to everybody; its rules end',
    toggle({ targeting: beta('off') }),
    toggle(),
  ],
  [
    'a: by rules, else off -> by rules, else on to 5 %',
    toggle({ targeting: beta(null) }),
    toggle({ targeting: beta(fractional(5)) }),
  ],
  [
    'a: still by rules, else off; its rules change',
    toggle({ targeting: beta('off') }),
    toggle({ targeting: { if: [true, 'on', 'off'] } }),
  ],
  [
    'a: still off to everybody; expires 2030-01-01 -> 2031-01-01; ticket none -> S-1',
    toggle({ metadata }),
    toggle({ metadata: { ...metadata, expires: '2031-01-01', ticket: 'S-1' } }),
  ],
  [
    'a: still off to everybody; its variants change',
    toggle(),
    toggle({ variants: { on: true, off: false, also: true } }),
  ],
])('%s', (line, before, after) => {
  expect(lineOf(before, after)).toEqual([line]);
});

test('nothing changes: nothing is told', () => {
  expect(lineOf(toggle({ targeting: beta('off') }), toggle({ targeting: beta('off') }))).toEqual(
    [],
  );
});

test('an edit under a kill says that the kill goes on', () => {
  const on = toggle({ defaultVariant: 'on' });
  expect(lineOf(toggle(), on, [kill, kill])).toEqual([
    'a: still killed: off; ann killed it (it broke): it serves off until it is restored; its default off -> on',
  ]);
});

test('a kill and its end say who it was', () => {
  const on = toggle({ defaultVariant: 'on' });
  expect(lineOf(on, on, [undefined, kill])).toEqual(['a: on to everybody -> killed: off']);
  expect(lineOf(on, on, [kill, undefined])).toEqual([
    'a: killed: off -> on to everybody; ann had killed it (it broke)',
  ]);
});

test('a kill of what is not in the document is told, too', () => {
  expect(lineOf(undefined, undefined, [kill, undefined])).toEqual([
    'a: the kill of a toggle that is gone ends',
  ]);
  expect(lineOf(undefined, undefined, [undefined, kill])).toEqual([
    'a: killed: off, for readers that still know it',
  ]);
});

test('segments that changed, by name', () => {
  const state = ($evaluators: Record<string, unknown>) => ({
    document: documentOf({}, { $evaluators }),
    kills: {},
  });
  expect(changedSegments(state({ a: 1, b: 2, c: 3 }), state({ b: 2, c: 4, d: 5 }))).toEqual([
    'a',
    'c',
    'd',
  ]);
});
