import type { Input, Principal } from '../../../emulator.ts';
import type { StreamMapping } from './mapping.ts';
import { ShardPosition } from './shard-position.ts';
import { ShardReader } from './shard-reader.ts';
import type { SourceTools } from './source-tools.ts';

/** Opens a DynamoDB stream for a mapping. Local streams have one shard, which never closes. */
export async function openStream(
  mapping: StreamMapping,
  tools: SourceTools,
  onError: (error: unknown) => void,
): Promise<ShardReader> {
  const { cloud, registry, saved } = tools;
  const call = (operation: string, input: Input): Promise<Input> => {
    const { roleArn, functionName } = registry.configuration(mapping.function);
    const as: Principal = { kind: 'role', roleArn, sessionName: functionName };
    return cloud.call('dynamodbstreams', operation, input, as);
  };
  const { StreamDescription } = await call('DescribeStream', { StreamArn: mapping.sourceArn });
  const [{ ShardId: shardId }] = StreamDescription.Shards;
  const nowMs = cloud.clock.now();
  const position = new ShardPosition({ mapping, shardId, saved, nowMs, call });
  await position.open();
  return new ShardReader(mapping, shardId, position, tools, onError);
}
