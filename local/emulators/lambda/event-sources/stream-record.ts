/** What of a record of DynamoDB Streams its reader must know; the rest travels to the function as it is. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
  };
  readonly userIdentity?: { readonly PrincipalId: string; readonly Type: string };
}

/** A record as Lambda passes it on. */
export function toEventRecord(record: StreamRecord, eventSourceARN: string): object {
  const { userIdentity, ...others } = record;
  return {
    ...others,
    ...(userIdentity && {
      userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
    }),
    eventSourceARN,
  };
}
