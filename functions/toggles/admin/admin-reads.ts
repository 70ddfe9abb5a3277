import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { readQuery } from '../../shared/query.ts';
import { requireToggle } from '../edits/require-toggle.ts';
import { evaluate } from '../reader/evaluate.ts';
import { LazyFlags } from '../reader/lazy-flags.ts';
import { readStageToggles, stageToggleOf } from '../stage-toggles.ts';
import { readLatest } from '../store/read-latest.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { evaluateForm, noQuery } from './admin-forms.ts';
import { keyOf, readForm } from './admin-request.ts';
import { etagOf, toggleView, unlessKnown, versionsView } from './admin-views.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** GET /v1/toggles: what each serves, and the facts about it. Its rules stand in the toggle itself. */
export async function listToggles(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  readQuery(event, noQuery);
  const stage = await readStageToggles(store);
  const toggles = Object.keys(stage.document.flags)
    .filter((key) => stageToggleOf(stage, key) !== undefined) // in a damaged document
    .sort()
    .map((key) => {
      const { toggle, ...view } = toggleView(stage, key);
      return { ...view, variants: Object.keys(toggle.variants), metadata: toggle.metadata ?? {} };
    });
  return unlessKnown(event, etagOf(stage), { ...versionsView(stage), toggles });
}

/** GET /v1/toggles/{key} */
export async function showToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  readQuery(event, noQuery);
  const stage = await readStageToggles(store);
  const view = { ...toggleView(stage, keyOf(event)), ...versionsView(stage) };
  return unlessKnown(event, etagOf(stage), view);
}

/** GET /v1/document: what PUT takes, here or in another stage. */
export async function exportDocument(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  readQuery(event, noQuery);
  const { docVersion, document } = await readLatest(store);
  return unlessKnown(event, `"${docVersion}"`, document);
}

/** POST /v1/toggles/{key}/evaluate: what one user gets, by the rules and kills of this moment. */
export async function evaluateToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const key = keyOf(event);
  const { context } = readForm(event, evaluateForm);
  const stage = await readStageToggles(store);
  requireToggle(stage.document, key);
  const snapshot = { ...stage, flags: new LazyFlags(stage.document) };
  return json(200, { key, ...evaluate(snapshot, key, context), ...versionsView(stage) });
}
