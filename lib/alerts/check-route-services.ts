import { Annotations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { nearest } from '../../functions/shared/nearest.ts';
import { alarmsIn } from '../overview/stage-alarms.ts';
import type { AlertsSettings } from '../settings/alert-settings.ts';
import { type Flaw, SettingsError } from '../settings/settings-error.ts';

interface NamedService {
  readonly path: string;
  readonly name: string;
}

/**
 * Looks whether any alarm of a stage can be of the services that routes ask for: a route that is never told looks like one that
 * works. A name that is nearly right is a flaw; of another an alarm may be made elsewhere, so that it is a warning.
 *
 * @param stage - when all its alarms are made
 */
export function checkRouteServices(
  stage: IConstruct,
  { routes = [], dependsOn = {} }: AlertsSettings,
): void {
  const ofAlarms = alarmsIn(stage).flatMap(({ facts }) => facts?.service ?? []);
  const needed = Object.entries(dependsOn).flatMap(([service, needs]) => [service, ...needs]);
  const known = [...new Set([...ofAlarms, ...needed, 'afterprod', 'unknown'])];
  const strange = routes.flatMap(({ services = [] }, route) =>
    services.flatMap((name, at): readonly NamedService[] =>
      known.includes(name) ? [] : [{ path: `alerts.routes[${route}].services[${at}]`, name }],
    ),
  );
  const flaws = strange.flatMap((each) => flawOf(each, known));
  if (flaws.length > 0) throw new SettingsError(flaws);
  for (const each of strange) warn(stage, each, known);
}

function flawOf({ path, name }: NamedService, known: readonly string[]): readonly Flaw[] {
  const meant = nearest(name, known);
  if (meant === undefined) return [];
  const rule = `names a service that no alarm is of: '${name}'.`;
  return [{ path, rule, fix: `Did you mean '${meant}'?` }];
}

function warn(stage: IConstruct, { path, name }: NamedService, known: readonly string[]): void {
  const told = `${path}: no alarm of this stage is of the service '${name}', so that the route hears of those alone that were made elsewhere.`;
  Annotations.of(stage).addWarningV2(
    `afterprod:alerts:${name}`,
    `${told} Known: ${known.join(', ')}.`,
  );
}
