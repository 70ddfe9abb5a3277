/** No alarm's own service has a colon, so that no service is ever taken for a test. */
const MARK = 'test:';

/** The service of an alarm that `afterprod alerts test` makes up: its alert is told to this route alone. */
export function serviceOfTest(route: string): string {
  return `${MARK}${route}`;
}

/**
 * The route that an alert of this service tries out, whatever its severities, services and hours are; no other route hears of
 * it. Undefined of a real service.
 */
export function testedRoute(service: string): string | undefined {
  return service.startsWith(MARK) ? service.slice(MARK.length) : undefined;
}
