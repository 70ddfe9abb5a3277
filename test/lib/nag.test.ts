import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks } from 'cdk-nag';
import settings from '../../afterprod.config.ts';
import manifest from '../../cdk.json';
import { guardDelivery } from '../../lib/guard-delivery.ts';
import { FurtherProber } from '../../lib/probes/further-prober.ts';
import { probesOfSettings } from '../../lib/probes/targets-of-settings.ts';
import { Probes } from '../../lib/probes.ts';
import type { Topics } from '../../lib/topics.ts';

function topicsElsewhere(scope: Stack): Topics {
  const topic = Topic.fromTopicArn(scope, 'Topic', 'arn:aws:sns:eu-central-1:111111111111:ticket');
  const each = { page: topic, ticket: topic, info: topic };
  return { ...each, alarms: each };
}

/** Synthesizes what `build` makes, under cdk-nag's AwsSolutions pack: throws what it finds. */
function synthesizeChecked(build: (app: App) => void): void {
  const app = new App({ context: { ...manifest.context, 'aws:cdk:bundling-stacks': [] } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  build(app);
  app.synth();
}

test('finds nothing in the whole app that is not acknowledged', () => {
  const heartbeat = { name: 'backup', heartbeat: { period: '24h' } } as const; // has an API of its own
  const probes = [...settings.probes, heartbeat];
  const all = { ...settings, probes, probeRegions: ['eu-west-1'] }; // the pipeline has a bucket there
  synthesizeChecked((app) => guardDelivery(app, all, { id: 'abc123' }));
});

test('finds nothing in probes of every kind, from a VPC and from another region', () => {
  synthesizeChecked((app) => {
    const home = new Stack(app, 'home', { env: { region: 'eu-central-1' } });
    const identity = { project: 'shop', stage: 'prod' };
    const auth = {
      sigv4: { resource: 'arn:aws:execute-api:eu-central-1:111111111111:abc/*/GET/*' },
    };
    const settings = {
      probes: [
        { name: 'token', path: '/', auth: { bearer: { secret: 'shop/token' } } },
        { name: 'signed', path: '/', auth },
        { name: 'signed-anywhere', path: '/', auth: { sigv4: {} } },
        { name: 'backup', heartbeat: { period: '24h' } },
      ],
    } as const;
    const probes = probesOfSettings(settings, { region: 'eu-central-1' }, 'https://example.com/');
    const common = {
      identity,
      releasesTable: Table.fromTableName(home, 'Releases', 'shop-prod-releases'),
      probes,
    };
    const { table, valuesParameter } = new Probes(home, 'Probes', {
      ...common,
      topics: topicsElsewhere(home),
      network: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
    });
    const further = new Stack(app, 'further', { env: { region: 'us-west-2' } });
    const place = { homeRegion: 'eu-central-1', table, valuesParameter };
    new FurtherProber(further, 'Probes', { ...common, ...place });
  });
});

test('would find it, in a stage as well', () => {
  expect(() =>
    synthesizeChecked((app) => new Queue(new Stack(new Stage(app, 'prod'), 'alarms'), 'Queue')),
  ).toThrow('AwsSolutions-SQS4');
});
