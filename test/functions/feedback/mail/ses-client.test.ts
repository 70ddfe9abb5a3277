import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSesClient } from '../../../../functions/feedback/mail/ses-client.ts';
import { SesMailer } from '../../../../functions/feedback/mail/ses-mailer.ts';

test('a mail whose answer is lost is not sent again: it may have gone out', async () => {
  let received = 0;
  const ses = createServer((request) => {
    received += 1;
    request.resume().on('end', () => request.socket.destroy());
  });
  await once(ses.listen(0, '127.0.0.1'), 'listening');
  const { port } = ses.address() as AddressInfo;
  const client = createSesClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  });
  const sender = { from: 'feedback@shop.example', name: 'The shop', configurationSet: 'feedback' };
  const mail = { subject: 'News', text: 'News', html: '<p>News</p>' };
  try {
    const sent = new SesMailer(client, sender).send('ann@example.com', mail, 'https://a.example');
    await expect(sent).rejects.toThrow();
    expect(received).toBe(1);
  } finally {
    client.destroy();
    ses.close();
  }
});
