import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { CustomResourceResult } from '../../shared/custom-resource.ts';
import type { RemovedToggles } from '../store/removed-toggles.ts';
import type { ToggleStore } from '../store/toggle-store.ts';
import { editToggles } from './edit-toggles.ts';
import { retryConflicts } from './retry-conflicts.ts';
import { type Seed, seedToggles } from './seed-toggles.ts';

type SeededStore = ToggleStore & RemovedToggles;

const AUTHOR = { who: 'deployment', why: 'named in the settings' };

/** Creates what is missing. Deleting the resource deletes no toggle: the table outlives the stack. */
export async function answerSeedRequest(
  store: SeededStore,
  event: CloudFormationCustomResourceEvent,
): Promise<CustomResourceResult> {
  if (event.RequestType !== 'Delete') await seed(store, seedOf(event));
  return { physicalResourceId: 'toggle-seed' };
}

/** As JSON text: CloudFormation would turn every number and boolean into a string. */
function seedOf({ ResourceProperties }: CloudFormationCustomResourceEvent): Seed {
  return {
    toggles: JSON.parse(ResourceProperties.Toggles) as Seed['toggles'],
    segments: JSON.parse(ResourceProperties.Segments ?? '{}') as Seed['segments'],
  };
}

/** A person may edit at the same moment: their change stays, and the seed looks again. */
async function seed(store: SeededStore, wanted: Seed): Promise<void> {
  await retryConflicts(async () => {
    const removed = await store.readRemoved();
    await editToggles(store, (document) => seedToggles(document, wanted, removed), AUTHOR);
  });
}
