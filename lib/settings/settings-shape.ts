import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '../../functions/shared/nearest.ts';
import { FUNCTION_NAMES } from '../reserved-concurrency.ts';
import { millisecondsOf } from './duration-text.ts';
import { mailShape } from './mail-shape.ts';
import { isPublicAddress } from './public-address.ts';
import { flaw, leaf, list, object, optional, type Shape, text } from './shape.ts';

const REGIONS = RegionInfo.regions.map(({ name }) => name);

/** What `URL` would drop or rewrite, and what would not fit into the prober's environment. */
const URL_TEXT = /^[^\s\p{Cc}#]{1,1000}$/u;

const account = text(
  "12 digits in quotes, e.g. '123456789012'",
  'Copy the account id; as a number it would lose leading zeros.',
  /^\d{12}$/,
);

const region: Shape = (value, path) => {
  if (typeof value === 'string' && REGIONS.includes(value)) return [];
  const meant = typeof value === 'string' ? nearest(value, REGIONS) : undefined;
  const fix = meant ? `Did you mean '${meant}'?` : "Use a region's code, not its long name.";
  return [flaw(path, "an AWS region, e.g. 'eu-central-1'", value, fix)];
};

const duration = leaf(
  "a whole number with its unit: ms, s, m or h, e.g. '5s'",
  'Write number and unit without a space.',
  (value) => millisecondsOf(value) !== undefined,
);

const trueOrFalse = leaf('true or false', 'Write it without quotes.', (value) =>
  [true, false].includes(value as boolean),
);

const source = object({
  connectionArn: text(
    'the ARN of a CodeConnections connection',
    "Copy it from the console: 'arn:aws:codeconnections:<region>:<account>:connection/<id>'.",
    /^arn:aws[\w-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[\w-]+$/,
  ),
  repository: text(
    "'owner/name'",
    'Leave out host, protocol and .git.',
    /^(?!.*\.git$)(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w.-]+(?:\/[\w.-]+)+$/,
  ),
  branch: optional(
    text(
      "a branch as Git allows it, at most 255 characters, e.g. 'main'",
      'Leave out refs/heads/.',
      /^(?!refs\/)(?!.*\.\.)[^\s\p{Cc}~^:?*[\\]{1,255}$/u,
    ),
  ),
});

const stageName = text(
  'lower case letters and digits, at most 12',
  "Use a word like 'beta'.",
  /^[a-z][a-z0-9]{0,11}$/,
);

const stage = object({
  name: stageName,
  account,
  region,
  order: leaf('a whole number', 'Number the stages 1, 2, 3.', Number.isSafeInteger),
  approval: optional(trueOrFalse),
});

const probe = object({
  name: text(
    'lower case letters, digits and hyphens, at most 30',
    "Name what it checks, e.g. 'health'.",
    /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  ),
  path: optional(
    text(
      "a path from the service's root, at most 1000 characters, e.g. '/health'",
      "Start it with '/', and leave out '..' and what follows '#'.",
      /^\/(?!\/)(?!(?:[^?]*\/)?\.{1,2}(?:[/?]|$))[^\s\p{Cc}#\\]{0,999}$/u,
    ),
  ),
  url: optional(
    leaf(
      'a whole public http or https address without credentials, spaces or fragment, at most 1000 characters',
      "Write it with its protocol, e.g. 'https://example.com/'.",
      isProbeUrl,
    ),
  ),
  expect: optional(object({ headersWithin: optional(duration) })),
});

const subscribers = object({
  email: optional(
    list(
      text(
        "an e-mail address, e.g. 'team@example.com'",
        'One address an entry.',
        /^[^\s\p{Cc}@<>,;"]+@[^\s\p{Cc}@<>,;"]+\.[a-z]{2,}$/iu,
      ),
    ),
  ),
  https: optional(
    list(
      leaf(
        "a public address that starts with 'https://', without credentials",
        'SNS posts to it from outside; http is not offered.',
        isHttpsUrl,
      ),
    ),
  ),
});

const origin = leaf(
  "an origin: protocol and host, e.g. 'https://shop.example.com'; or '*'",
  'Leave out the path, and the slash at the end.',
  isOrigin,
);

const client = text(
  "lower case letters, digits and hyphens, at most 30, and not 'public'",
  "Name the program, e.g. 'backend'.",
  /^(?!public$)[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
);

const executions = leaf(
  'a whole number from 1',
  'Leave it out to reserve none; 0 would stop the function.',
  (value) => Number.isSafeInteger(value) && Number(value) >= 1,
);

const duplicates = leaf(
  'a whole number from 2 to 1000',
  'Leave it out for 5.',
  (value) => Number.isSafeInteger(value) && Number(value) >= 2 && Number(value) <= 1_000,
);

const postsAMinute = leaf(
  'a whole number from 10 to 6000',
  'Leave it out for 60.',
  (value) => Number.isSafeInteger(value) && Number(value) >= 10 && Number(value) <= 6_000,
);

/** The linter of toggles looks at the whole: `toggle-flaws.ts`. */
const linted: Shape = () => [];

/** The form of `afterprod.config.ts`. Its rules across settings are in `settings-rules.ts`. */
export const settingsShape: Shape = object({
  project: text(
    'lower case letters, digits and hyphens, at most 20',
    "Start with a letter, e.g. 'storefront'.",
    /^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$/,
  ),
  source,
  pipeline: optional(object({ account, region })),
  stages: list(stage),
  service: object({
    name: text(
      'lower case letters, digits and hyphens, at most 30', // with project and stage as long as Lambda takes
      "E.g. 'storefront'.",
      /^[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
    ),
    create: leaf(
      "a function that makes the service's stack",
      'Write create: (stage, context) => ({ url: new YourStack(stage, ...).url }).',
      (value) => typeof value === 'function',
    ),
  }),
  probes: list(probe),
  probeInterval: optional(duration),
  severities: optional(
    object({
      page: optional(subscribers),
      ticket: optional(subscribers),
      info: optional(subscribers),
    }),
  ),
  toggles: linted,
  segments: linted,
  toggleClients: optional(list(client)),
  feedback: object({
    allowedOrigins: list(origin),
    duplicatesForTicket: optional(duplicates),
    mail: optional(mailShape),
    challengeAbove: optional(postsAMinute),
    waf: optional(list(stageName)),
  }),
  reservedConcurrency: optional(
    object(Object.fromEntries(FUNCTION_NAMES.map((name) => [name, optional(executions)]))),
  ),
});

function isProbeUrl(value: unknown): boolean {
  if (typeof value !== 'string' || !URL_TEXT.test(value)) return false;
  const url = parsed(value);
  return url !== undefined && isPublicAddress(url);
}

function isHttpsUrl(value: unknown): boolean {
  const url = parsed(value);
  return url !== undefined && url.protocol === 'https:' && isPublicAddress(url);
}

function isOrigin(value: unknown): boolean {
  if (value === '*') return true;
  const url = parsed(value);
  return (
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.origin === value &&
    !/[*'"]/.test(value)
  );
}

function parsed(value: unknown): URL | undefined {
  return typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
}
