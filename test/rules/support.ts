import type { Manifest, Placed } from '../../rules/model/manifest.ts';
import { ObjectIndex } from '../../rules/model/object-index.ts';
import type { Rule } from '../../rules/rule.ts';
import { formatViolation } from '../../rules/violation.ts';

/** An object of the namespace `production`, as the folder `production/application` would hold it. */
export function object(apiVersion: string, kind: string, name: string, rest: object = {}): Placed {
  const { metadata = {}, ...fields } = rest as { metadata?: object };
  const manifest: Manifest = {
    apiVersion,
    kind,
    metadata: { name, namespace: 'production', ...metadata },
    ...fields,
  };
  return { manifest, origin: 'production/application' };
}

/** An object without a namespace. */
export function clusterWide(apiVersion: string, kind: string, name: string, rest: object = {}): Placed {
  return object(apiVersion, kind, name, {
    ...rest,
    metadata: { ...(rest as { metadata?: object }).metadata, namespace: undefined },
  });
}

interface Pods {
  /** Fields of the workload's spec. */
  readonly spec?: object;
  /** Fields of the pods' spec. */
  readonly pod?: object;
  /** Fields of the only container. */
  readonly container?: object;
  readonly labels?: Record<string, string>;
}

function workload(
  apiVersion: string,
  kind: string,
  name: string,
  { spec, pod, container, labels }: Pods,
): Placed {
  const selected = { app: name };
  return object(apiVersion, kind, name, {
    spec: {
      selector: { matchLabels: selected },
      template: {
        metadata: { labels: { ...selected, ...labels } },
        spec: {
          containers: [
            {
              name: `${name}-app`,
              image: 'registry.example.com/web:1.0.0',
              ports: [{ name: 'http', containerPort: 8080 }],
              ...container,
            },
          ],
          ...pod,
        },
      },
      ...spec,
    },
  });
}

/** A Deployment whose pods have `app: NAME` and port `http` (8080). */
export function deployment(name: string, pods: Pods = {}): Placed {
  return workload('apps/v1', 'Deployment', name, pods);
}

/** A blue/green Rollout of the same pods. */
export function rollout(name: string, pods: Pods = {}): Placed {
  const strategy = { blueGreen: { activeService: name, previewService: `${name}-preview` } };
  return workload('argoproj.io/v1alpha1', 'Rollout', name, { ...pods, spec: { strategy, ...pods.spec } });
}

/** A StatefulSet of the same pods. */
export function statefulSet(name: string, pods: Pods = {}): Placed {
  return workload('apps/v1', 'StatefulSet', name, { ...pods, spec: { serviceName: name, ...pods.spec } });
}

/** A Service of the pods of that name, from port 80 to `http`. */
export function service(name: string, spec: object = {}): Placed {
  return object('v1', 'Service', name, {
    metadata: { labels: { app: name } },
    spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 'http' }], ...spec },
  });
}

/** What a rule says about objects, as people read it. */
export function findingsOf(
  rule: Rule,
  objects: readonly Placed[],
  expectedSecrets: readonly string[] = [],
): string[] {
  return rule.check(new ObjectIndex(objects, expectedSecrets)).map(formatViolation);
}
