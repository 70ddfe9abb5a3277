import type { MemberAlarm, ServiceState } from '../alert.ts';

type Alarms = ServiceState['alarms'];

/** What goes first, step by step: texts of alarms that changed longest ago. */
const SHARES = [0, 0.25, 0.5, 0.75, 0.9, 1] as const;

/**
 * A state whose item is not too large: where texts are so many and so foreign that packing does not help, those of the alarms
 * that changed longest ago are left out. Names, states, times and severities are what decides: they stay.
 */
export function fittingState(
  state: ServiceState,
  fits: (state: ServiceState) => boolean,
): ServiceState {
  for (const share of SHARES) {
    const candidate = withoutTexts(state, share);
    if (fits(candidate)) return candidate;
  }
  return withoutTexts(state, 1);
}

function withoutTexts(state: ServiceState, share: number): ServiceState {
  if (share === 0) return state;
  const { alarms, alert } = state;
  return {
    ...state,
    alarms: shortened(alarms, share),
    ...(alert && { alert: { ...alert, alarms: shortened(alert.alarms, share) } }),
  };
}

function shortened(alarms: Alarms, share: number): Alarms {
  const entries = Object.entries(alarms).sort(
    ([, one], [, other]) => Date.parse(one.changedAt) - Date.parse(other.changedAt),
  );
  const count = Math.ceil(entries.length * share);
  return Object.fromEntries(
    entries.map(([name, alarm], index) => [name, index < count ? bare(alarm) : alarm]),
  );
}

function bare({ runbook: _, owner: __, measured: ___, ...alarm }: MemberAlarm): MemberAlarm {
  return { ...alarm, sentence: '', reason: '' };
}
