import Ajv from 'ajv';

const metadata = {
  type: 'object',
  additionalProperties: { type: ['boolean', 'string', 'number'] },
};
const errorDetails = { type: 'string', minLength: 1 };

const success = {
  type: 'object',
  required: ['key', 'value', 'reason', 'variant'],
  properties: {
    key: { type: 'string' },
    value: { type: ['boolean', 'string', 'number', 'object'] },
    reason: { enum: ['STATIC', 'DEFAULT', 'TARGETING_MATCH', 'SPLIT', 'DISABLED', 'STALE'] },
    variant: { type: 'string' },
    metadata,
  },
  additionalProperties: false,
};

function failure(required: readonly string[], ...codes: readonly string[]) {
  return {
    type: 'object',
    required: ['errorCode', 'errorDetails', ...required],
    properties: {
      ...Object.fromEntries(required.map((name) => [name, { type: 'string' }])),
      errorCode: { enum: codes },
      errorDetails,
    },
    additionalProperties: false,
  };
}

const BAD = ['PARSE_ERROR', 'TARGETING_KEY_MISSING', 'INVALID_CONTEXT', 'GENERAL'];

const bulk = {
  type: 'object',
  required: ['flags', 'metadata'],
  properties: {
    flags: { type: 'array', items: { anyOf: [success, failure(['key'], ...BAD)] } },
    metadata,
  },
  additionalProperties: false,
};

const ajv = new Ajv({ allowUnionTypes: true });
const FORMS = {
  one: {
    200: ajv.compile(success),
    400: ajv.compile(failure(['key'], ...BAD)),
    404: ajv.compile(failure(['key'], 'FLAG_NOT_FOUND')),
    415: ajv.compile(failure(['key'], 'PARSE_ERROR')),
    503: ajv.compile(failure(['key'], 'GENERAL')),
  },
  all: {
    200: ajv.compile(bulk),
    400: ajv.compile(failure([], ...BAD)),
    415: ajv.compile(failure([], 'PARSE_ERROR')),
    503: ajv.compile(failure([], 'GENERAL')),
  },
} as const;

/** What is wrong with an answer's body by OFREP 0.3.0, and by what we promise beyond it; nothing when all is well. */
export function ofrepFlaws(kind: keyof typeof FORMS, status: number, body: unknown): unknown {
  const forms: Readonly<Record<number, ReturnType<typeof ajv.compile>>> = FORMS[kind];
  const form = forms[status];
  if (!form) return `no answer of this kind has the status ${status}`;
  return form(body) ? [] : form.errors;
}
