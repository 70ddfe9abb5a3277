import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Finding } from '../functions/toggles/lint/finding.ts';
import { lintDocument } from '../functions/toggles/lint/lint.ts';
import type { Toggle } from '../functions/toggles/toggle.ts';
import { EMPTY_DOCUMENT } from '../functions/toggles/toggle-document.ts';

/** What a stage's toggles are seeded with. */
export interface ToggleSeeds {
  readonly toggles: Readonly<Record<string, Toggle>>;
  readonly segments: Readonly<Record<string, object>>;
}

/**
 * Throws where a toggle or segment breaks a rule: at synth, not at the deployment that would fail. What only deserves a
 * look becomes a warning; so does a toggle whose time is over: a date must never stop a deployment.
 *
 * @param today - `YYYY-MM-DD`
 */
export function reportToggleFindings(
  scope: Construct,
  { toggles, segments }: ToggleSeeds,
  today: string,
): void {
  const document = { ...EMPTY_DOCUMENT, flags: toggles, $evaluators: segments };
  const findings = lintDocument(document, { today });
  const [fault] = findings.filter(({ severity }) => severity === 'error');
  if (fault) throw new Error(`toggles: ${written(fault)}`);
  for (const finding of findings) {
    const { code, pointer } = finding;
    Annotations.of(scope).addWarningV2(`afterprod:toggle-${code}:${pointer}`, written(finding));
  }
}

function written({ path, rule, fix }: Finding): string {
  return `${path} ${rule}: ${fix}`;
}
