import { AwsError } from '../../aws-error.ts';
import type { Cloud, Input, Operation } from '../../emulator.ts';
import { type BusEvent, toBusEvent } from './event.ts';

const MOST_ENTRIES = 10;
const MOST_BYTES = 1_048_576;

/** What became of one entry: an event, or the code and message of its refusal. */
type Outcome = { readonly event: BusEvent } | { readonly code: string; readonly message: string };

/** `PutEvents`: `publish` gets every entry that is in order; the others are refused one by one. */
export function putEvents(cloud: Cloud, publish: (event: BusEvent) => void): Operation {
  return {
    access: ({ Entries = [] }) =>
      Entries.map(({ EventBusName = 'default', Source, DetailType }: Input) => ({
        action: 'events:PutEvents',
        resource: busArn(cloud, busName(EventBusName)),
        conditions: { 'events:source': Source ?? '', 'events:detail-type': DetailType ?? '' },
      })),
    async run({ Entries = [] }, { principal }) {
      if (Entries.length === 0 || Entries.length > MOST_ENTRIES) {
        throw new AwsError(
          'ValidationException',
          `Entries must have 1 to ${MOST_ENTRIES} members.`,
        );
      }
      const isService = principal.kind === 'service';
      const outcomes: Outcome[] = Entries.map((entry: Input) => read(cloud, entry, isService));
      for (const outcome of outcomes) if ('event' in outcome) publish(outcome.event);
      const Results = outcomes.map((outcome) =>
        'event' in outcome
          ? { EventId: outcome.event.id }
          : { ErrorCode: outcome.code, ErrorMessage: outcome.message },
      );
      const FailedEntryCount = outcomes.filter((outcome) => 'code' in outcome).length;
      return { FailedEntryCount, Entries: Results };
    },
  };
}

export function busArn({ region, accountId }: Cloud, bus: string): string {
  return `arn:aws:events:${region}:${accountId}:event-bus/${bus}`;
}

function read(cloud: Cloud, entry: Input, isService: boolean): Outcome {
  const { Source: source, DetailType: detailType, Detail, Resources, Time, EventBusName } = entry;
  const bus = busName(EventBusName ?? 'default');
  const refusal = refusalOf(entry, isService);
  if (refusal) return refusal;
  if (bus !== 'default') {
    return { code: 'ResourceNotFoundException', message: `Event bus ${bus} does not exist.` };
  }
  const detail = jsonObject(Detail ?? '');
  if (detail === undefined) return { code: 'MalformedDetail', message: 'Detail is malformed.' };
  const atMs = Time instanceof Date ? Time.getTime() : cloud.clock.now();
  const content = { source, detailType, detail, resources: Resources ?? [], atMs };
  return { event: toBusEvent(content, cloud) };
}

function refusalOf({ Source, DetailType, Detail = '' }: Input, isService: boolean) {
  if (!Source) {
    return invalid('Parameter Source is not valid. Reason: Source is a required argument.');
  }
  if (!DetailType) {
    return invalid('Parameter DetailType is not valid. Reason: DetailType is a required argument.');
  }
  if (Source.startsWith('aws.') && !isService) {
    const message = `Not authorized for the source. Reason: ${Source} is kept for AWS's own services.`;
    return { code: 'NotAuthorizedForSourceException', message };
  }
  return Buffer.byteLength(Detail) > MOST_BYTES
    ? invalid('The entry is over the limit.')
    : undefined;
}

function invalid(message: string): Outcome {
  return { code: 'InvalidArgument', message };
}

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The name in an event bus's ARN, or the name as it is. */
function busName(nameOrArn: string): string {
  return nameOrArn.replace(/^arn:.*:event-bus\//, '');
}
