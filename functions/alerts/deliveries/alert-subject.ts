import type { Alert } from '../alert.ts';
import type { AlertsConfig, Route } from '../alerts-config.ts';
import type { MessageKind } from '../delivery.ts';
import { nextStep } from './next-step.ts';
import type { Subject } from './subject.ts';

interface AlertSubjectTools {
  readonly config: Pick<AlertsConfig, 'intervalSeconds' | 'waitSeconds'>;
  readonly tell: (route: Route, kind: MessageKind, alert: Alert) => Promise<string>;
}

/** An alert as what one route is told of. */
export function alertSubject(
  alert: Alert | undefined,
  route: Route,
  { config, tell }: AlertSubjectTools,
): Subject | undefined {
  if (!alert) return undefined;
  const { revision, severity } = alert;
  return {
    revision,
    severity,
    step: (delivery, nowMs) => nextStep(alert, delivery, route, config, nowMs),
    compose: (kind) => tell(route, kind, alert),
  };
}
