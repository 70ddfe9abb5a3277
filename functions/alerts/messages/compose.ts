import type { Channel } from '../alerts-config.ts';
import { mailSubject } from './mail-subject.ts';
import { pagerDutyEvent } from './pagerduty-event.ts';
import { plainTextOf } from './plain-text.ts';
import { slackMessage } from './slack-message.ts';
import type { Story } from './story.ts';
import { teamsCard } from './teams-card.ts';
import { tellingOf } from './telling.ts';
import { webhookBody } from './webhook-body.ts';

/** The body of a message in the form of its channel: JSON, kept until it was sent. */
export function compose(channel: Channel['channel'], story: Story): string {
  return JSON.stringify(bodyOf(channel, story));
}

function bodyOf(channel: Channel['channel'], story: Story): object {
  if (channel === 'webhook') return webhookBody(story);
  const telling = tellingOf(story);
  switch (channel) {
    case 'sns':
      return { subject: mailSubject(telling.headline), message: plainTextOf(telling) };
    case 'pagerduty':
      return pagerDutyEvent(story, telling);
    case 'slack':
      return slackMessage(telling);
    case 'teams':
      return teamsCard(telling);
  }
}
