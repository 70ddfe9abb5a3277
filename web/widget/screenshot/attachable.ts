/** A picture that waits for its words to get through. */
export interface Attachable {
  /** Sends it, and answers what is to be said of that: nothing where it got through. Never rejects. */
  upload(statusUrl: string): Promise<string>;
  /** Said where its words have to wait. */
  readonly waits: string;
}
