/** Reads one source for one mapping. */
export interface SourceReader {
  readonly sourceArn: string;
  /** There may be something to read. */
  wake(): void;
  stop(): void;
}
