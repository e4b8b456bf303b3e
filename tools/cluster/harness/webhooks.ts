import { at, type KubernetesObject, listAt } from './objects.ts';

interface ClientConfig {
  readonly service?: { readonly path?: string };
}

/**
 * A webhook configuration whose webhooks are reached at a URL on loopback instead of through a Service,
 * everything else unchanged.
 */
export function withLocalWebhooks(object: KubernetesObject, server: string, ca: string): KubernetesObject {
  const caBundle = Buffer.from(ca).toString('base64');
  const webhooks = listAt(object, 'webhooks').map(webhook => {
    const { service } = at(webhook, 'clientConfig') as ClientConfig;
    const clientConfig = { url: `${server}${service?.path ?? ''}`, caBundle };
    return { ...(webhook as object), clientConfig };
  });
  return { ...object, webhooks };
}
