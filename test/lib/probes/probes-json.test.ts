import { App, Fn, Stack, Token } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import * as fc from 'fast-check';
import type { ProbesConfig } from '../../../functions/probes/targets/probes-config.ts';
import { readProbesJson } from '../../../functions/probes/targets/read-probes-json.ts';
import type { HttpTarget } from '../../../functions/probes/targets/target.ts';
import { probesJson } from '../../../lib/probes/probes-json.ts';

const aTarget = (url: string, name = 'page'): HttpTarget => ({
  kind: 'http',
  name,
  group: 'rate-1m',
  giveUpAfterMs: 10_000,
  expect: [{ on: 'status', ranges: [[200, 299]] }],
  request: { method: 'GET', url, headers: {}, maxRedirects: 5, ports: [] },
});

const aConfig = (...targets: HttpTarget[]): ProbesConfig => ({ targets, maintenance: [] });

/** Two stacks, each with a topic of the same logical id. */
function twoStacks() {
  const app = new App();
  const [service, probes] = ['service', 'probes'].map((id) => new Stack(app, id)) as [Stack, Stack];
  return { probes, mine: new CfnTopic(probes, 'Topic'), theirs: new CfnTopic(service, 'Topic') };
}

/** What a deployment makes of the values: here the name of what each stands for. */
const deployed = (values: readonly string[]) => values.map((_, index) => `value-${index}`);

test('200 probes of one API say its address once', () => {
  const { probes, theirs } = twoStacks();
  const targets = Array.from({ length: 200 }, (_, index) =>
    aTarget(`https://${theirs.attrTopicName}.example.com/${index}`, `page-${index}`),
  );
  const { text, values } = probesJson(aConfig(...targets), probes);
  expect(values).toHaveLength(1);
  expect(probes.resolve(values[0])).toEqual({ 'Fn::GetAtt': ['Topic', 'TopicName'] });
  expect(readProbesJson(text, ['api']).targets).toEqual(
    targets.map((target, index) => aTarget(`https://api.example.com/${index}`, target.name)),
  );
});

test('what is of the same name in two stacks stays two', () => {
  const { probes, mine, theirs } = twoStacks();
  const config = aConfig(aTarget(`https://${mine.ref}/`), aTarget(`https://${theirs.ref}/`));
  const { text, values } = probesJson(config, probes);
  expect(readProbesJson(text, deployed(values)).targets).toEqual([
    aTarget('https://value-0/'),
    aTarget('https://value-1/'),
  ]);
});

test('two syntheses write the same', () => {
  const [one, other] = [twoStacks(), twoStacks()].map(({ probes, mine, theirs }) => {
    const config = aConfig(aTarget(`https://${theirs.ref}/`), aTarget(`https://${mine.ref}/`));
    return probesJson(config, probes).text;
  });
  expect(one).toBe(other);
});

test('whatever a text looks like, it reaches the prober as it was', () => {
  const { probes, mine } = twoStacks();
  const piece = fc.constantFrom('@', '@@', '@@0@@', '1', '"', '\\', mine.ref, 'x');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const { text, values } = probesJson(aConfig(aTarget(pieces.join(''))), probes);
      const atDeployment = values.map((value) => (value === mine.ref ? 'the-topic' : value));
      const expected = pieces.map((part) => (part === mine.ref ? 'the-topic' : part)).join('');
      expect(readProbesJson(text, atDeployment).targets).toEqual([aTarget(expected)]);
    }),
  );
});

test('a file without its values is refused, by the placeholder', () => {
  const { probes, mine } = twoStacks();
  const { text } = probesJson(aConfig(aTarget(mine.ref)), probes);
  expect(() => readProbesJson(text, [])).toThrow('@@0@@');
});

test('numbers, lists and keys that are known at deployment are refused', () => {
  const { probes, mine } = twoStacks();
  const inRequest = (different: Partial<HttpTarget['request']>) => {
    const target = aTarget('https://example.com/');
    return () =>
      probesJson(aConfig({ ...target, request: { ...target.request, ...different } }), probes);
  };
  const number = Token.asNumber(mine.getAtt('Count'));
  expect(inRequest({ maxRedirects: number })).toThrow('texts may be used');
  expect(inRequest({ headers: { [mine.ref]: 'x' } })).toThrow('texts may be used');
  const list = Fn.split(',', mine.ref);
  expect(inRequest({ body: { json: list } })).toThrow('texts may be used');
});

test('refuses more values than a function takes variables for', () => {
  const { probes } = twoStacks();
  const targets = Array.from({ length: 26 }, (_, index) =>
    aTarget(new CfnTopic(probes, `Topic${index}`).ref, `page-${index}`),
  );
  expect(() => probesJson(aConfig(...targets), probes)).toThrow('26 things');
  expect(probesJson(aConfig(...targets.slice(1)), probes).values).toHaveLength(25);
});
