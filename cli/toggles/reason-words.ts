import { percentInWords } from '../../functions/toggles/percentages.ts';
import type { Reason } from '../../functions/toggles/reader/evaluation.ts';
import { servingOf } from '../../functions/toggles/serving.ts';
import type { StageToggle } from '../../functions/toggles/stage-toggles.ts';
import { moment } from '../moment.ts';
import { ruleInWords } from './rule-words.ts';

/** Why a user got this variant, a line each; the rule is told where it decided. */
export function reasonInWords(
  { toggle, kill }: StageToggle,
  { reason, variant }: { readonly reason: Reason; readonly variant: string },
): readonly string[] {
  if (kill) return [`killed ${moment(kill.at)} by ${kill.who}: ${kill.why}`];
  if (reason === 'DISABLED') return ['the toggle is disabled: everybody gets its safe variant'];
  if (reason === 'STATIC') return ['it has no rule: everybody gets the default'];
  const rule = ruleInWords(toggle.targeting).map((line) => `  ${line}`);
  if (reason === 'DEFAULT') return [`no rule decides: the default`, ...rule];
  const { hasRules, percentages } = servingOf({ toggle });
  const share = percentages?.[variant];
  const byShare = !hasRules && share !== undefined;
  return byShare
    ? [`this targeting key is among the ${percentInWords(share)} that get ${variant}`]
    : ['its rule decides', ...rule];
}
