import type { Flaw } from './settings-error.ts';
import { isObject, own } from './shape.ts';

/** An identity is there once in an account and region: the second stage that makes it could not be deployed. */
export function mailFlaws(settings: object): Flaw[] {
  const mail = within(own(settings, 'feedback'), 'mail');
  const stages = own(settings, 'stages');
  if (within(mail, 'createIdentity') === undefined || !Array.isArray(stages)) return [];
  const places = stages.map(
    (stage: unknown) => `${within(stage, 'account')} ${within(stage, 'region')}`,
  );
  const second = places.findIndex((place, index) => places.indexOf(place) < index);
  if (second < 0) return [];
  const first = places.indexOf(places[second] ?? '');
  return [
    {
      path: 'feedback.mail.createIdentity',
      rule: `would make the same identity twice: stages[${first}] and stages[${second}] share account and region.`,
      fix: 'Leave it out, and verify the sender in SES once.',
    },
  ];
}

function within(value: unknown, key: string): unknown {
  return isObject(value) ? own(value, key) : undefined;
}
