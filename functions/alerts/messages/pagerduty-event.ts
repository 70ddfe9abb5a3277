import type { Severity } from '../severity.ts';
import { labelledLinks } from './plain-text.ts';
import { printable } from './printable.ts';
import type { Story } from './story.ts';
import type { Telling } from './telling.ts';

const SEVERITY_OF: Readonly<Record<Severity, string>> = {
  page: 'critical',
  ticket: 'warning',
  info: 'info',
};

/** PagerDuty's limit, in characters. */
const MOST_SUMMARY = 1_024;

/**
 * An event for PagerDuty's Events API v2, without the routing key, which is put in when it is sent. The alert's id is what
 * PagerDuty knows repetitions by: several alarms are one alert, and the end of an older alert must not end a newer one.
 */
export function pagerDutyEvent({ kind, project, stage, at, alert }: Story, telling: Telling) {
  const event = { dedup_key: alert.id, client: 'Afterprod' };
  if (kind === 'resolve') return { ...event, event_action: 'resolve' };
  const { headline, intro, firing, silent, over, facts, links } = telling;
  return {
    ...event,
    event_action: 'trigger',
    ...(links.dashboard && { client_url: links.dashboard }),
    links: labelledLinks(links).map(({ label, text }) => ({ href: text, text: label })),
    payload: {
      summary: printable(headline, MOST_SUMMARY),
      source: `${project}-${stage}`,
      severity: SEVERITY_OF[alert.severity],
      timestamp: at,
      component: printable(alert.service, 60),
      group: stage,
      class: 'alarm',
      custom_details: {
        what: intro,
        firing,
        ...(silent.length > 0 && { silent }),
        over,
        ...Object.fromEntries(
          facts.map(({ label, text }, index) => [`${index + 1} ${label}`, text]),
        ),
      },
    },
  };
}
