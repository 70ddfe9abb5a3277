import type { EvaluationContext } from '../../../functions/toggles/evaluation.ts';
import { createToggles } from '../../../functions/toggles/index.ts';
import { EXAMPLE } from '../example.ts';
import type { Subject } from '../subject.ts';
import { clientOver } from '../table-in-memory.ts';

/** The reader as a function makes it, with everything on that it has: ages, kills, exposure counts. */
export async function createAfterprod(): Promise<Subject<EvaluationContext>> {
  const toggles = createToggles({ tableName: 'toggles', client: clientOver(EXAMPLE) });
  await toggles.refresh();
  return {
    contextOf: ({ id, ...attributes }) => ({ targetingKey: id, ...attributes }),
    decide: (toggle, context) => toggles.boolean(toggle, false, context),
  };
}
