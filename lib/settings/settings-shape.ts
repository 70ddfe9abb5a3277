import { FUNCTION_NAMES } from '../reserved-concurrency.ts';
import { alarmsShape } from './alarm-shape.ts';
import { alertShape } from './alert-shape.ts';
import { mailShape } from './mail-shape.ts';
import { maintenanceShape } from './maintenance-shape.ts';
import { isPrivateRange } from './private-range.ts';
import { probeShape } from './probe-shape.ts';
import { isPublicAddress } from './public-address.ts';
import { setElsewhere } from './set-elsewhere.ts';
import { atMost, filled, leaf, list, object, optional, type Shape, text } from './shape.ts';
import { slosShape } from './slo-shape.ts';
import { duration, region, shortName, trueOrFalse, wholeNumber } from './value-shapes.ts';

const account = text(
  "12 digits in quotes, e.g. '123456789012'",
  'Copy the account id; as a number it would lose leading zeros.',
  /^\d{12}$/,
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

const idOf = (kind: string) =>
  text(
    `an id like ${kind}-0a1b2c3d`,
    'Copy it from the console.',
    new RegExp(`^${kind}-[0-9a-f]{8,17}$`),
  );

const vpc = object({
  subnets: filled(list(idOf('subnet'))),
  securityGroups: filled(atMost(5, list(idOf('sg')))),
});

const privateRange = leaf(
  "a range of private addresses, e.g. '10.0.3.0/24'",
  'It lies within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10 or fc00::/7.',
  isPrivateRange,
);

const stage = object({
  name: stageName,
  account,
  region,
  order: leaf('a whole number', 'Number the stages 1, 2, 3.', Number.isSafeInteger),
  approval: optional(trueOrFalse),
  vpc: optional(vpc),
  allowPrivate: optional(filled(list(privateRange))),
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

/** The linter of toggles looks at the whole: `toggle-flaws.ts`. */
const linted: Shape = () => [];

const whole = object({
  project: text(
    'lower case letters, digits and hyphens, at most 20',
    "Start with a letter, e.g. 'storefront'.",
    /^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$/,
  ),
  source,
  pipeline: optional(object({ account, region })),
  stages: list(stage),
  service: object({
    name: shortName("E.g. 'storefront'."), // with project and stage as long as Lambda takes
    create: leaf(
      "a function that makes the service's stack",
      'Write create: (stage, context) => ({ url: new YourStack(stage, ...).url }).',
      (value) => typeof value === 'function',
    ),
  }),
  probes: list(probeShape),
  probeInterval: optional(duration),
  maintenance: optional(maintenanceShape),
  probeRegions: optional(atMost(4, list(region))),
  probeQuorum: optional(wholeNumber(1, 5, 'Leave it out for the majority of regions.')),
  slos: optional(slosShape),
  alarms: optional(alarmsShape),
  severities: optional(
    object({
      page: optional(subscribers),
      ticket: optional(subscribers),
      info: optional(subscribers),
    }),
  ),
  alerts: optional(alertShape),
  toggles: linted,
  segments: linted,
  toggleClients: optional(list(client)),
  feedback: object({
    allowedOrigins: list(origin),
    duplicatesForTicket: optional(wholeNumber(2, 1_000, 'Leave it out for 5.')),
    mail: optional(mailShape),
    challengeAbove: optional(wholeNumber(10, 6_000, 'Leave it out for 60.')),
    waf: optional(list(stageName)),
  }),
  reservedConcurrency: optional(
    object(Object.fromEntries(FUNCTION_NAMES.map((name) => [name, optional(executions)]))),
  ),
});

const OF_A_STAGE = 'Write it in stages[…]: each stage has its own.';

/** The form of `afterprod.config.ts`. Its rules across settings are in `settings-rules.ts`. */
export const settingsShape: Shape = setElsewhere(whole, {
  ...{ account: OF_A_STAGE, region: OF_A_STAGE, approval: OF_A_STAGE },
  ...{ vpc: OF_A_STAGE, allowPrivate: OF_A_STAGE },
});

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
