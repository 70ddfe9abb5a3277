import type { AttemptResult } from '../../functions/probes/kinds/attempt-result.ts';
import type { Phases } from '../../functions/probes/targets/probe-result.ts';
import { type Output, printable } from '../output.ts';
import { COLOURS } from './probe-words.ts';
import { waterfall } from './waterfall.ts';

/** What one attempt saw, for people: the verdict, and below it how long each part took. */
export function resultLines(
  title: string,
  result: AttemptResult,
  { paint }: Pick<Output, 'paint'>,
): readonly string[] {
  const { outcome, sentence, certificate, checks = [], steps = [], phases } = result;
  const verdict = paint(COLOURS[outcome], outcome);
  return [
    `${paint('bold', printable(title))}  ${verdict}: ${printable(sentence)}`,
    ...(steps.length > 0
      ? steps.flatMap((step) => resultLines(step.name, step, { paint }))
      : phaseLines(phases)
    ).map(indented),
    ...(certificate
      ? [
          printable(
            `certificate  ${certificate.daysLeft} d left, of ${certificate.subject}, by ${certificate.issuer}`,
          ),
        ]
      : []
    ).map(indented),
    ...checks.map(({ name, status, observedValue, output }) =>
      indented(
        printable([`check ${name}: ${status}`, observedValue, output].filter(Boolean).join(', ')),
      ),
    ),
  ];
}

function phaseLines(phases: Phases): readonly string[] {
  return waterfall(phases);
}

function indented(line: string): string {
  return `  ${line}`;
}
