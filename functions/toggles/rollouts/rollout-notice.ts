import { type Rollout, type RolloutState, stepOf } from './rollout.ts';

/** A message to the team. */
export interface RolloutNotice {
  /** Who has to look: `ticket` when users were hurt. */
  readonly severity: 'info' | 'ticket';
  /** One line of ASCII, at most 100 characters: SNS refuses more. */
  readonly subject: string;
  readonly message: string;
}

/** What SNS refuses in a subject. */
const NO_SUBJECT = /[^\x20-\x7e]+/g;
const MOST_SUBJECT = 100;

/** Tells the team that a rollout stands still or is over: what happened, why, and what to do now. */
export function rolloutNotice(rollout: Rollout, project: string, stage: string): RolloutNotice {
  const { key, state, startedBy, reason, steps, step } = rollout;
  const subject = `${key}: rollout ${WORDS[state]} on ${project} ${stage}`;
  const lines = [
    `The guarded rollout of ${key} on ${project} ${stage} ${WORDS[state]}.`,
    '',
    `Why: ${reason}`,
    `Where: step ${step + 1} of ${steps.length}, ${servedText(rollout)}`,
    `Started by: ${startedBy}, ${rollout.startedAt}`,
    '',
    ...adviceOf(rollout, stage),
  ];
  return {
    severity: state === 'aborted' ? 'ticket' : 'info',
    subject: subject.replace(NO_SUBJECT, ' ').slice(0, MOST_SUBJECT),
    message: lines.join('\n'),
  };
}

const WORDS: Readonly<Record<RolloutState, string>> = {
  running: 'is running',
  paused: 'is paused',
  finished: 'is finished',
  aborted: 'was aborted',
  ended: 'has ended',
};

function servedText(rollout: Rollout): string {
  const { variant, servedPercent, state } = rollout;
  if (state === 'aborted')
    return `its variant ${variant} was at ${servedPercent} %, nobody gets it now`;
  return `its variant ${variant} at ${servedPercent} %`;
}

function adviceOf(rollout: Rollout, stage: string): readonly string[] {
  const command = (text: string) => `  afterprod toggles ${text} --stage ${stage}`;
  const { key } = rollout;
  const guard = `guard ${key}`;
  switch (rollout.state) {
    case 'paused':
      return [
        'Nobody else gets it until somebody goes on with it. An alarm still takes it back, unless',
        'somebody has changed the toggle since:',
        command(`${guard} --resume`),
        command(`${guard} --abort`),
      ];
    case 'aborted':
      return [
        'Its safe variant is served to everybody. Once the cause is mended:',
        command(`restore ${key}`),
        command(`${guard} --resume`),
      ];
    case 'finished':
      return stepOf(rollout).percent === 100
        ? [
            'Everybody has it. Once it has proved itself, take it out of the code:',
            command(`remove ${key}`),
          ]
        : ['The plan goes no further. For more users, start another one.'];
    default:
      return ['The toggle stays as it is.'];
  }
}
