import type { LiveEvent } from '../../emulator.ts';
import { aggregateOf } from './aggregate.ts';
import type { Dimensions } from './metric-identity.ts';
import type { MetricStore } from './metric-store.ts';

type Invocation = Extract<LiveEvent, { kind: 'invocation' }>;
type Request = Extract<LiveEvent, { kind: 'request' }>;

/** Keeps AWS's own metrics of Lambda and API Gateway, from what happens. */
export function recordServiceMetrics(store: MetricStore, event: LiveEvent): void {
  if (event.kind === 'invocation') recordInvocation(store, event);
  if (event.kind === 'request') recordRequest(store, event);
}

function recordInvocation(store: MetricStore, event: Invocation): void {
  const { atMs, durationMs, error, throttled } = event;
  const put = (name: string, unit: string, value: number) => {
    for (const dimensions of functionDimensions(event)) {
      const identity = { namespace: 'AWS/Lambda', name, dimensions };
      store.put(identity, { atMs, unit, measured: aggregateOf([value]) });
    }
  };
  put('Throttles', 'Count', throttled ? 1 : 0);
  if (throttled) return;
  put('Invocations', 'Count', 1);
  put('Errors', 'Count', error === undefined ? 0 : 1);
  put('Duration', 'Milliseconds', durationMs);
  if (event.concurrency !== undefined) put('ConcurrentExecutions', 'Count', event.concurrency);
}

/** All functions; the function; its alias or version; and of an alias the version that ran. */
function functionDimensions({ functionName, qualifier, version }: Invocation): Dimensions[] {
  const FunctionName = functionName;
  const Resource = qualifier === undefined ? functionName : `${functionName}:${qualifier}`;
  const byResource = [{}, { FunctionName }, { FunctionName, Resource }];
  const isAlias = qualifier !== undefined && version !== undefined && qualifier !== version;
  return isAlias
    ? [...byResource, { FunctionName, Resource, ExecutedVersion: version }]
    : byResource;
}

function recordRequest(store: MetricStore, { atMs, api, path, status, durationMs }: Request): void {
  const [, stage = ''] = path.split('/');
  const put = (name: string, unit: string, value: number) => {
    for (const dimensions of [{ ApiName: api }, { ApiName: api, Stage: stage }]) {
      const identity = { namespace: 'AWS/ApiGateway', name, dimensions };
      store.put(identity, { atMs, unit, measured: aggregateOf([value]) });
    }
  };
  put('Count', 'Count', 1);
  put('4XXError', 'Count', status >= 400 && status < 500 ? 1 : 0);
  put('5XXError', 'Count', status >= 500 ? 1 : 0);
  put('Latency', 'Milliseconds', durationMs);
}
