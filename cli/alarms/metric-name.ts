import type { Metric } from '@aws-sdk/client-cloudwatch';
import { CliError } from '../cli-error.ts';

const FORM = /^(?<namespace>[^{}]+)\/(?<name>[^/{}]+)(?:\{(?<dimensions>[^{}]*)\})?$/;

/** Reads `Namespace/Name{Dimension=Value,…}`, as `AWS/Lambda/Duration{FunctionName=storefront}`. */
export function metricNamed(text: string): Metric {
  const { namespace, name, dimensions = '' } = FORM.exec(text.trim())?.groups ?? {};
  if (namespace === undefined || name === undefined) throw unreadable(text);
  const Dimensions = dimensions.split(',').flatMap((part) => {
    if (part.trim() === '') return [];
    const at = part.indexOf('=');
    if (at < 1 || at === part.length - 1) throw unreadable(text);
    return [{ Name: part.slice(0, at).trim(), Value: part.slice(at + 1).trim() }];
  });
  return { Namespace: namespace, MetricName: name, ...(Dimensions.length > 0 && { Dimensions }) };
}

function unreadable(text: string): CliError {
  return new CliError(
    `'${text}' is no metric. Give Namespace/Name{Dimension=Value,…}: AWS/Lambda/Duration{FunctionName=storefront}.`,
    { exitCode: 2 },
  );
}
