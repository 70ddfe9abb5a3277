import { isHttpUrl } from './http-url.ts';
import { isJson } from './is-json.ts';
import { oneOf } from './one-of.ts';
import { headerName, secret } from './probe-value-shapes.ts';
import {
  atMost,
  isObject,
  leaf,
  list,
  object,
  optional,
  record,
  type Shape,
  text,
} from './shape.ts';
import { region, wholeNumber } from './value-shapes.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const SIGNED = ['execute-api', 'lambda'] as const;
const MAX_BODY_CHARACTERS = 16_000;

/** What Node sends: Latin-1 without control characters. */
const headerText = text(
  'a text of at most 4000 characters, none of them beyond Latin-1 or for control',
  'Encode what is not Latin-1.',
  /^[\t\x20-\x7e\x80-\xff]{0,4000}$/,
);

const headerValue: Shape = (value, path) =>
  isObject(value) ? secret(value, path) : headerText(value, path);

const shortText = text(
  'a text of 1 to 1000 characters in one line',
  'Write it in quotes.',
  /^.{1,1000}$/u,
);

const bodyText = leaf(
  `a text of at most ${MAX_BODY_CHARACTERS} characters`,
  'A probe needs a small example only.',
  (value) => typeof value === 'string' && value.length <= MAX_BODY_CHARACTERS,
);

const bodyJson = leaf(
  `JSON of at most ${MAX_BODY_CHARACTERS} characters: texts, numbers, true, false, null, lists, objects`,
  'A probe needs a small example only.',
  (value) => isJson(value) && JSON.stringify(value).length <= MAX_BODY_CHARACTERS,
);

const body = oneOf(
  {
    text: object({
      text: bodyText,
      contentType: optional(
        text(
          'a media type',
          "E.g. 'application/xml'.",
          /^[\w.+-]+\/[\w.+-]+(?:;[\t\x20-\x7e]{0,200})?$/,
        ),
      ),
    }),
    json: object({ json: bodyJson }),
    form: object({ form: record(shortText, bodyText) }),
  },
  "Write { text: '…' }, { json: { … } } or { form: { name: 'value' } }.",
);

const auth = oneOf(
  {
    basic: object({
      basic: object({
        user: text(
          'a name without a colon',
          'The colon parts it from the password.',
          /^[^:\p{Cc}]{1,200}$/u,
        ),
        password: secret,
      }),
    }),
    bearer: object({ bearer: secret }),
    oauth2: object({
      oauth2: object({
        tokenUrl: leaf(
          'an https address without credentials',
          'Tokens are not fetched in the open.',
          (value) => isHttpUrl(value) && String(value).startsWith('https:'),
        ),
        clientId: shortText,
        clientSecret: secret,
        scope: optional(shortText),
        audience: optional(shortText),
      }),
    }),
    mtls: object({ mtls: object({ certificate: secret, key: secret }) }),
    sigv4: object({
      sigv4: object({
        service: optional(
          leaf("'execute-api' or 'lambda'", 'Others are not called by URL.', (value) =>
            SIGNED.some((service) => service === value),
          ),
        ),
        region: optional(region),
        resource: optional(
          text(
            'an ARN',
            "Copy that of the function or of the API's methods.",
            /^arn:aws[\w-]*:(?:lambda|execute-api):[\x21-\x7e]{1,1000}$/,
          ),
        ),
      }),
    }),
  },
  'Choose one way to prove who asks.',
);

/** The settings of a request, besides where it goes. */
export const requestFields: Readonly<Record<string, Shape>> = {
  method: optional(
    leaf(`one of ${METHODS.join(', ')}`, 'Write it in capitals.', (value) =>
      METHODS.some((method) => method === value),
    ),
  ),
  headers: optional(record(headerName, headerValue)),
  body: optional(body),
  redirects: optional(wholeNumber(0, 10, 'Leave it out for 5; 0 takes a redirect for the answer.')),
  auth: optional(auth),
  ports: optional(
    atMost(10, list(wholeNumber(1, 65_535, 'Name what follows the colon of the address.'))),
  ),
};
