import type { SQSRecord } from 'aws-lambda';
import { BadMessage } from '../parse/bad-message.ts';
import { notOfTheFuture } from '../parse/not-of-the-future.ts';
import { parseMessage } from '../parse/parse-message.ts';
import type { Transition } from '../transition.ts';
import { type RouterTools, routeTransitions } from './route-transitions.ts';

export interface BatchTools extends RouterTools {
  /** Puts a message that can never be read where an alarm sees it. */
  readonly setAside: (body: string, error: BadMessage) => Promise<void>;
  readonly onFailure: (service: string, error: unknown) => void;
}

interface Message {
  readonly messageId: string;
  readonly transition: Transition;
}

/**
 * Routes a batch of messages, service by service, so that neither a bad message nor trouble with one service holds up another.
 * Gives the ids of those that are to come again.
 */
export async function routeBatch(
  records: readonly Pick<SQSRecord, 'messageId' | 'body'>[],
  tools: BatchTools,
): Promise<readonly string[]> {
  const failed: string[] = [];
  const messages: Message[] = [];
  for (const { messageId, body } of records) {
    try {
      const transition = notOfTheFuture(parseMessage(body), tools.now());
      messages.push({ messageId, transition });
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      if (!(await isSetAside(body, error, tools))) failed.push(messageId);
    }
  }
  const routed = [...byService(messages)].map(([service, its]) => route(service, its, tools));
  return [...failed, ...(await Promise.all(routed)).flat()];
}

async function isSetAside(body: string, error: BadMessage, tools: BatchTools): Promise<boolean> {
  try {
    await tools.setAside(body, error);
    return true;
  } catch {
    return false; // it comes again
  }
}

function byService(messages: readonly Message[]): ReadonlyMap<string, readonly Message[]> {
  const services = new Map<string, Message[]>();
  for (const message of messages) {
    const { service } = message.transition.facts;
    services.set(service, [...(services.get(service) ?? []), message]);
  }
  return services;
}

async function route(
  service: string,
  messages: readonly Message[],
  tools: BatchTools,
): Promise<readonly string[]> {
  try {
    const transitions = messages.map(({ transition }) => transition);
    await routeTransitions(service, transitions, tools);
    return [];
  } catch (error) {
    tools.onFailure(service, error);
    return messages.map(({ messageId }) => messageId);
  }
}
