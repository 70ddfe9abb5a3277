import type { AlertsConfig, Route } from './alerts-config.ts';
import type { Severity } from './severity.ts';

/** The topics that people subscribe to; known at deployment. */
export type TopicArns = Readonly<Record<Severity, string>>;

/**
 * Reads the `alerts.json` that lies beside a function's code. Nothing is deployed when it is written: where a topic's ARN
 * belongs it has the topic's severity.
 *
 * @param topicArns - of a function that publishes
 */
export function readAlertsJson(text: string, topicArns?: TopicArns): AlertsConfig {
  const config = JSON.parse(text) as AlertsConfig; // our construct wrote it
  if (!topicArns) return config;
  return { ...config, routes: config.routes.map((route) => withTopic(route, topicArns)) };
}

function withTopic(route: Route, topicArns: TopicArns): Route {
  if (route.channel !== 'sns') return route;
  const topicArn = topicArns[route.topicArn as Severity];
  if (!topicArn) throw new Error(`alerts.json has the topic '${route.topicArn}', which is not one`);
  return { ...route, topicArn };
}
