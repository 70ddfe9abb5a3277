import { spoken } from '../duration.ts';
import type { RouteStanding } from './standing-of.ts';

const TOLD = {
  trigger: 'told',
  update: 'told the latest',
  resolve: 'told that it is over',
} as const;

const CALM = {
  told: 'told',
  waiting: 'a message is on its way',
  unconnected: 'is not connected: nobody is there',
} as const;

/** `hook failed 3 times (answered 500), again in 40 s`. */
export function standingWords(standing: RouteStanding, atMs: number): string {
  return `${standing.route} ${stateWords(standing, atMs)}`;
}

export function stateWords(standing: RouteStanding, atMs: number): string {
  const { told } = standing;
  const before = told ? `${TOLD[told.kind]} ${spoken(atMs - Date.parse(told.at))} ago` : undefined;
  const after = before ? `${before}; ` : '';
  if (!('failure' in standing))
    return before && standing.state === 'told' ? before : `${after}${CALM[standing.state]}`;
  const { kind, attempts, failure, nextAttemptAt, state } = standing;
  const failed = `${after}the ${kind} failed ${times(attempts)} (${failure})`;
  if (state === 'dead') return `${failed} and was given up`;
  return `${failed}, again in ${spoken(Date.parse(nextAttemptAt) - atMs)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
