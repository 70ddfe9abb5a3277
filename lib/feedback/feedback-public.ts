import type { IRestApi } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import type { ApiLogging } from '../api-logging.ts';
import { PublicApi } from '../public-api.ts';
import type { Throttle } from '../rest-api.ts';
import type { Topics } from '../topics.ts';
import { addAttachmentsRoute } from './attachments-route.ts';
import { addOpenRoutes } from './open-routes.ts';
import { addPostRoute } from './post-route.ts';
import type { PublicAnswererProps } from './public-answerer.ts';
import type { Quarantine } from './quarantine.ts';
import { addReporterRoutes } from './reporter-routes.ts';

export interface FeedbackPublicProps extends PublicAnswererProps {
  readonly topics: Topics;
  readonly throttle: Throttle;
  /** Where pictures go. */
  readonly quarantine: Quarantine;
  /** Whether WAF stands before it. @default false */
  readonly waf?: boolean | undefined;
  readonly apiLogging?: ApiLogging;
}

const WITHOUT_WAF = 'Setting feedback.waf names the stages that have it; [] is none.';

/** What users can ask of feedback over HTTP: to keep it, to tell what became of it, to judge that, to erase it. */
export class FeedbackPublic extends Construct {
  readonly api: IRestApi;
  /** The whole address to POST feedback to. */
  readonly url: string;
  /** The publishable key. */
  readonly key: string;

  constructor(scope: Construct, id: string, props: FeedbackPublicProps) {
    super(scope, id);
    const { identity, topics, allowedOrigins, throttle, waf, apiLogging } = props;
    const publicApi = new PublicApi(this, 'Api', {
      identity,
      noun: 'feedback',
      description: 'Takes feedback from users, and tells them what became of it.',
      topics,
      allowedOrigins,
      throttle,
      ...(waf && { firewall: { turnOff: WITHOUT_WAF } }),
      ...(apiLogging && { apiLogging }),
    });
    this.api = publicApi.api;
    this.url = `${publicApi.url}/v1/feedback`;
    this.key = publicApi.publishableKey;
    addPostRoute(this, publicApi, props);
    addReporterRoutes(this, publicApi, props);
    addAttachmentsRoute(this, publicApi, props);
    addOpenRoutes(this, publicApi, props);
  }
}
