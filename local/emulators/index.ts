import type { Emulator } from '../emulator.ts';
import { apiGateway } from './api-gateway.ts';
import { dynamodb } from './dynamodb.ts';
import { dynamodbStreams } from './dynamodb-streams.ts';
import { ssm } from './ssm.ts';
import { sts } from './sts.ts';

/** Every AWS service that the local cloud emulates. A new one is a file beside this one and a line here. */
export const emulators: readonly Emulator[] = [apiGateway, dynamodb, dynamodbStreams, ssm, sts];
