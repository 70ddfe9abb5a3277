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

async function takeEffect(fault: Fault): Promise<void> {
  const { kind, service, latencyMs = DEFAULT_LATENCY_MS } = fault;
  if (kind === 'latency') {
    await new Promise((resolve) => setTimeout(resolve, latencyMs));
    return;
  }
  const [code, statusCode, words] = ANSWERS[kind](service);
  const until = new Date(fault.untilMs).toISOString();
  throw new AwsError(
    code,
    `A fault is injected into ${service} until ${until} (driven time): it ${words}.`,
    { statusCode },
  );
}

type Answer = readonly [code: string, statusCode: number, words: string];

const ANSWERS: Readonly<Record<Exclude<FaultKind, 'latency'>, (service: string) => Answer>> = {
  throttle: (service) => [...(THROTTLED[service] ?? ['ThrottlingException', 400]), 'is throttled'],
  error: () => ['InternalServerError', 500, 'fails'],
  outage: () => ['ServiceUnavailable', 503, 'is down'],
};

/** Each service has its own word for "slow down"; its SDK client retries only that. */
const THROTTLED: Readonly<Record<string, readonly [string, number]>> = {
  dynamodb: ['ProvisionedThroughputExceededException', 400],
  lambda: ['TooManyRequestsException', 429],
  s3: ['SlowDown', 503],
  ses: ['TooManyRequestsException', 429],
  sns: ['Throttling', 400],
  sqs: ['RequestThrottled', 403],
};
