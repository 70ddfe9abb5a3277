import type { MaintenanceWindow } from './maintenance-window.ts';
import type { Target } from './target.ts';

/** All that the prober of a stage is told. Stands beside its code, so that both change at once. */
export interface ProbesConfig {
  readonly targets: readonly Target[];
  readonly maintenance: readonly MaintenanceWindow[];
  /** Where jobs post their beats: `<heartbeatsUrl>/<key>`. Absent where no target is a heartbeat. */
  readonly heartbeatsUrl?: string;
}
