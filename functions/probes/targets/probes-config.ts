import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Target } from './target.ts';

/** All that the prober of a stage is told. Stands beside its code, so that both change at once. */
export interface ProbesConfig {
  readonly targets: readonly Target[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** Absent where no target is a heartbeat. */
  readonly heartbeats?: HeartbeatsPlace;
  /** For people: by group, when it runs. */
  readonly groups?: readonly GroupSchedule[];
}

/** Where jobs post their beats. */
export interface HeartbeatsPlace {
  /** Without a slash at its end: `<url>/<key>` is a job's. */
  readonly url: string;
  /** What keys are made with. */
  readonly keySecretArn: string;
}

export interface GroupSchedule {
  readonly name: string;
  /** As EventBridge Scheduler takes it, e.g. `rate(5 minutes)`, `cron(0 6 ? * MON-FRI *)`. */
  readonly schedule: string;
  /** Of a cron, an IANA name. */
  readonly timeZone?: string;
}
