import type { ProbesConfig } from '../../functions/probes/targets/probes-config.ts';
import type { StageProbes } from './targets-of-settings.ts';

/** The configuration with what people are told of schedules. */
export function withSchedules({
  config,
  groups,
}: Pick<StageProbes, 'config' | 'groups'>): ProbesConfig {
  const schedules = groups.map(({ everyMinutes: _, ...schedule }) => schedule);
  return { ...config, groups: schedules };
}
