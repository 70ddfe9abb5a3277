import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { describeAlarm } from '../../../functions/alerts/alarm-facts.ts';
import { checkRouteServices } from '../../../lib/alerts/check-route-services.ts';
import type { AlertsSettings } from '../../../lib/settings/alert-settings.ts';

/** A stage with an alarm of the service `shop`, and a route of these services. */
function check(services: readonly string[], settings: AlertsSettings = {}): Stack {
  const stack = new Stack(new App(), 'Test');
  new CfnAlarm(stack, 'Alarm', {
    alarmName: 'shop-prod-errors',
    alarmDescription: describeAlarm('Errors.', { service: 'shop', severity: 'page' }),
    comparisonOperator: 'GreaterThanThreshold',
    evaluationPeriods: 1,
  });
  checkRouteServices(stack, { ...settings, routes: [{ name: 'team', slack: {}, services }] });
  return stack;
}

const ANY_WARNING = ['*', Match.anyValue()] as const;

test('routes may ask for the services of alarms, for what they need, and for Afterprod itself', () => {
  const stack = check(['shop', 'payments', 'afterprod'], { dependsOn: { shop: ['payments'] } });
  Annotations.fromStack(stack).hasNoWarning(...ANY_WARNING);
});

test('a service that is nearly one of an alarm is a flaw, with the name that was meant', () => {
  expect(() => check(['shop', 'shpo'])).toThrow(
    /alerts\.routes\[0\]\.services\[1\].*'shpo'[\s\S]*'shop'/,
  );
});

test('of another one an alarm may be made elsewhere: it is a warning', () => {
  Annotations.fromStack(check(['warehouse'])).hasWarning(
    '*',
    Match.stringLikeRegexp("services\\[0\\].*'warehouse'.*Known: shop, afterprod, unknown"),
  );
});
