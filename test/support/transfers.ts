/**
 * Run as a process by the kill test: moves amounts between two notes for ever, each move one transaction with a
 * numbered receipt, and prints the number of each receipt that was answered.
 */
import { NOTES, startNotes } from './notes.ts';

async function transfer(dataDir: string): Promise<never> {
  const notes = await startNotes({ dataDir });
  const add = (sk: string, amount: number) => ({
    Update: {
      TableName: NOTES,
      Key: { pk: { S: 'balance' }, sk: { N: sk } },
      UpdateExpression: 'ADD amount :a SET kind = :k',
      ExpressionAttributeValues: { ':a': { N: String(amount) }, ':k': { S: `kind-${amount}` } },
    },
  });
  const { Count } = await notes.call('Scan', {
    TableName: NOTES,
    FilterExpression: 'pk = :p',
    ExpressionAttributeValues: { ':p': { S: 'receipt' } },
  });
  for (let number = Count; ; number++) {
    const Item = { pk: { S: 'receipt' }, sk: { N: String(number) } };
    await notes.call('TransactWriteItems', {
      TransactItems: [add('1', -number), add('2', number), { Put: { TableName: NOTES, Item } }],
    });
    process.stdout.write(`${number}\n`);
  }
}

void transfer(process.argv[2] ?? '');
