// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its placeholders so

import fc from 'fast-check';
import { creationOrder } from '../../../local/template/dependencies.ts';
import type { TemplateResource } from '../../../local/template/template.ts';

const resource = (
  Properties: object = {},
  more: Partial<TemplateResource> = {},
): TemplateResource => ({
  Type: 'AWS::SNS::Topic',
  Properties: { ...Properties },
  ...more,
});

test('puts each resource after what it refers to, however it does', () => {
  const Resources = {
    ByRef: resource({ deep: [{ x: { Ref: 'Base' } }] }),
    ByAttribute: resource({ x: { 'Fn::GetAtt': ['ByRef', 'Arn'] } }),
    ByText: resource({ x: { 'Fn::Sub': 'a ${ByAttribute.Arn} ${!Later}' } }),
    ByName: resource({}, { DependsOn: ['ByText'] }),
    Later: resource({ x: { Ref: 'ByName' } }),
    Base: resource({ x: { Ref: 'AWS::Region' } }),
  };
  expect(creationOrder('s', { Resources })).toEqual([
    'Base',
    'ByRef',
    'ByAttribute',
    'ByText',
    'ByName',
    'Later',
  ]);
});

test('asks custom resources as late as can be: the policies of their functions are there then', () => {
  const Resources = {
    Custom: resource({}, { Type: 'Custom::Thing' }),
    After: resource({ x: { Ref: 'Custom' } }),
    Policy: resource(),
  };
  expect(creationOrder('s', { Resources })).toEqual(['Policy', 'Custom', 'After']);
});

test('names the members of a cycle, and no others', () => {
  const Resources = {
    Outside: resource({ x: { Ref: 'A' } }),
    A: resource({ x: { Ref: 'B' } }),
    B: resource({ x: { 'Fn::GetAtt': 'C.Arn' } }),
    C: resource({}, { DependsOn: 'A' }),
  };
  expect(() => creationOrder('s', { Resources })).toThrow(/s: .*: A -> B -> C -> A\./);
});

test('orders any acyclic template whole', () => {
  const acyclic = fc
    .array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 20 })
    .map((rows) => rows.map((row, at) => row.map((n) => n % (at + 1)).filter((n) => n < at)));
  fc.assert(
    fc.property(acyclic, (rows) => {
      const entries = rows.map((row, at) => {
        return [`R${at}`, resource({ x: row.map((n) => ({ Ref: `R${n}` })) })] as const;
      });
      const order = creationOrder('s', { Resources: Object.fromEntries(entries.reverse()) });
      expect([...order].sort()).toEqual(rows.map((_, at) => `R${at}`).sort());
      rows.forEach((row, at) => {
        for (const n of row) expect(order.indexOf(`R${n}`)).toBeLessThan(order.indexOf(`R${at}`));
      });
    }),
  );
});
