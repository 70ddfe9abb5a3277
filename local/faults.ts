import { AwsError } from './aws-error.ts';
import type { Clock } from './clock.ts';

export const FAULT_KINDS = ['throttle', 'error', 'latency', 'outage'] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** A service's name, e.g. `dynamodb`. */
  readonly service: string;
  /** @default every operation of the service */
  readonly operation?: string;
  readonly kind: FaultKind;
  /** Added to each call by `latency`, in milliseconds of real time. */
  readonly latencyMs?: number;
  /** Driven time at which it ends, in epoch milliseconds, exclusive. */
  readonly untilMs: number;
}

/** Trouble on request: what the services do wrong at the moment. */
export interface Faults {
  /** Replaces a fault of the same service, operation and kind. */
  inject(fault: Fault): void;
  /** Those that are not over yet. */
  list(): readonly Fault[];
  /** Ends the faults of one service, or all. */
  clear(service?: string): void;
  /** Lets every fault that concerns this call take effect: waits, or rejects with `AwsError`. */
  strike(service: string, operation: string): Promise<void>;
}

const DEFAULT_LATENCY_MS = 1000;

/** No faults yet. */
export function createFaults(clock: Clock): Faults {
  let faults: readonly Fault[] = [];
  const list = () => {
    faults = faults.filter((fault) => fault.untilMs > clock.now());
    return faults;
  };
  return {
    list,
    inject(fault) {
      faults = [...list().filter((other) => !isSame(other, fault)), fault];
    },
    clear(service) {
      faults = service === undefined ? [] : faults.filter((fault) => fault.service !== service);
    },
    async strike(service, operation) {
      for (const fault of list().filter((candidate) => concerns(candidate, service, operation))) {
        await takeEffect(fault);
      }
    },
  };
}

function isSame(left: Fault, right: Fault): boolean {
  return (
    left.service === right.service && left.operation === right.operation && left.kind === right.kind
  );
}

function concerns(fault: Fault, service: string, operation: string): boolean {
  return fault.service === service && (fault.operation ?? operation) === operation;
}

async function takeEffect({ kind, service, latencyMs = DEFAULT_LATENCY_MS }: Fault): Promise<void> {
  if (kind === 'latency') {
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return;
  }
  throw kind === 'throttle'
    ? throttled(service)
    : new AwsError(
        kind === 'error' ? 'InternalServerError' : 'ServiceUnavailable',
        `Injected fault: ${service} ${kind === 'error' ? 'fails' : 'is down'}.`,
        { statusCode: kind === 'error' ? 500 : 503 },
      );
}

/** Each service has its own word for "slow down"; its SDK client retries only that. */
function throttled(service: string): AwsError {
  const [code, statusCode] = THROTTLED[service] ?? ['ThrottlingException', 400];
  return new AwsError(code, 'Injected fault: Rate exceeded.', { statusCode });
}

const THROTTLED: Readonly<Record<string, readonly [string, number]>> = {
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  lambda: ['TooManyRequestsException', 429],
  sns: ['Throttling', 400],
  sqs: ['RequestThrottled', 403],
};
