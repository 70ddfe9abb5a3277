import { SetupError } from '../setup-error.ts';
import type { Stack } from './template.ts';

const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Mappings',
  'Metadata',
  'Outputs',
  'Parameters',
  'Resources',
  'Rules', // CDK's check of the bootstrap version: there is none on a laptop
];

/** Beside what this runs by, those that only matter to CloudFormation's own deployments. */
const ATTRIBUTES = [
  'DeletionPolicy',
  'DependsOn',
  'Metadata',
  'Properties',
  'Type',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** Refuses a template with parts that would be silently skipped. */
export function checkTemplate({ name, template }: Stack): void {
  if (typeof template !== 'object' || template === null || Array.isArray(template)) {
    throw new SetupError(`${name}: the template is not an object. Run \`npx cdk synth\` again.`);
  }
  refuse(name, 'section', Object.keys(template), SECTIONS);
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    if (typeof resource?.Type !== 'string') {
      throw new SetupError(`${name}/${logicalId}: the resource has no Type.`);
    }
    refuse(`${name}/${logicalId}`, 'attribute', Object.keys(resource), ATTRIBUTES);
  }
}

function refuse(
  place: string,
  kind: string,
  given: readonly string[],
  known: readonly string[],
): void {
  const unknown = given.filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  throw new SetupError(
    `${place}: the local cloud does not support the ${kind} ${unknown.join(', ')}. Leave it out of this stage.`,
  );
}
