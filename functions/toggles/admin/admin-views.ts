import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { requireToggle } from '../edits/require-toggle.ts';
import { ifNoneMatch } from '../ofrep/if-none-match.ts';
import { type Serving, servingOf } from '../serving.ts';
import { type StageToggles, stageToggleOf } from '../stage-toggles.ts';
import type { Kill } from '../store/toggle-store.ts';
import type { Toggle } from '../toggle.ts';

type Versions = Pick<StageToggles, 'docVersion' | 'killVersion'>;
type State = Pick<StageToggles, 'docVersion' | 'killVersion' | 'unreadable'>;

/** One toggle as the API tells it. `toggle` is what a PUT takes. */
export interface ToggleView {
  readonly key: string;
  readonly serves: Serving;
  readonly kill?: Kill;
  readonly toggle: Toggle;
}

/** Throws `toggle_unknown`. */
export function toggleView(stage: StageToggles, key: string): ToggleView {
  const found = stageToggleOf(stage, key) ?? { toggle: requireToggle(stage.document, key) };
  return { key, serves: servingOf(found), ...found };
}

/** What the versions add up to is the latest revision of the history. `unreadable`: no reader can use the document, and why. */
export function versionsView({ docVersion, killVersion, unreadable }: State) {
  const versions = { docVersion, killVersion, revision: docVersion + killVersion };
  return { ...versions, ...(unreadable !== undefined && { unreadable }) };
}

/**
 * Changes with every edit, kill and restore. `If-Match` looks at the part before the dot alone, for a kill changes no
 * definition.
 */
export function etagOf({ docVersion, killVersion }: Versions): string {
  return `"${docVersion}.${killVersion}"`;
}

/** The answer to a GET: 304 where the caller already has it. */
export function unlessKnown(
  event: APIGatewayProxyEvent,
  etag: string,
  body: object,
): APIGatewayProxyResult {
  if (ifNoneMatch(event, etag)) return { statusCode: 304, headers: { etag }, body: '' };
  return json(200, body, { etag, 'cache-control': 'no-cache' });
}

/** What an edit, a kill or a restore of one toggle left behind: its versions alone, where it is gone. */
export function toggleAnswer(stage: StageToggles, key: string, status = 200) {
  const view = stageToggleOf(stage, key) ? toggleView(stage, key) : { key };
  return json(status, { ...view, ...versionsView(stage) }, { etag: etagOf(stage) });
}
