import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { json } from '../../shared/http.ts';
import { isoDate } from '../../shared/iso-date.ts';
import { readQuery } from '../../shared/query.ts';
import { shortened } from '../../shared/shortened.ts';
import { takeWithin } from '../../shared/take-within.ts';
import type { Finding } from '../lint/finding.ts';
import { lintDocument } from '../lint/lint.ts';
import type { AdminDependencies } from './admin-dependencies.ts';
import { noQuery } from './admin-forms.ts';
import { MAX_DOCUMENT_BYTES, readDefinition } from './admin-request.ts';

/** POST /v1/lint: everything that is wrong with a document. Stores nothing, and looks at nothing that is stored. */
export async function lint(
  event: APIGatewayProxyEvent,
  { now }: AdminDependencies,
): Promise<APIGatewayProxyResult> {
  readQuery(event, noQuery);
  const document = readDefinition(event, MAX_DOCUMENT_BYTES);
  const today = isoDate(now());
  const all = lintDocument(document, { today }).map(forAnswer);
  const findings = takeWithin(all);
  return json(200, {
    findings,
    ...(findings.length < all.length && { omitted: all.length - findings.length }),
  });
}

/** A name in it may be as long as the document. */
function forAnswer({ path, pointer, rule, fix, ...finding }: Finding): Finding {
  return {
    ...finding,
    path: shortened(path),
    pointer: shortened(pointer),
    rule: shortened(rule),
    fix: shortened(fix),
  };
}
