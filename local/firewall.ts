/** A request to a resource, as far as a firewall looks at it. */
export interface InspectedRequest {
  readonly method: string;
  /** As it was sent, with the stage: `/prod/v1/feedback`. */
  readonly uriPath: string;
  readonly sourceIp: string;
  /** By its name in any spelling. */
  header(name: string): string | undefined;
}

/** A firewall's refusal. */
export interface Block {
  /** Absent: the resource answers in its own words. */
  readonly response?: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}
