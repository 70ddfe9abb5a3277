// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its placeholders so

import { resolve, type Scope } from '../../../local/template/intrinsics.ts';
import type { Template } from '../../../local/template/template.ts';

const scope = (template: Template = {}): Scope => ({
  stackName: 'shop',
  template,
  pseudo: { 'AWS::Region': 'eu-west-1', 'AWS::Partition': 'aws' },
  ref: (logicalId) => (logicalId === 'Table' ? 'shop-table' : undefined),
  getAtt: (logicalId, attribute) => `${logicalId}/${attribute}`,
  importValue: (name) => `imported ${name}`,
  localize: (text) => text.replaceAll('https://abc.execute-api', 'http://127.0.0.1:1'),
});

test.each<[string, unknown, unknown]>([
  ['Ref of a resource', { Ref: 'Table' }, 'shop-table'],
  ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
  ['Ref of a parameter', { Ref: 'BootstrapVersion' }, '/cdk/version'],
  ['GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
  ['GetAtt as a string', { 'Fn::GetAtt': 'Queue.Outputs.Name' }, 'Queue/Outputs.Name'],
  ['Join', { 'Fn::Join': ['', ['a:', { Ref: 'AWS::Region' }, ':', 1]] }, 'a:eu-west-1:1'],
  ['Join of a list that is resolved', { 'Fn::Join': ['+', { 'Fn::Split': ['-', 'a-b'] }] }, 'a+b'],
  [
    'Sub',
    { 'Fn::Sub': 'x-${AWS::Region}-${Table}-${Queue.Arn}-${!raw}' },
    'x-eu-west-1-shop-table-Queue/Arn-${raw}',
  ],
  [
    'Sub with variables',
    { 'Fn::Sub': ['${a}${Table}', { a: { Ref: 'AWS::Partition' } }] },
    'awsshop-table',
  ],
  ['Select and Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['ImportValue', { 'Fn::ImportValue': 'x' }, 'imported x'],
  ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 1],
  ['NoValue in an object', { a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
  ['NoValue in a list', [{ Ref: 'AWS::NoValue' }, 1], [1]],
  [
    'a local address',
    { 'Fn::Join': ['', ['https://', 'abc.execute-api', '/prod']] },
    'http://127.0.0.1:1/prod',
  ],
  ['what only looks like an intrinsic', { Ref: 'Table', Other: 1 }, { Ref: 'Table', Other: 1 }],
  ['plain values', { a: [1, true, null, 'x'] }, { a: [1, true, null, 'x'] }],
])('resolves %s', (_, value, expected) => {
  const template: Template = {
    Parameters: {
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' },
    },
    Mappings: { Sizes: { 'eu-west-1': { small: 1 } } },
  };
  expect(resolve(value, scope(template))).toEqual(expected);
});

test.each<[string, unknown, RegExp]>([
  [
    'an intrinsic that it does not have',
    { 'Fn::Cidr': ['10.0.0.0/8', 1, 2] },
    /shop: Fn::Cidr is not supported/,
  ],
  ['one named as a method of objects', { 'Fn::toString': 1 }, /Fn::toString is not supported/],
  [
    'a dynamic reference',
    '{{resolve:secretsmanager:x}}',
    /dynamic reference \{\{resolve:secretsmanager:x\}\}/,
  ],
  ['an unknown name', { Ref: 'Nobody' }, /Ref names Nobody/],
  ['a parameter without default', { Ref: 'Size' }, /parameter Size has no default/],
  ['a missing item', { 'Fn::Select': [3, ['a']] }, /Fn::Select finds no item 3/],
  ['a missing map entry', { 'Fn::FindInMap': ['A', 'b', 'c'] }, /finds no A\.b\.c/],
  ['a condition', { 'Fn::If': ['InEurope', 1, 2] }, /Fn::If is not supported/],
  ['a Join without a list', { 'Fn::Join': 'x' }, /Fn::Join needs a list/],
])('refuses %s', (_, value, message) => {
  expect(() => resolve(value, scope({ Parameters: { Size: { Type: 'String' } } }))).toThrow(
    message,
  );
});
