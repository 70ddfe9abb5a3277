import type { PolicyDocument, PolicyStatement } from '../../emulator.ts';

/** Who else may invoke: one policy for each function, version or alias, by its ARN. */
export class ResourcePolicies {
  readonly #statements = new Map<string, Map<string, PolicyStatement>>();

  /** Adds a statement, or replaces the one with the same `sid`. */
  put(arn: string, sid: string, statement: PolicyStatement): void {
    const statements = this.#statements.get(arn) ?? new Map();
    this.#statements.set(arn, statements.set(sid, statement));
  }

  remove(arn: string, sid: string): void {
    this.#statements.get(arn)?.delete(sid);
  }

  of(arn: string): PolicyDocument | undefined {
    const statements = this.#statements.get(arn);
    if (!statements || statements.size === 0) return undefined;
    return { Version: '2012-10-17', Statement: [...statements.values()] };
  }
}
