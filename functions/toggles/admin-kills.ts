import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { AdminDependencies } from './admin-dependencies.ts';
import { actForm, killForm } from './admin-forms.ts';
import { authorOf, keyOf, readForm } from './admin-request.ts';
import { toggleAnswer } from './admin-views.ts';
import type { HistoryEntry } from './change.ts';
import { killVariantOf } from './kill-variant.ts';
import { requireToggle } from './require-toggle.ts';
import { readStageToggles, type StageToggles } from './stage-toggles.ts';
import type { Kill } from './toggle-store.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** POST /v1/toggles/{key}/kill: waits for nobody, and does not look at `If-Match`. */
export async function killToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const key = keyOf(event);
  const { why, variant: wanted } = readForm(event, killForm);
  const stage = await readStageToggles(store);
  const variant = killVariantOf(key, requireToggle(stage.document, key), wanted);
  const entry = await store.kill(key, variant, authorOf(event, why));
  const { who, why: reason, at } = entry;
  const kills = { ...stage.kills, [key]: { variant, who, why: reason, at } };
  return toggleAnswer(afterAct(stage, entry, kills), key);
}

/** POST /v1/toggles/{key}/restore: of a toggle without a kill it changes nothing. */
export async function restoreToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const key = keyOf(event);
  const { why } = readForm(event, actForm);
  const stage = await readStageToggles(store);
  if (!Object.hasOwn(stage.kills, key)) requireToggle(stage.document, key); // a removed one's kill can be ended, too
  const entry = await store.restore(key, authorOf(event, why));
  const { [key]: _ended, ...kills } = stage.kills;
  return toggleAnswer(entry ? afterAct(stage, entry, kills) : { ...stage, kills }, key);
}

/** Without reading it again: what was done must not be answered with an outage. */
function afterAct(
  stage: StageToggles,
  { revision, docVersion }: HistoryEntry,
  kills: Readonly<Record<string, Kill>>,
): StageToggles {
  return { ...stage, killVersion: revision - docVersion, kills };
}
