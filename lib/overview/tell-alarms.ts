import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Annotations, App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { alarmSummary, type SummarizedStage } from './alarm-summary.ts';

/** A longer table hides what else synth says. */
const MOST_LINES = 100;

/** Makes `cdk synth` list all alarms, once; a table that is long stands in `alarms.md` beside the templates, and its sums are told. */
export function tellAlarms(scope: IConstruct, stages: readonly SummarizedStage[]): void {
  const { count, whole, byService } = alarmSummary(stages);
  const { root } = scope.node;
  const isLong = count > MOST_LINES && App.isApp(root);
  if (!isLong) return void Annotations.of(scope).addInfo(whole);
  const file = path.join(root.outdir, 'alarms.md');
  writeFileSync(file, `\`\`\`text\n${whole}\n\`\`\`\n`);
  const where = `Each of the ${count} alarms stands in ${path.relative(process.cwd(), file)}.`;
  Annotations.of(scope).addInfo(`${byService}\n${where}`);
}
