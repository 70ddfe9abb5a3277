import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { editToggles } from '../../../../functions/toggles/edits/edit-toggles.ts';
import { removeToggle } from '../../../../functions/toggles/edits/remove-toggle.ts';
import { answerSeedRequest } from '../../../../functions/toggles/edits/seed-request.ts';
import { setDefaultVariant } from '../../../../functions/toggles/edits/set-default-variant.ts';
import { undoChange } from '../../../../functions/toggles/edits/undo-change.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import type { Toggle } from '../../../../functions/toggles/toggle.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const ANN = { who: 'ann', why: 'launch' };

function request(
  RequestType: 'Create' | 'Update' | 'Delete',
  toggles: Readonly<Record<string, Toggle>>,
): CloudFormationCustomResourceEvent {
  return {
    RequestType,
    ResourceProperties: { ServiceToken: '', Toggles: JSON.stringify(toggles) },
  } as unknown as CloudFormationCustomResourceEvent;
}

function createStore() {
  return new MemoryToggleStore(() => 0);
}

async function flagsOf(store: MemoryToggleStore) {
  return (await store.readDocument())?.document.flags;
}

test('creates the toggles of the settings', async () => {
  const store = createStore();
  await answerSeedRequest(store, request('Create', { a: toggle(), b: toggle() }));
  expect(Object.keys((await flagsOf(store)) ?? {})).toEqual(['a', 'b']);
});

test('never changes what people did, by no deployment, rollback or redeployment', async () => {
  const store = createStore();
  await answerSeedRequest(store, request('Create', { a: toggle() }));
  const edit = setDefaultVariant(documentOf({ a: toggle() }), 'a', 'on');
  await store.save(edit, 1, ANN);
  await store.kill('a', 'off', ANN);

  await answerSeedRequest(store, request('Update', { a: toggle(), b: toggle() })); // a deployment
  await answerSeedRequest(store, request('Update', { a: toggle() })); // its rollback
  await answerSeedRequest(store, request('Delete', { a: toggle() })); // the stack is deleted
  await answerSeedRequest(store, request('Create', { a: toggle() })); // and made again

  expect(await flagsOf(store)).toMatchObject({ a: { defaultVariant: 'on' }, b: {} });
  expect((await store.readHead())?.kills).toHaveProperty('a');
  expect(await store.history({ limit: 9 })).toHaveLength(4);
});

test('makes no version when nothing is missing', async () => {
  const store = createStore();
  await answerSeedRequest(store, request('Create', { a: toggle() }));
  await answerSeedRequest(store, request('Update', { a: toggle() }));
  expect((await store.readHead())?.docVersion).toBe(1);
});

test('looks again when a person edits at the same moment', async () => {
  const store = createStore();
  const read = store.readDocument.bind(store);
  let edits = 0;
  store.readDocument = async () => {
    const before = await read();
    edits += 1;
    if (edits === 1) {
      await store.save(
        { document: documentOf({ a: toggle() }), summary: 'ann was faster', keys: ['a'] },
        0,
        ANN,
      );
    }
    return before;
  };
  await answerSeedRequest(store, request('Create', { b: toggle() }));
  expect(Object.keys((await flagsOf(store)) ?? {})).toEqual(['a', 'b']);
});

test('refuses a toggle that breaks a rule, with its path', async () => {
  const broken = request('Create', { a: toggle({ defaultVariant: 'maybe' }) });
  await expect(answerSeedRequest(createStore(), broken)).rejects.toThrow('flags.a.defaultVariant');
});

test('does not bring back what somebody removed, though the settings still name it', async () => {
  const store = createStore();
  const both = request('Create', { a: toggle(), b: toggle() });
  await answerSeedRequest(store, both);
  await editToggles(store, (document) => removeToggle(document, 'a'), ANN);
  await answerSeedRequest(store, both);
  expect(Object.keys((await flagsOf(store)) ?? {})).toEqual(['b']);

  await undoChange(store, { key: 'a' }, ANN); // a person may
  await answerSeedRequest(store, both);
  expect(Object.keys((await flagsOf(store)) ?? {})).toEqual(['b', 'a']);
});

test('a date that has passed stops no deployment, nor does an old fault elsewhere', async () => {
  const store = new MemoryToggleStore(() => Date.parse('2026-11-23T09:00Z'));
  const old = { document: documentOf({ old: toggle({ defaultVariant: 'gone' }) }), keys: [] };
  await store.save({ ...old, summary: 'from before that rule' }, 0, ANN);
  const expired = toggle({ metadata: { expires: '2020-01-01' } });
  await answerSeedRequest(store, request('Update', { expired }));
  expect(await flagsOf(store)).toHaveProperty('expired');
});
