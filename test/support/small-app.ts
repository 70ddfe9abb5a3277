import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

/** An app that `npm start` can run, synthesized in no time: one function behind one API, in the stage `prod`. */
export interface SmallApp {
  readonly root: string;
  /** Saves the function's source. The word BROKEN in it fails the synthesis. */
  save(source: string): void;
  remove(): void;
}

export const HELLO = "exports.handler = async () => ({ statusCode: 200, body: 'hello' });\n";

export function createSmallApp(): SmallApp {
  const root = mkdtempSync(path.join(tmpdir(), 'afterprod-app-'));
  mkdirSync(path.join(root, 'functions'));
  const save = (source: string) => writeFileSync(path.join(root, 'functions/hello.js'), source);
  save(HELLO);
  writeFileSync(path.join(root, 'cdk.json'), JSON.stringify({ app: 'node app.js' }));
  writeFileSync(path.join(root, 'app.js'), APP);
  return { root, save, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** Writes what `cdk synth` would write. */
const APP = `
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const out = process.env.CDK_OUTDIR;
const write = (file, content) => {
  mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  writeFileSync(path.join(out, file), typeof content === 'string' ? content : JSON.stringify(content));
};
const source = readFileSync(path.join(__dirname, 'functions/hello.js'), 'utf8');
if (source.includes('BROKEN')) {
  console.error('functions/hello.js:1: this is BROKEN');
  process.exit(1);
}
const asset = 'asset.' + createHash('sha256').update(source).digest('hex');
write(asset + '/index.js', source);
const Role = 'arn:aws:iam::111122223333:role/hello';
const apiPart = (Type, Properties) => ({ Type: 'AWS::ApiGateway::' + Type, Properties: { RestApiId: { Ref: 'Api' }, ...Properties } });
const uri = ['arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/', { 'Fn::GetAtt': ['Hello', 'Arn'] }, '/invocations'];
write('assembly-prod/shop.template.json', { Resources: {
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'hello', AssumeRolePolicyDocument: { Statement: [] } } },
  Hello: {
    Type: 'AWS::Lambda::Function',
    Properties: { FunctionName: 'shop-prod-hello', Handler: 'index.handler', Runtime: 'nodejs24.x', Role, Code: { S3Bucket: 'b', S3Key: asset } },
    Metadata: { 'aws:asset:path': '../' + asset },
  },
  Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Hello' }, Principal: 'apigateway.amazonaws.com' } },
  Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'shop-prod-shop' } },
  Get: apiPart('Method', { HttpMethod: 'GET', ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Join': ['', uri] } } }),
  Stage: apiPart('Stage', { StageName: 'prod' }),
  Board: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: '{}' } },
} });
write('assembly-prod/manifest.json', { version: '55.0.0', artifacts: { shop: {
  type: 'aws:cloudformation:stack', environment: 'aws://111122223333/eu-west-1',
  properties: { templateFile: 'shop.template.json', stackName: 'shop-prod-shop' },
}, away: {
  type: 'aws:cloudformation:stack', environment: 'aws://111122223333/us-west-2',
  properties: { templateFile: 'away.template.json', stackName: 'shop-prod-away' },
} } });
write('manifest.json', { version: '55.0.0', artifacts: { prod: {
  type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-prod', displayName: 'prod' },
} } });
`;
