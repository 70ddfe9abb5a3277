import type { Emulator } from '../emulator.ts';
import { apiGateway } from './api-gateway.ts';
import { cloudwatch } from './cloudwatch.ts';
import { dynamodb } from './dynamodb.ts';
import { dynamodbStreams } from './dynamodb-streams.ts';
import { events } from './events.ts';
import { iam } from './iam.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import { s3 } from './s3.ts';
import { scheduler } from './scheduler.ts';
import { secretsManager } from './secrets-manager.ts';
import { ses } from './ses.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';
import { wafv2 } from './wafv2.ts';

/** Every AWS service that the local cloud emulates. A new one is a file beside this one and a line here. */
export const emulators: readonly Emulator[] = [
  apiGateway,
  cloudwatch,
  dynamodb,
  dynamodbStreams,
  events,
  iam,
  lambda,
  logs,
  scheduler,
  s3,
  secretsManager,
  ses,
  sns,
  sqs,
  ssm,
  sts,
  wafv2,
];
