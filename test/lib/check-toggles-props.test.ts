import { App, Stack } from 'aws-cdk-lib';
import { Toggles } from '../../lib/toggles.ts';
import { someTopics } from '../support/topics.ts';

const identity = { project: 'shop', stage: 'prod' };

/** As an app in JavaScript calls it, where no compiler looks. */
function create(props: (stack: Stack) => object): void {
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  Reflect.construct(Toggles, [stack, 'Toggles', props(stack)]);
}

test('a missing prop is named', () => {
  expect(() => create(() => ({ identity }))).toThrow("Toggles needs the prop 'topics'");
  expect(() => create((stack) => ({ topics: someTopics(stack) }))).toThrow(
    "Toggles needs the prop 'identity'",
  );
});

test('a prop that there is not is named, with those that there are', () => {
  const misspelt = (stack: Stack) => ({ identity, topics: someTopics(stack), seeds: {} });
  expect(() => create(misspelt)).toThrow("Toggles has no prop 'seeds'. It has: identity, topics,");
});
