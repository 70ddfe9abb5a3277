import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { PresignedPost } from '@aws-sdk/s3-presigned-post';
import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LambdaRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { readMailbox } from '../../../local/page/mailbox.ts';
import { startTestCloud, type TestCloud } from '../../support/cloud.ts';
import { send } from '../../support/posted-form.ts';

/** Stands for a handler of this project: clients without any setting, names from the environment. */
const SOURCE = `
const { S3Client, CopyObjectCommand, GetObjectCommand } = require('@aws-sdk/client-s3');
const { createPresignedPost } = require('@aws-sdk/s3-presigned-post');
const { SESv2Client, SendEmailCommand } = require('@aws-sdk/client-sesv2');
const { QUARANTINE, CLEAN } = process.env;
const s3 = new S3Client({});
const Key = 'shop/1';

const acts = {
  form: () => createPresignedPost(s3, {
    Bucket: QUARANTINE, Key, Expires: 60, Conditions: [['content-length-range', 1, 2000000]],
    Fields: { 'Content-Type': 'image/png' },
  }),
  async clean() {
    await s3.send(new CopyObjectCommand({ Bucket: CLEAN, Key, CopySource: QUARANTINE + '/' + Key }));
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: CLEAN, Key }));
    return Body.transformToString();
  },
  mail: () => new SESv2Client({}).send(new SendEmailCommand({
    FromEmailAddress: 'news@shop.example',
    Destination: { ToAddresses: ['vera@home.example'] },
    Content: { Simple: { Subject: { Data: 'Fixed' }, Body: { Text: { Data: 'It is.' } } } },
  })),
};

exports.handler = async ({ queryStringParameters: { act } }) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await acts[act]()) };
  } catch (error) {
    return { statusCode: 500, body: error.name + ': ' + error.message };
  }
};
`;

let cloud: TestCloud;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'afterprod-from-cdk-'));
  writeFileSync(path.join(folder, 'index.js'), SOURCE);
  const app = new App({ context: { 'aws:cdk:enable-asset-metadata': true } });
  const stack = new Stack(app, 'shop-prod-feedback');
  addResources(stack);
  const assembly = app.synth();
  const { template } = assembly.getStackByName(stack.stackName);
  cloud = await startTestCloud({ [stack.stackName]: template }, { assetRoot: assembly.directory });
});
afterAll(async () => {
  await cloud.stop();
  rmSync(folder, { recursive: true, force: true });
});

function addResources(stack: Stack): void {
  const bucket = (id: string) =>
    new Bucket(stack, id, {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        { expiration: Duration.days(7), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      cors: [{ allowedOrigins: ['https://shop.example'], allowedMethods: [HttpMethods.POST] }],
    });
  const [quarantine, clean] = [bucket('Quarantine'), bucket('Clean')];
  const handler = new LambdaFunction(stack, 'Function', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(folder),
    timeout: Duration.seconds(20),
    environment: { QUARANTINE: quarantine.bucketName, CLEAN: clean.bucketName },
  });
  quarantine.grantReadWrite(handler);
  clean.grantReadWrite(handler);
  const configurationSet = new ConfigurationSet(stack, 'Set', { reputationMetrics: true });
  new EmailIdentity(stack, 'Identity', {
    identity: Identity.domain('shop.example'),
    configurationSet,
  }).grantSendEmail(handler);
  // `grantSendEmail` leaves the set out: https://github.com/aws/aws-cdk/issues/34402
  const [resource, resourceName] = ['configuration-set', configurationSet.configurationSetName];
  const set = stack.formatArn({ service: 'ses', resource, resourceName });
  handler.addToRolePolicy(new PolicyStatement({ actions: ['ses:SendEmail'], resources: [set] }));
  const api = new LambdaRestApi(stack, 'Api', { handler, cloudWatchRole: false });
  api.addGatewayResponse('Filtered', {
    type: ResponseType.WAF_FILTERED,
    statusCode: '429',
    responseHeaders: { 'Retry-After': "'60'" },
    templates: { 'application/problem+json': '{"title":"Too many requests","status":429}' },
  });
  addFirewall(stack, api);
}

function addFirewall(stack: Stack, { deploymentStage }: LambdaRestApi): void {
  const visibilityConfig = (metricName: string) => ({
    cloudWatchMetricsEnabled: true,
    metricName,
    sampledRequestsEnabled: false,
  });
  const acl = new CfnWebACL(stack, 'Acl', {
    scope: 'REGIONAL',
    defaultAction: { allow: {} },
    visibilityConfig: visibilityConfig('acl'),
    rules: [
      {
        name: 'key',
        priority: 1,
        action: { block: {} },
        visibilityConfig: visibilityConfig('key'),
        statement: {
          rateBasedStatement: {
            limit: 10,
            evaluationWindowSec: 60,
            aggregateKeyType: 'CUSTOM_KEYS',
            customKeys: [
              {
                header: {
                  name: 'x-api-key',
                  textTransformations: [{ priority: 0, type: 'NONE' }],
                },
              },
            ],
            scopeDownStatement: {
              byteMatchStatement: {
                fieldToMatch: { method: {} },
                positionalConstraint: 'EXACTLY',
                searchString: 'POST',
                textTransformations: [{ priority: 0, type: 'NONE' }],
              },
            },
          },
        },
      },
    ],
  });
  new CfnWebACLAssociation(stack, 'Association', {
    resourceArn: deploymentStage.stageArn,
    webAclArn: acl.attrArn,
  });
}

async function ask(act: string, init: RequestInit = {}) {
  const stage = cloud.resources().find(({ type }) => type === 'AWS::ApiGateway::Stage');
  const response = await fetch(`${stage?.attributes['LocalUrl']}/?act=${act}`, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}

test('what CDK synthesizes for buckets is made: a function signs a form, a browser posts it, the function moves the file', async () => {
  const form = JSON.parse((await ask('form')).text) as PresignedPost;
  expect(await ask('clean')).toMatchObject({
    status: 500,
    text: expect.stringContaining('NoSuchKey'),
  });
  expect(await send(form)).toMatchObject({ status: 204 });
  expect(await ask('clean')).toMatchObject({ status: 200, text: '"pixels"' });
  await cloud.clock.advance(61_000);
  expect(await send(form)).toMatchObject({ status: 403, code: 'AccessDenied' });
});

test('a function that may use an identity and its configuration set sends a mail', async () => {
  expect(await ask('mail')).toMatchObject({ status: 200 });
  expect(await readMailbox(cloud.cloud)).toMatchObject([
    { from: 'news@shop.example', to: 'vera@home.example', subject: 'Fixed', body: 'It is.' },
  ]);
});

test('a firewall stands before the API', async () => {
  const init = { method: 'POST', headers: { 'x-api-key': 'shop' } };
  for (let at = 0; at < 10; at++) expect((await ask('form', init)).status).toBe(200);
  const answer = await ask('form', init);
  expect(answer).toMatchObject({ status: 429, text: '{"title":"Too many requests","status":429}' });
  expect(answer.headers.get('retry-after')).toBe('60');
  expect((await ask('form', { headers: init.headers })).status).toBe(200);
});
