import { SetupError } from '../setup-error.ts';
import type { Template } from './template.ts';

/** What the intrinsics of one stack resolve against. */
export interface Scope {
  readonly stackName: string;
  readonly template: Template;
  /** `AWS::Region` and the like, by full name. */
  readonly pseudo: Readonly<Record<string, string>>;
  /** The value of `Ref` for a resource, or undefined when there is no such resource. */
  ref(logicalId: string): string | undefined;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  /** Puts local addresses where the resolved text holds AWS's hosts. */
  localize(text: string): string;
}

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Stands for `AWS::NoValue`: the property that resolves to it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

/** Replaces every intrinsic in `value`, at any depth. One that is not known here is an error, never passed through. */
export function resolve(value: unknown, scope: Scope): unknown {
  const resolved = resolveInner(value, scope);
  return resolved === NO_VALUE ? undefined : resolved;
}

function resolveInner(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return literal(value, scope);
  if (Array.isArray(value)) {
    return value.map((item) => resolveInner(item, scope)).filter((item) => item !== NO_VALUE);
  }
  if (typeof value !== 'object' || value === null) return value;
  const intrinsic = intrinsicOf(value, scope);
  return intrinsic ? intrinsic() : resolveObject(value, scope);
}

function resolveObject(value: object, scope: Scope): object {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, resolveInner(inner, scope)] as const)
      .filter(([, inner]) => inner !== NO_VALUE),
  );
}

function intrinsicOf(value: object, scope: Scope): (() => unknown) | undefined {
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [''];
  if (entries.length !== 1 || !(name === 'Ref' || name.startsWith('Fn::'))) return undefined;
  const intrinsic = Object.hasOwn(INTRINSICS, name) ? INTRINSICS[name] : undefined;
  if (!intrinsic) throw problem(scope, `${name} is not supported by the local cloud`);
  return () => localized(intrinsic(argument, scope), scope);
}

function localized(value: unknown, scope: Scope): unknown {
  return typeof value === 'string' ? scope.localize(value) : value;
}

function literal(value: string, scope: Scope): string {
  const dynamic = /\{\{resolve:[^}]*\}\}/.exec(value);
  if (dynamic) {
    throw problem(
      scope,
      `dynamic reference ${dynamic[0]} is not supported; read the value at run time`,
    );
  }
  return scope.localize(value);
}

const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => ref(String(argument), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...attribute] = Array.isArray(argument)
      ? argument.map((part) => text(part, scope))
      : String(argument).split('.');
    return scope.getAtt(logicalId, attribute.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [delimiter, parts] = list(argument, scope, 'Fn::Join');
    return list(resolveInner(parts, scope), scope, 'Fn::Join').map(String).join(String(delimiter));
  },
  'Fn::Sub': sub,
  'Fn::Select': (argument, scope) => {
    const [index, items] = list(resolveInner(argument, scope), scope, 'Fn::Select');
    const chosen = list(items, scope, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw problem(scope, `Fn::Select finds no item ${index}`);
    return chosen;
  },
  'Fn::Split': (argument, scope) => {
    const [delimiter, source] = list(argument, scope, 'Fn::Split');
    return text(source, scope).split(String(delimiter));
  },
  'Fn::ImportValue': (argument, scope) => scope.importValue(text(argument, scope)),
  'Fn::FindInMap': findInMap,
};

function ref(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  if (Object.hasOwn(scope.pseudo, name)) return scope.pseudo[name];
  const resource = scope.ref(name);
  if (resource !== undefined) return resource;
  const parameter = scope.template.Parameters?.[name];
  if (!parameter) throw problem(scope, `Ref names ${name}, which the template does not define`);
  if (parameter.Default === undefined) {
    throw problem(scope, `parameter ${name} has no default; the local cloud passes no parameters`);
  }
  return parameter.Default;
}

function sub(argument: unknown, scope: Scope): unknown {
  const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values = Object(resolveInner(variables ?? {}, scope));
  return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_, escaped: string, name: string) => {
    if (escaped) return `\${${name}}`;
    if (Object.hasOwn(values, name)) return String(values[name]);
    const [logicalId = '', ...attribute] = name.split('.');
    if (attribute.length > 0) return String(scope.getAtt(logicalId, attribute.join('.')));
    return String(ref(name, scope));
  });
}

function findInMap(argument: unknown, scope: Scope): unknown {
  const [map, top, second] = list(resolveInner(argument, scope), scope, 'Fn::FindInMap').map(
    String,
  );
  const found = scope.template.Mappings?.[map ?? '']?.[top ?? '']?.[second ?? ''];
  if (found === undefined) throw problem(scope, `Fn::FindInMap finds no ${map}.${top}.${second}`);
  return found;
}

function text(value: unknown, scope: Scope): string {
  return String(resolveInner(value, scope));
}

function list(value: unknown, scope: Scope, name: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw problem(scope, `${name} needs a list, not ${JSON.stringify(value)}`);
}

function problem(scope: Scope, message: string): SetupError {
  return new SetupError(`${scope.stackName}: ${message}.`);
}
