import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { headerOf } from '../../shared/headers.ts';
import { json } from '../../shared/http.ts';
import { Problem } from '../../shared/problem.ts';
import { readQuery } from '../../shared/query.ts';
import { createToggle } from '../edits/create-toggle.ts';
import { importToggles } from '../edits/import-toggles.ts';
import { removeToggle } from '../edits/remove-toggle.ts';
import { replaceToggle } from '../edits/replace-toggle.ts';
import { parseDocument } from '../lint/parse-document.ts';
import { parseToggle } from '../lint/parse-toggle.ts';
import type { ToggleDocument } from '../toggle-document.ts';
import { toggleOf } from '../toggle-document.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { importQuery, whyQuery } from './admin-forms.ts';
import { keyOf, MAX_DOCUMENT_BYTES, MAX_TOGGLE_BYTES, readDefinition } from './admin-request.ts';
import { storeEdit, storeReplacement } from './admin-store-edit.ts';
import { etagOf, toggleAnswer, versionsView } from './admin-views.ts';

type Answer = Promise<APIGatewayProxyResult>;

/** PUT /v1/toggles/{key}: creates it with `If-None-Match: *`, or replaces what `If-Match` names. */
export async function putToggle(event: APIGatewayProxyEvent, { store }: AdminDependencies): Answer {
  const key = keyOf(event);
  const { why } = readQuery(event, whyQuery);
  const isNew = createsOnly(event);
  const toggle = parseToggle(key, readDefinition(event, MAX_TOGGLE_BYTES));
  if (!isNew) {
    const edit = (document: ToggleDocument) => replaceToggle(document, key, toggle);
    return toggleAnswer(await storeReplacement(event, store, { edit, why }), key);
  }
  const edit = (document: ToggleDocument) => {
    if (!toggleOf(document, key)) return createToggle(document, key, toggle);
    throw new Problem('precondition_failed', `There is a toggle '${key}' already: send If-Match`);
  };
  return toggleAnswer(await storeEdit(event, store, { edit, why }), key, 201);
}

function createsOnly(event: APIGatewayProxyEvent): boolean {
  const header = headerOf(event, 'if-none-match')?.trim();
  if (header === undefined) return false;
  if (header === '*' && headerOf(event, 'if-match') === undefined) return true;
  const rule = 'A PUT takes If-None-Match: * to create, or If-Match to replace, and not both';
  throw new Problem('malformed_request', rule);
}

/** DELETE /v1/toggles/{key}: readers then get their code's own default. */
export async function deleteToggle(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const key = keyOf(event);
  const { why } = readQuery(event, whyQuery);
  const edit = (document: ToggleDocument) => removeToggle(document, key);
  return toggleAnswer(await storeReplacement(event, store, { edit, why }), key);
}

/** PUT /v1/document: adds toggles and segments. What exists and differs is only replaced with `replace=true`. */
export async function importDocument(
  event: APIGatewayProxyEvent,
  { store }: AdminDependencies,
): Answer {
  const { why, replace } = readQuery(event, importQuery);
  const incoming = parseDocument(readDefinition(event, MAX_DOCUMENT_BYTES));
  const edit = (document: ToggleDocument) => importToggles(document, incoming, { replace });
  const save = replace ? storeReplacement : storeEdit;
  const stage = await save(event, store, { edit, why });
  return json(200, versionsView(stage), { etag: etagOf(stage) });
}
