import { SEVERITIES } from '../../functions/alerts/severity.ts';
import { isHttpUrl } from './http-url.ts';
import { oneOf } from './one-of.ts';
import { isPublicAddress } from './public-address.ts';
import {
  atMost,
  filled,
  leaf,
  list,
  object,
  optional,
  record,
  type Shape,
  someOf,
  text,
} from './shape.ts';
import { endOfTime, timeOfDay } from './time-of-day.ts';
import { duration, shortName, timeZone } from './value-shapes.ts';
import { weekdays } from './weekday-shape.ts';

const severity = leaf(`one of ${SEVERITIES.join(', ')}`, 'Write it in lower case.', (value) =>
  SEVERITIES.some((known) => known === value),
);

const service = shortName("Use the name of a service, e.g. 'storefront'.");

const hours = object({ days: optional(weekdays), from: timeOfDay, to: endOfTime, timeZone });

const webhook = object({
  url: optional(
    leaf(
      "a public address that starts with 'https://', without credentials and fragment",
      'Leave it out where the address is secret: `afterprod alerts connect` takes it.',
      (value) => isHttpUrl(value) && isPublicHttps(new URL(value)),
    ),
  ),
  rotateEvery: optional(
    text(
      "whole days from 1d to 365d, e.g. '90d'",
      'Leave it out to change the key by hand.',
      /^(?:[1-9]|[1-9]\d|[12]\d\d|3[0-5]\d|36[0-5])d$/,
    ),
  ),
});

const pagerDuty = object({
  region: optional(
    leaf("'us' or 'eu'", 'It is where your account lives; leave it out for us.', (value) =>
      ['us', 'eu'].some((region) => region === value),
    ),
  ),
});

const nothing = object({});

const CHANNELS = { webhook, slack: nothing, teams: nothing, pagerDuty };

const match = {
  name: text(
    "lower case letters, digits and hyphens, at most 30, and not 'email-…'",
    "Name who hears of it, e.g. 'oncall'; e-mail is in severities.",
    /^(?!email-)[a-z](?:[a-z0-9-]{0,28}[a-z0-9])?$/,
  ),
  severities: optional(filled(list(severity))),
  services: optional(filled(list(service))),
  hours: optional(hours),
};

const route = oneOf(
  Object.fromEntries(
    Object.entries(CHANNELS).map(([name, shape]) => [name, object({ ...match, [name]: shape })]),
  ),
  "Give it a channel, e.g. webhook: { url: 'https://…' }, or slack: {}.",
);

/** The form of `alerts`. Its rules across settings are in `alert-flaws.ts`. */
export const alertShape: Shape = someOf({
  routes: atMost(20, list(route)),
  wait: duration,
  interval: duration,
  settle: duration,
  dependsOn: record(service, filled(list(service))),
  runbooks: leaf(
    'an http or https address of at most 300 characters, without credentials, query and fragment',
    'The name of each alarm is put after it.',
    (value) => isHttpUrl(value) && value.length <= 300 && !value.includes('?'),
  ),
  owner: text(
    '1 to 60 characters in one line',
    "Name the team that is on call, e.g. 'shop'.",
    /^(?! )[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]{1,60}(?<! )$/u,
  ),
});

function isPublicHttps(url: URL): boolean {
  return url.protocol === 'https:' && isPublicAddress(url);
}
