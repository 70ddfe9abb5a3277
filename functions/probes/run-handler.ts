import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { performance } from 'node:perf_hooks';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Context } from 'aws-lambda';
import { DynamoReleaseStore } from '../releases/dynamo-release-store.ts';
import { createAddressGuard } from '../shared/address-guard.ts';
import { systemNow } from '../shared/clock.ts';
import { createDynamoClient } from '../shared/dynamo.ts';
import { defaultProvider } from '../shared/lambda-credentials.ts';
import { createLogger } from '../shared/logger.ts';
import { emitMetrics } from '../shared/metrics.ts';
import { PATIENCE } from '../shared/patience.ts';
import { systemTimer } from '../shared/timer.ts';
import { awsSecrets } from './auth/aws-secrets.ts';
import { createEngine } from './engine.ts';
import { createNameResolver } from './exchange/name-resolver.ts';
import { createHeartbeatCheck } from './heartbeats/heartbeat-check.ts';
import { createKnownRelease } from './known-release.ts';
import { inMaintenance } from './maintenance/in-maintenance.ts';
import { embeddedMetrics } from './run/embedded-metrics.ts';
import { readProberSettings } from './run/environment.ts';
import { createKnownValues } from './run/known-values.ts';
import { LoopDelay } from './run/loop-delay.ts';
import { createPublishConfig } from './run/publish-config.ts';
import { Punctuality } from './run/punctuality.ts';
import { RemoteMetrics } from './run/remote-metrics.ts';
import { limitsOf } from './run/run-limits.ts';
import { runTick } from './run/run-tick.ts';
import type { RunTools } from './run/run-tools.ts';
import { parseTick } from './run/tick.ts';
import { DynamoProbeStore } from './store/dynamo-probe-store.ts';
import type { ProbesConfig } from './targets/probes-config.ts';
import { readProbesJson } from './targets/read-probes-json.ts';

const settings = readProberSettings();
const { project: Project, stage: Stage, region, homeRegion, allowPrivate } = settings;
const probesJson = readFileSync(path.join(__dirname, 'probes.json'), 'utf8');
const log = createLogger('probes');
const now = () => new Date(systemNow());
const nowMs = () => performance.now();
const database = createDynamoClient(homeRegion);
const store = new DynamoProbeStore(database, settings.tableName, systemNow);
const loopDelay = new LoopDelay(nowMs);
const punctuality = new Punctuality();

const metrics =
  region === homeRegion
    ? embeddedMetrics({ Project, Stage })
    : new RemoteMetrics({
        client: new CloudWatchClient({ ...PATIENCE, region: homeRegion }),
        stage: { Project, Stage, Region: region },
        emit: emitMetrics,
        report: (error) => log.error('Metrics could not be published', { error }),
      });
const knownRelease = createKnownRelease(
  new DynamoReleaseStore(database, settings.releasesTableName),
  (error) => log.warn('The current release could not be read', { error }),
);
const knownValues = createKnownValues(settings.probeValues, {
  readParameter: parameterIn(homeRegion),
  nowMs,
  report: (error) => log.warn('Addresses known at deployment could not be read again', { error }),
});
let current = 'parameter' in settings.probeValues ? undefined : proberOf(settings.probeValues);

/** A schedule's tick: probes all that is due, and publishes and keeps each result as it comes. */
export async function handler(event: unknown, context: Context): Promise<void> {
  const values = await knownValues();
  if (current?.values !== values) current = proberOf(values);
  await runTick(parseTick(event, now()), limitsOf(context, randomUUID()), current.tools);
  await current.publishConfig();
}

function proberOf(values: readonly string[]) {
  const config = readProbesJson(probesJson, values);
  // The first look at a time zone takes 30 ms: here it is in no probe's time.
  for (const { name } of config.targets) inMaintenance(config.maintenance, name, now());
  const publishConfig = createPublishConfig({
    store,
    config: { ...config, region, allowPrivate },
    nowMs,
    report: (error) => log.warn('The configuration could not be published', { error }),
  });
  return { values, tools: toolsFor(config), publishConfig };
}

function toolsFor(config: ProbesConfig): RunTools {
  return {
    targets: config.targets,
    region,
    store,
    punctuality,
    attempt: createEngine({
      guard: createAddressGuard({ allowPrivate, resolve: createNameResolver() }),
      fetchSecret: awsSecrets(
        {
          secretsManager: async () => ({ GetSecretValueCommand, SecretsManagerClient }),
          ssm: async () => ({ GetParameterCommand, SSMClient }),
        },
        { region: homeRegion },
      ),
      awsKeys: defaultProvider(),
      heartbeat: createHeartbeatCheck({
        store,
        heartbeats: config.targets
          .filter(({ kind }) => kind === 'heartbeat')
          .map(({ name }) => name),
        now,
      }),
      now,
      nowMs,
      worstDelaySince: (sinceMs) => loopDelay.worstSince(sinceMs),
    }),
    loopDelay,
    metrics,
    log,
    inMaintenance: (probe, at) => inMaintenance(config.maintenance, probe, at),
    knownRelease,
    now,
    nowMs,
    startTimer: systemTimer,
  };
}

function parameterIn(place: string) {
  let client: SSMClient | undefined; // at home it has the values at once
  return async (Name: string) => {
    client ??= new SSMClient({ ...PATIENCE, region: place });
    return (await client.send(new GetParameterCommand({ Name }))).Parameter?.Value;
  };
}
