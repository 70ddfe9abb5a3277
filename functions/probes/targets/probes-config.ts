import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Target } from './target.ts';

/** All that the prober of a stage is told. Stands beside its code, so that both change at once. */
export interface ProbesConfig {
  readonly targets: readonly Target[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** Where jobs post their beats: `<heartbeatsUrl>/<key>`. Absent where no target is a heartbeat. */
  readonly heartbeatsUrl?: string;
  /** For people: by group, when it runs. */
  readonly groups?: readonly GroupSchedule[];
}

export interface GroupSchedule {
  readonly name: string;
  /** As EventBridge Scheduler takes it, e.g. `rate(5 minutes)`, `cron(0 6 ? * MON-FRI *)`. */
  readonly schedule: string;
  /** Of a cron, an IANA name. */
  readonly timeZone?: string;
}
