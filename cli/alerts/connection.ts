import { CliError } from '../cli-error.ts';
import type { RouteSecret, SecretRoute } from './route-secret.ts';

/** What a route is connected to, as somebody wrote it. */
export interface Written {
  readonly route: SecretRoute;
  readonly text: string;
  /** The local cloud's own deliverer may reach this machine, without TLS. */
  readonly isLocal: boolean;
}

/** What its secret holds then: rules of each vendor's addresses, so that a slip is found here and not by a lost page. */
export function connected(secret: RouteSecret, written: Written): RouteSecret {
  const { route, text } = written;
  if (route.channel === 'pagerduty') return { ...secret, routingKey: routingKeyOf(text) };
  if (route.channel === 'webhook' && route.url) {
    throw wrong(
      `${route.name} has its address in afterprod.config.ts. Change it there, or take it away`,
    );
  }
  return { ...secret, url: addressOf(written) };
}

/** An integration key of the Events API v2. */
const ROUTING_KEY = /^[A-Za-z0-9]{32}$/;

function routingKeyOf(text: string): string {
  if (ROUTING_KEY.test(text)) return text;
  throw wrong(
    `This is no integration key of PagerDuty: it has 32 letters and digits, this has ${text.length} characters. Take it from the service's integration 'Events API V2'`,
  );
}

/** Workflows' addresses have several homes: a name that is none of them is not refused. */
const HOST_OF: Readonly<Record<string, RegExp>> = {
  slack: /^hooks\.slack(-gov)?\.com$/,
};

function addressOf({ route, text, isLocal }: Written): string {
  if (!URL.canParse(text)) throw wrong('This is no address: it begins with https://');
  const url = new URL(text);
  const onThisMachine = isLocal && /^(127\.[\d.]+|localhost)$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(onThisMachine && url.protocol === 'http:')) {
    throw wrong(`The address begins with ${url.protocol}//: it must with https://`);
  }
  if (url.username || url.password) {
    throw wrong('The address has a user name or password: take them away, messages are signed');
  }
  const host = HOST_OF[route.channel];
  if (host && !onThisMachine && !host.test(url.hostname)) {
    throw wrong(
      `${url.hostname} is not where ${route.channel} takes messages: its addresses begin with https://hooks.slack.com/`,
    );
  }
  url.hash = '';
  return url.href;
}

function wrong(message: string): CliError {
  return new CliError(`${message}.`, { exitCode: 2 });
}
