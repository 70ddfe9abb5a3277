import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../../afterprod.config.ts';
import manifest from '../../cdk.json';
import { guardDelivery } from '../../lib/guard-delivery.ts';

/** Synthesizes what `build` makes, under cdk-nag's AwsSolutions pack: throws what it finds. */
function synthesizeChecked(build: (app: App) => void): void {
  const app = new App({ context: { ...manifest.context, 'aws:cdk:bundling-stacks': [] } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  build(app);
  app.synth();
}

test('finds nothing in the whole app that is not acknowledged', () => {
  const heartbeat = { name: 'backup', heartbeat: { period: '24h' } } as const; // has an API of its own
  const all = { ...settings, probes: [...settings.probes, heartbeat] };
  synthesizeChecked((app) => guardDelivery(app, all, { id: 'abc123' }));
});

test('would find it, in a stage as well', () => {
  expect(() =>
    synthesizeChecked((app) => new Queue(new Stack(new Stage(app, 'prod'), 'alarms'), 'Queue')),
  ).toThrow('AwsSolutions-SQS4');
});
