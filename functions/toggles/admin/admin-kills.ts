import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { killVariantOf } from '../edits/kill-variant.ts';
import { requireToggle } from '../edits/require-toggle.ts';
import { readStageToggles, type StageToggles } from '../stage-toggles.ts';
import type { HistoryEntry } from '../store/change.ts';
import { CorruptDocument } from '../store/corrupt-document.ts';
import type { Kill, ToggleStore } from '../store/toggle-store.ts';
import { EMPTY_DOCUMENT } from '../toggle-document.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { actForm, killForm } from './admin-forms.ts';
import { authorOf, keyOf, readForm } from './admin-request.ts';
import { toggleAnswer } from './admin-views.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** POST /v1/toggles/{key}/kill: waits for nobody, and does not look at `If-Match`. */
export async function killToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const key = keyOf(event);
  const { why, variant: wanted } = readForm(event, killForm);
  const { stage, variant } = await targetOf(store, key, wanted);
  const entry = await store.kill(key, variant, authorOf(event, why));
  const { who, why: reason, at } = entry;
  const kills = { ...stage.kills, [key]: { variant, who, why: reason, at } };
  return toggleAnswer(afterAct(stage, entry, kills), key);
}

interface Target {
  readonly stage: StageToggles;
  readonly variant: string;
}

/** Where no document can be read, whoever kills has to name the variant; readers serve the safe one if it is none. */
async function targetOf(store: ToggleStore, key: string, wanted?: string): Promise<Target> {
  try {
    const stage = await readStageToggles(store);
    return { stage, variant: killVariantOf(key, requireToggle(stage.document, key), wanted) };
  } catch (error) {
    if (!(error instanceof CorruptDocument) || wanted === undefined) throw error;
    const head = (await store.readHead()) ?? { docVersion: 0, killVersion: 0, kills: {} };
    return { stage: { ...head, document: EMPTY_DOCUMENT }, variant: wanted };
  }
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

/**
 * Without reading it again: what was done must not be answered with an outage. `docVersion` stays that of the document
 * which is shown: with a later one, `If-Match` would overwrite what the caller has not seen.
 */
function afterAct(
  stage: StageToggles,
  { revision, docVersion }: HistoryEntry,
  kills: Readonly<Record<string, Kill>>,
): StageToggles {
  return { ...stage, killVersion: revision - docVersion, kills };
}
