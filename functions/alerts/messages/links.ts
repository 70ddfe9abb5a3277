import { firingOf, lateOf, overOf, silentOf } from './members.ts';
import type { Story } from './story.ts';

/** Where somebody who was woken goes next. */
export interface Links {
  /** Of the most urgent alarm that has one. */
  readonly runbook?: string;
  readonly dashboard?: string;
  /** The most urgent alarm, in CloudWatch's console. */
  readonly alarm?: string;
}

const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

export function linksOf({ project, stage, alert }: Story): Links {
  const alarms = [...firingOf(alert), ...silentOf(alert), ...overOf(alert), ...lateOf(alert)];
  const runbook = alarms.map((alarm) => webAddress(alarm.runbook)).find(Boolean);
  const [first] = alarms;
  const console = first && consoleOf(first.arn);
  return {
    ...(runbook && { runbook }),
    ...(console && {
      dashboard: `${console}#dashboards/dashboard/${project}-${stage}`,
      alarm: `${console}#alarmsV2:alarm/${encodeURIComponent(first.name)}`,
    }),
  };
}

function consoleOf(arn: string): string | undefined {
  const [, partition = '', , region = ''] = arn.split(':');
  const host = CONSOLES[partition];
  if (host === undefined || !/^[a-z0-9-]+$/.test(region)) return undefined;
  return `https://${region}.${host}/cloudwatch/home?region=${region}`;
}

/** What stands in an alarm's description may be anything; what people click on leads to a page. */
function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
