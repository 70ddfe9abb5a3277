import * as z from 'zod/mini';
import { attachmentSchema } from '../attachments/attachment-schema.ts';
import { feedbackSchema } from '../feedback-schema.ts';
import { PUBLIC_ROUTES, type PublicRoute } from '../public-routes.ts';
import { betaSchema } from '../reporter/beta-schema.ts';
import { contactSchema } from '../reporter/contact-schema.ts';
import { verdictSchema } from '../reporter/verdict-schema.ts';
import {
  challengeSchema,
  changesSchema,
  receiptSchema,
  statusSchema,
  uploadFormSchema,
} from './answer-schemas.ts';
import { jsonSchema } from './json-schema.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { problemSchema } from './problem-schema.ts';

/** Every route can be asked too often, by a wrong method, or while DynamoDB does not answer. */
const EVERYWHERE = [405, 429, 503];

const SOLUTION =
  'After a 428: the solved challenge, base64 of JSON `{ challenge, solution: { counter, derivedKey } }`. Each is taken once.';

const SCHEMAS = {
  Feedback: feedbackSchema,
  Verdict: verdictSchema,
  Contact: contactSchema,
  Beta: betaSchema,
  Attachment: attachmentSchema,
  Receipt: receiptSchema,
  UploadForm: uploadFormSchema,
  Status: statusSchema,
  Challenge: challengeSchema,
  Changes: changesSchema,
  Document: z.looseObject({ openapi: z.string() }),
  Problem: problemSchema,
} as const;

/** The public API in OpenAPI 3.1, from the schemas that its functions judge by. `server` is its address below `/v1`. */
export function openapiDocument(server: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Feedback',
      version: '1',
      description: 'What users say about a release, and what becomes of it.',
    },
    servers: [{ url: server }],
    paths: paths(),
    components: {
      schemas: Object.fromEntries(
        Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(schema)]),
      ),
      securitySchemes: {
        publishableKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
        reporterSecret: {
          type: 'http',
          scheme: 'bearer',
          description:
            'What stands after # in the statusUrl of the receipt, or in the link of a mail.',
        },
      },
    },
  };
}

function paths(): object {
  const all: Record<string, Record<string, object>> = {};
  for (const route of PUBLIC_ROUTES) {
    const [method = '', path = ''] = route.split(' ');
    all[path] = { ...all[path], [method.toLowerCase()]: operationObject(route) };
  }
  return all;
}

function operationObject(route: PublicRoute): object {
  const operation = OPERATIONS[route];
  const { summary, security, request } = operation;
  const parameters = parametersOf(route);
  return {
    summary,
    security: security === 'none' ? [] : [{ [security]: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(request && { requestBody: { required: true, content: jsonOf(request) } }),
    responses: responsesOf(operation),
  };
}

function parametersOf(route: PublicRoute): readonly object[] {
  if (route.includes('{id}')) {
    return [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }];
  }
  if (route === 'POST /v1/feedback') {
    const schema = { type: 'string', minLength: 16, maxLength: 255, pattern: '^[!-~]+$' };
    const description = 'A UUID: a request that is sent again under it is answered as the first.';
    return [
      { name: 'Idempotency-Key', in: 'header', description, schema },
      { name: 'Altcha', in: 'header', description: SOLUTION, schema: { type: 'string' } },
    ];
  }
  if (route === 'GET /v1/changes') {
    return [{ name: 'format', in: 'query', schema: { enum: ['json', 'atom'], default: 'json' } }];
  }
  return [];
}

function responsesOf({ success, answers, texts = {}, problems }: Operation): object {
  const refused = [...problems, ...EVERYWHERE].sort((a, b) => a - b);
  const content = answers && { ...jsonOf(answers), ...textsOf(texts) };
  return {
    [success]: { description: 'Done.', ...(content && { content }) },
    ...Object.fromEntries(refused.map((status) => [status, problemAnswer()])),
  };
}

function textsOf(texts: NonNullable<Operation['texts']>): object {
  return Object.fromEntries(
    Object.entries(texts).map(([contentType, description]) => [
      contentType,
      { schema: { type: 'string', description } },
    ]),
  );
}

function problemAnswer(): object {
  return {
    description: 'What is wrong, and where.',
    content: { 'application/problem+json': { schema: reference('Problem') } },
  };
}

function jsonOf(name: keyof typeof SCHEMAS): object {
  return { 'application/json': { schema: reference(name) } };
}

function reference(name: keyof typeof SCHEMAS): object {
  return { $ref: `#/components/schemas/${name}` };
}
