import { checkJsonPath } from '../../functions/probes/expectations/json-path.ts';
import { checkPattern } from '../../functions/probes/expectations/pattern.ts';
import { parseIp } from '../../functions/shared/ip-address.ts';
import { cronFlaw } from './cron-text.ts';
import { isHttpUrl } from './http-url.ts';
import { flaw, isObject, leaf, object, optional, own, type Shape, text } from './shape.ts';

export const headerName = text(
  'the name of a header',
  "Letters, digits and hyphens, e.g. 'Content-Type'.",
  /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/,
);

/** An expression that takes time in proportion to what it searches. */
export const pattern = read("an expression of RE2's syntax, e.g. '^ok'", checkPattern);

export const jsonPath = read("a path to one value, e.g. '$.items[0].price'", checkJsonPath);

export const cron = read("six fields of AWS's cron, e.g. '0 6 ? * MON-FRI *'", cronFlaw);

export const path = text(
  "a path from the service's root, at most 1000 characters, e.g. '/health'",
  "Start it with '/', and leave out '..' and what follows '#'.",
  /^\/(?!\/)(?!(?:[^?]*\/)?\.{1,2}(?:[/?]|$))[^\s\p{Cc}#\\]{0,999}$/u,
);

export const url = leaf(
  'a whole http or https address without credentials, spaces or fragment, at most 1000 characters',
  "Write it with its protocol, e.g. 'https://example.com/'.",
  isHttpUrl,
);

export const hostAndPort = leaf(
  "a host and its port, e.g. 'db.example.com:5432'",
  'Name the port after a colon; write an IPv6 address in [brackets], and no protocol.',
  (value) => typeof value === 'string' && isHostAndPort(value),
);

export const domain = leaf(
  "a name of DNS, e.g. 'example.com'",
  'Write it in ASCII, without protocol, port or dot at its end.',
  (value) => typeof value === 'string' && isDomain(value),
);

const inSecretsManager = object({
  secret: text(
    'the name or ARN of a secret of Secrets Manager',
    "Give its whole ARN, or its name without the six characters at the ARN's end.",
    /^(?:arn:aws[\w-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:)?[\w/+=.@-]{1,519}$/,
  ),
  field: optional(text('1 to 128 characters', 'Name a field of its JSON.', /^.{1,128}$/u)),
});

const inParameters = object({
  parameter: text(
    "the name of a parameter of Systems Manager, e.g. '/shop/token'",
    'A name with a slash in it begins with one; give no ARN.',
    /^(?!\/?(?:aws|ssm))(?=.{1,1000}$)(?:(?:\/[\w.-]+)+|[\w.-]+)$/i,
  ),
});

/** Where a secret stands; never the secret itself. */
export const secret: Shape = (value, at) => {
  if (isObject(value)) {
    const isParameter = own(value, 'parameter') !== undefined;
    return (isParameter ? inParameters : inSecretsManager)(value, at);
  }
  const fix =
    "Put it into Secrets Manager: { secret: 'name', field: 'key' }; or { parameter: '/name' }.";
  return [{ path: at, rule: 'must be a reference to where the secret stands.', fix }]; // without the value
};

/** A text that a parser reads, which says what keeps it from doing so. */
function read(rule: string, check: (text: string) => string | undefined): Shape {
  return (value, at) => {
    if (typeof value !== 'string') return [flaw(at, rule, value, 'Write it in quotes.')];
    const reason = check(value);
    return reason === undefined ? [] : [flaw(at, rule, value, sentence(reason))];
  };
}

function sentence(reason: string): string {
  const capital = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  return capital.endsWith('.') ? capital : `${capital}.`;
}

function isHostAndPort(value: string): boolean {
  const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[\w.-]{1,253}):(\d{1,5})$/i.exec(value) ?? [];
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return isPort && URL.canParse(`http://${host}/`);
}

function isDomain(value: string): boolean {
  const isName = /^(?!.*\.\d+$)(?!\d+$)(?:[\w-]{1,63}\.)*[\w-]{1,63}$/.test(value);
  return isName && value.length <= 253 && parseIp(value) === undefined;
}
