import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerSeedRequest } from '../../../../functions/toggles/edits/seed-request.ts';
import { type Seed, seedToggles } from '../../../../functions/toggles/edits/seed-toggles.ts';
import { MemoryToggleStore } from '../../../../functions/toggles/store/memory-toggle-store.ts';
import { documentOf, toggle } from '../../../support/toggle-builders.ts';

const beta = { in: [{ var: 'email' }, ['ann@example.com']] };
const staff = { '==': [{ var: 'staff' }, true] };
const forBeta = toggle({ targeting: { if: [{ $ref: 'beta' }, 'on', null] } });

const NOBODY = new Set<string>();

test('adds toggles and segments that are missing, in one edit', () => {
  const edit = seedToggles(
    documentOf({}),
    { toggles: { it: forBeta }, segments: { beta } },
    NOBODY,
  );
  expect(edit).toMatchObject({
    document: { flags: { it: forBeta }, $evaluators: { beta } },
    summary: 'created it, segment beta',
    keys: ['it'],
    segments: ['beta'],
  });
});

test('leaves a segment as people have made it', () => {
  const document = documentOf({ it: forBeta }, { $evaluators: { beta: staff } });
  expect(seedToggles(document, { toggles: {}, segments: { beta } }, NOBODY)).toBeUndefined();
  const both = seedToggles(document, { toggles: {}, segments: { beta, staff } }, NOBODY);
  expect(both?.document.$evaluators).toEqual({ beta: staff, staff });
});

test('a document without segments gets no empty place for them', () => {
  const edit = seedToggles(documentOf({}), { toggles: { it: toggle() }, segments: {} }, NOBODY);
  expect(edit?.document).toEqual(documentOf({ it: toggle() }));
});

test('segments come with the deployment, and stay with its rollback to one that knew none', async () => {
  const store = new MemoryToggleStore(() => 0);
  await answerSeedRequest(store, request({ toggles: { it: forBeta }, segments: { beta } }));
  await answerSeedRequest(store, request({ toggles: { it: forBeta } }));
  expect((await store.readDocument())?.document.$evaluators).toEqual({ beta });
  expect((await store.readHead())?.docVersion).toBe(1);
});

function request({ toggles, segments }: Partial<Seed>): CloudFormationCustomResourceEvent {
  return {
    RequestType: 'Update',
    ResourceProperties: {
      ServiceToken: '',
      Toggles: JSON.stringify(toggles),
      ...(segments && { Segments: JSON.stringify(segments) }),
    },
  } as unknown as CloudFormationCustomResourceEvent;
}
