import { BUCKETING, type ToggleDocument } from '../../functions/toggles/toggle-document.ts';

/** The three toggles that every subject is set up with. */
export const KINDS = ['static', 'conditions', 'percentage'] as const;
export type Kind = (typeof KINDS)[number];

/** On for everybody; on where all five conditions hold; on for a quarter of the users. */
export const EXAMPLE: ToggleDocument = {
  metadata: { bucketing: BUCKETING },
  flags: {
    static: { ...booleanToggle(), defaultVariant: 'on' },
    conditions: {
      ...booleanToggle(),
      targeting: {
        if: [
          {
            and: [
              { in: [{ var: 'country' }, ['AT', 'CH', 'DE']] },
              { '==': [{ var: 'plan' }, 'pro'] },
              { '>=': [{ var: 'age' }, 18] },
              { ends_with: [{ var: 'email' }, '@example.com'] },
              { starts_with: [{ var: 'language' }, 'de'] },
            ],
          },
          'on',
          'off',
        ],
      },
    },
    percentage: {
      ...booleanToggle(),
      targeting: {
        fractional: [
          ['on', 25],
          ['off', 75],
        ],
      },
    },
  },
};

export interface User {
  readonly id: string;
  readonly country: string;
  readonly plan: string;
  readonly age: number;
  readonly email: string;
  readonly language: string;
}

/** All conditions hold for half of them; for the others the last one to be looked at does not. */
export const USERS: readonly User[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `user-${index}`,
  country: ['AT', 'CH', 'DE'][index % 3] ?? 'DE',
  plan: 'pro',
  age: 18 + (index % 60),
  email: `user-${index}@example.com`,
  language: index % 2 === 0 ? 'de-AT' : 'fr-CH',
}));

function booleanToggle() {
  return {
    state: 'ENABLED',
    variants: { on: true, off: false },
    defaultVariant: 'off',
    metadata: {
      owner: 'web',
      expires: '2027-06-30',
      description: 'One of three that are measured',
    },
  } as const;
}
