import { createToggle } from '../../../../functions/toggles/edits/create-toggle.ts';
import { disableToggle } from '../../../../functions/toggles/edits/disable-toggle.ts';
import type { Edit } from '../../../../functions/toggles/edits/edit.ts';
import { enableToggle } from '../../../../functions/toggles/edits/enable-toggle.ts';
import { removeToggle } from '../../../../functions/toggles/edits/remove-toggle.ts';
import { setFacts, type ToggleFacts } from '../../../../functions/toggles/edits/set-facts.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import type { ToggleDocument } from '../../../../functions/toggles/toggle-document.ts';
import { documentOf, FACTS, toggle } from '../../../support/toggle-builders.ts';

const other = toggle();
const targeting = { if: [{ var: 'staff' }, 'on', null] };

function edited(difference: Partial<Toggle>, edit: (document: ToggleDocument) => Edit) {
  const { document } = edit(documentOf({ it: toggle(difference), other }));
  expect(document.flags['other']).toBe(other);
  return document.flags['it'];
}

test('enable serves the on variant to everybody', () => {
  const enable = (document: ToggleDocument) => enableToggle(document, 'it');
  expect(edited({ targeting, state: 'DISABLED' }, enable)).toEqual(
    toggle({ defaultVariant: 'on' }),
  );
  const yes = { variants: { yes: true, no: false }, defaultVariant: 'no' };
  expect(edited(yes, enable)).toMatchObject({ defaultVariant: 'yes' });
});

test('disable serves the off variant to everybody, also where a kill would serve another one', () => {
  const disable = (document: ToggleDocument) => disableToggle(document, 'it');
  const safe = { metadata: { safeVariant: 'on' } };
  expect(edited({ targeting, defaultVariant: 'on', ...safe }, disable)).toEqual(toggle(safe));
  const colours = { variants: { red: 'r', blue: 'b' }, defaultVariant: 'red' };
  const disabled = edited({ ...colours, metadata: { safeVariant: 'blue' } }, disable);
  expect(disabled).toMatchObject({ state: 'ENABLED', defaultVariant: 'blue' });
});

test.each<[string, (document: ToggleDocument, key: string) => Edit]>([
  ['enable', enableToggle],
  ['disable', disableToggle],
])('%s says which variants there are where none is meant', (_, edit) => {
  const variants = { red: 'r', blue: 'b' };
  const document = documentOf({ it: toggle({ variants, defaultVariant: 'red' }) });
  expect(() => edit(document, 'it')).toThrow('set one of red, blue instead');
});

test('creates a toggle, but never over another', () => {
  const document = documentOf({ it: toggle() });
  const edit = createToggle(document, 'new', toggle({ targeting }));
  expect(edit).toMatchObject({ summary: 'created new', keys: ['new'] });
  expect(Object.keys(edit.document.flags)).toEqual(['it', 'new']);
  expect(() => createToggle(document, 'it', toggle())).toThrow("There is a toggle 'it' already");
  expect(createToggle(document, 'constructor', toggle()).keys).toEqual(['constructor']);
});

test.each([
  ['__proto__', toggle(), 'must be 1 to 100 letters'],
  ['new', toggle({ defaultVariant: 'maybe' }), "names no variant: 'maybe'"],
  ['new', toggle({ targeting: { $ref: 'nobody' } }), 'names no segment'],
])('refuses to create %s where it breaks a rule', (key, created, message) => {
  expect(() => createToggle(documentOf({}), key, created)).toThrow(message);
});

test('removes a toggle', () => {
  const edit = removeToggle(documentOf({ it: toggle(), other }), 'it');
  expect(edit).toMatchObject({ summary: 'removed it', keys: ['it'] });
  expect(edit.document.flags).toEqual({ other });
});

test('sets facts, and takes away what is null', () => {
  const set = (facts: ToggleFacts) =>
    edited({ metadata: { ticket: 'SHOP-1' } }, (document) => setFacts(document, 'it', facts));
  expect(set({ owner: 'web', ticket: null })?.metadata).toEqual({ ...FACTS, owner: 'web' });
  expect(set({ guardedBy: 'errors' })?.metadata).toEqual({
    ...FACTS,
    ticket: 'SHOP-1',
    guardedBy: 'errors',
  });
  expect(() => set({ owner: null })).toThrow('metadata.owner is missing');
  expect(() => set({ safeVariant: 'maybe' })).toThrow("names no variant: 'maybe'");
});

test('says in the history what was set', () => {
  const { summary } = setFacts(documentOf({ it: toggle() }), 'it', { owner: 'web', ticket: null });
  expect(summary).toBe('it: owner web, ticket gone');
});

test.each<[string, (document: ToggleDocument, key: string) => Edit]>([
  ['enable', enableToggle],
  ['disable', disableToggle],
  ['remove', removeToggle],
  ['describe', (document, key) => setFacts(document, key, {})],
])('%s knows no toggle that was not made', (_, edit) => {
  for (const key of ['nobody', 'toString', '__proto__']) {
    expect(() => edit(documentOf({ it: toggle() }), key)).toThrow('Known: it');
  }
});
