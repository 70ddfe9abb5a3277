import type { IConstruct } from 'constructs';
import { nearest } from '../../functions/shared/nearest.ts';
import { alarmPolicyOf } from '../alarm-policy.ts';
import type { AlarmsSettings } from '../settings/alarm-settings.ts';
import { type Flaw, SettingsError } from '../settings/settings-error.ts';

/** Throws a `SettingsError` of rules that the alarms of a stage cannot have, once all of them are there. */
export function checkAlarmRules(stage: IConstruct): void {
  const { flaws = [] } = alarmPolicyOf(stage) ?? {};
  if (flaws.length > 0) throw new SettingsError(flaws);
}

/** Throws a `SettingsError` of names in `alarms` that no alarm of any stage has. */
export function checkAlarmNames(settings: AlarmsSettings, stages: readonly IConstruct[]): void {
  const names = stages.flatMap((stage) => [...(alarmPolicyOf(stage)?.announced.keys() ?? [])]);
  const known = new Set(names);
  const unknown = Object.keys(settings).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SettingsError(unknown.map((name) => flawOf(name, [...known])));
}

function flawOf(name: string, known: readonly string[]): Flaw {
  const meant = nearest(name, known);
  const otherwise = 'Take a name of the list that cdk synth prints, without project and stage.';
  const fix = meant ? `Did you mean '${meant}'?` : otherwise;
  return { path: `alarms.${name}`, rule: 'is no alarm that people are told of.', fix };
}
