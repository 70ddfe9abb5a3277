import { readJsonPath } from './json-path.ts';
import type { RuleTarget } from './rule.ts';

export interface InputContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly ingestedMs: number;
}

/** What a target of a rule gets for an event: the event, a part of it, a constant, or a filled template. */
export function targetInput(target: RuleTarget, event: object, context: InputContext): string {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(readJsonPath(InputPath, event) ?? null);
  if (InputTransformer === undefined) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  const variables = new Map<string, unknown>(
    Object.entries(InputPathsMap).map(([name, path]) => [name, readJsonPath(path, event)]),
  );
  variables.set('aws.events.rule-arn', context.ruleArn);
  variables.set('aws.events.rule-name', context.ruleName);
  variables.set('aws.events.event.ingestion-time', new Date(context.ingestedMs).toISOString());
  variables.set('aws.events.event.json', event);
  variables.set('aws.events.event', event);
  return filled(InputTemplate, variables);
}

function filled(template: string, variables: ReadonlyMap<string, unknown>): string {
  let isQuoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/g, (token: string, name?: string) => {
    if (token === '"') isQuoted = !isQuoted;
    if (name === undefined || !variables.has(name)) return token;
    return isQuoted ? asText(variables.get(name)) : JSON.stringify(variables.get(name) ?? null);
  });
}

/** Within quotes a variable is text. One whose path leads nowhere is empty there, and null elsewhere (assumed). */
function asText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text ?? '').slice(1, -1);
}
