import type { Construct } from 'constructs';
import type { AttachmentsEnvironment } from '../../functions/feedback/environment.ts';
import type { PublicApi } from '../public-api.ts';
import { grantItems } from '../table-grants.ts';
import {
  type PublicAnswererProps,
  publicAnswerer,
  reporterEnvironment,
} from './public-answerer.ts';
import type { Quarantine } from './quarantine.ts';

/** `POST /v1/feedback/{id}/attachments`: a form to send one picture with. */
export function addAttachmentsRoute(
  scope: Construct,
  publicApi: PublicApi,
  props: PublicAnswererProps & { readonly quarantine: Quarantine },
): void {
  const { table, quarantine } = props;
  const route = 'POST /v1/feedback/{id}/attachments';
  const environment: AttachmentsEnvironment = {
    ...reporterEnvironment(props),
    BUCKET_NAME: quarantine.bucketName,
    UPLOAD_URL: quarantine.url,
  };
  const answerer = publicAnswerer(scope, 'feedback-attachments', route, props, environment);
  grantItems(table, answerer, 'Query', 'PutItem');
  quarantine.grant(answerer, 'PutObject'); // whoever sends a form that it has signed puts in its name
  publicApi.addKeylessPath({
    path: '/v1/feedback/{id}/attachments',
    methods: [['POST', answerer]],
    requestHeaders: ['Authorization'],
  });
}
