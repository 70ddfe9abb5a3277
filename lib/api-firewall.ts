import { Annotations } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { type Identity, nameOf } from './identity.ts';
import type { Throttle } from './rest-api.ts';

export interface ApiFirewallProps {
  readonly identity: Identity;

  /** The API's name after project and stage. */
  readonly noun: string;

  readonly api: RestApi;

  /** What the API lets through for each key. */
  readonly throttle: Throttle;

  /** How to do without, for the note on its price. */
  readonly turnOff: string;
}

/** All rules count over this time. */
export const WINDOW_SECONDS = 60;

/** Those of an office or a mobile network, whose visitors share one. */
const POSTS_OF_AN_ADDRESS = 100;
const REQUESTS_OF_AN_ADDRESS = 1_000;

/** Of what the throttle lets through: bursts may have all of it, a whole minute may not. */
const SHARE_OF_A_KEY = 0.5;

const ACL_DOLLARS = 5;
const RULE_DOLLARS = 1;
const DOLLARS_A_MILLION = 0.6;

/** WAF before an API: nobody asks so often, by address or by key, that others come too short. What it blocks the gateway answers. */
export class ApiFirewall extends Construct {
  constructor(scope: Construct, id: string, props: ApiFirewallProps) {
    super(scope, id);
    const name = nameOf(props.identity, props.noun);
    const rules = rulesOf(props.throttle, name);
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      description: 'Limits requests by address and by key',
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      rules: [...rules],
      visibilityConfig: seenAs(name),
    });
    new CfnWebACLAssociation(this, 'Association', {
      webAclArn: acl.attrArn,
      resourceArn: props.api.deploymentStage.stageArn,
    });
    Annotations.of(this).addInfo(priceOf(name, rules.length, props.turnOff));
  }
}

function rulesOf({ rate }: Throttle, acl: string): readonly CfnWebACL.RuleProperty[] {
  const counted: readonly [string, CfnWebACL.RateBasedStatementProperty][] = [
    ['posts-by-address', { ...byAddress(POSTS_OF_AN_ADDRESS), scopeDownStatement: isPost() }],
    ['requests-by-address', byAddress(REQUESTS_OF_AN_ADDRESS)],
    ['requests-by-key', byKey(rate * WINDOW_SECONDS * SHARE_OF_A_KEY)],
  ];
  return counted.map(([name, rateBasedStatement], priority) => ({
    name,
    priority,
    statement: { rateBasedStatement },
    action: { block: {} }, // without words of its own: the gateway's response for it has ours
    visibilityConfig: seenAs(`${acl}-${name}`),
  }));
}

function byAddress(limit: number) {
  return { limit, evaluationWindowSec: WINDOW_SECONDS, aggregateKeyType: 'IP' };
}

function byKey(limit: number) {
  const header = { name: 'x-api-key', textTransformations: AS_IT_IS };
  return {
    limit: Math.max(LEAST_LIMIT, Math.floor(limit)),
    evaluationWindowSec: WINDOW_SECONDS,
    aggregateKeyType: 'CUSTOM_KEYS',
    customKeys: [{ header }],
  };
}

/** That WAF takes. */
const LEAST_LIMIT = 10;
const AS_IT_IS = [{ priority: 0, type: 'NONE' }];

function isPost(): CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      searchString: 'POST',
      fieldToMatch: { method: {} },
      positionalConstraint: 'EXACTLY',
      textTransformations: AS_IT_IS,
    },
  };
}

/** Never samples: they would show reporters' secrets, which travel in a header. */
function seenAs(metricName: string): CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: false };
}

function priceOf(name: string, rules: number, turnOff: string): string {
  const monthly = ACL_DOLLARS + rules * RULE_DOLLARS;
  return `WAF before ${name} costs about ${monthly} dollars a month, and ${DOLLARS_A_MILLION.toFixed(2)} for a million requests. ${turnOff}`;
}
