import { SetupError } from '../setup-error.ts';
import type { Template, TemplateResource } from './template.ts';

/** The logical ids of a template's resources, each after all that it refers to; custom resources as late as can be. */
export function creationOrder(stackName: string, template: Template): readonly string[] {
  const resources = template.Resources ?? {};
  const waiting = new Map(
    Object.entries(resources).map(([id, resource]) => [
      id,
      dependenciesOf(id, resource, resources),
    ]),
  );
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, needs]) =>
      [...needs].every((need) => !waiting.has(need)),
    );
    const next = ready.find(([id]) => !isCustom(resources[id]?.Type ?? '')) ?? ready[0];
    if (!next) throw new SetupError(cycleMessage(stackName, waiting));
    waiting.delete(next[0]);
    ordered.push(next[0]);
  }
  return ordered;
}

/** Whether a Lambda function, not AWS, makes resources of this type. */
export function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

function dependenciesOf(
  id: string,
  resource: TemplateResource,
  all: Readonly<Record<string, TemplateResource>>,
): ReadonlySet<string> {
  const named = [resource.DependsOn ?? []].flat();
  const found = [...named, ...references(resource.Properties)];
  return new Set(found.filter((other) => other !== id && Object.hasOwn(all, other)));
}

/** Every name that Ref, Fn::GetAtt or Fn::Sub mentions, at any depth. */
function references(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...referenced(key, inner),
    ...references(inner),
  ]);
}

function referenced(key: string, inner: unknown): readonly string[] {
  if (key === 'Ref') return [String(inner)];
  if (key === 'Fn::GetAtt')
    return [String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? ''];
  if (key === 'Fn::Sub') return placeholders(String(Array.isArray(inner) ? inner[0] : inner));
  return [];
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(
    (match) => (match[1] ?? '').split('.')[0] ?? '',
  );
}

/** Walks the dependencies of a resource that cannot be placed until one comes twice. */
function cycleMessage(
  stackName: string,
  waiting: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const path: string[] = [];
  let current = [...waiting.keys()][0] ?? '';
  while (!path.includes(current)) {
    path.push(current);
    current = [...(waiting.get(current) ?? [])].find((need) => waiting.has(need)) ?? current;
  }
  const cycle = [...path.slice(path.indexOf(current)), current].join(' -> ');
  return `${stackName}: resources wait for each other: ${cycle}. CloudFormation refuses this too; break one reference.`;
}
