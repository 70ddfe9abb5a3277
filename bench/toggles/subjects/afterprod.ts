import { createToggles, type Toggles } from '../../../functions/toggles/index.ts';
import type { EvaluationContext } from '../../../functions/toggles/reader/evaluation.ts';
import { EXAMPLE } from '../example.ts';
import type { Subject } from '../subject.ts';
import { clientOver } from '../table-in-memory.ts';

/** The reader as a function makes it, with everything on that it has: kills, type checks, exposure counts. */
export async function createAfterprod(): Promise<Subject<EvaluationContext>> {
  const toggles = await createExampleToggles();
  return {
    contextOf: ({ id, ...attributes }) => ({ targetingKey: id, ...attributes }),
    decide: (toggle, context) => toggles.boolean(toggle, false, context),
  };
}

/** Holds the example, as after the first invocation. */
export async function createExampleToggles(): Promise<Toggles> {
  const toggles = createToggles({
    tableName: 'toggles',
    exposuresTableName: 'exposures',
    client: clientOver(EXAMPLE),
  });
  await toggles.refresh();
  return toggles;
}
