import { writeKubeconfig } from './connection.ts';
import type { KubernetesObject } from './objects.ts';
import { ensureNamespace, type Site } from './operator.ts';
import { freePorts } from './ports.ts';
import { healthy } from './probe.ts';

const namespace = 'cert-manager';
const name = 'cert-manager-webhook';

/**
 * Runs cert-manager's controllers and its webhook, as administrator: its chart has no rendered form to take the
 * rights of its ServiceAccount from.
 */
export async function startCertManager({ workspace, client, admin }: Site): Promise<void> {
  await ensureNamespace(client, namespace);
  const ports = await freePorts('webhook', 'health');
  const certificate = await workspace.authority.issue(name);
  const program = workspace.start('cert-manager', [
    `--kubeconfig=${await writeKubeconfig(workspace.path('kubeconfigs'), namespace, admin)}`,
    `--webhook-port=${ports.webhook}`,
    `--health-port=${ports.health}`,
    `--tls-cert-file=${certificate.certificateFile}`,
    `--tls-private-key-file=${certificate.keyFile}`,
  ]);
  await healthy(program, `http://127.0.0.1:${ports.health}/livez`, workspace);
  for (const configuration of webhooks(ports.webhook, workspace.authority.keyPair.certificate)) {
    await client.apply(configuration);
  }
}

/** What cert-manager's chart asks the API server to send (`webhook-validating-webhook.yaml` and its twin). */
function webhooks(port: number, ca: string): readonly KubernetesObject[] {
  const apiVersion = 'admissionregistration.k8s.io/v1';
  const webhook = (path: string, rule: object): object => ({
    name: 'webhook.cert-manager.io',
    admissionReviewVersions: ['v1'],
    clientConfig: {
      url: `https://127.0.0.1:${port}${path}`,
      caBundle: Buffer.from(ca).toString('base64'),
    },
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    rules: [{ apiVersions: ['v1'], ...rule }],
    sideEffects: 'None',
    timeoutSeconds: 30,
  });
  const validated = {
    apiGroups: ['cert-manager.io', 'acme.cert-manager.io'],
    operations: ['CREATE', 'UPDATE'],
    resources: ['*/*'],
  };
  const mutated = {
    apiGroups: ['cert-manager.io'],
    operations: ['CREATE'],
    resources: ['certificaterequests'],
  };
  return [
    {
      apiVersion,
      kind: 'ValidatingWebhookConfiguration',
      metadata: { name },
      webhooks: [webhook('/validate', validated)],
    },
    {
      apiVersion,
      kind: 'MutatingWebhookConfiguration',
      metadata: { name },
      webhooks: [webhook('/mutate', mutated)],
    },
  ];
}
