/** Objects that Git must not bring into an environment: what each is, the object, and how Argo CD refuses it. */
export const strays: readonly (readonly [what: string, object: object, message: string])[] = [
  [
    'a kind that no environment has',
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'all' }, rules: [] },
    'ClusterRole/all: resource rbac.authorization.k8s.io:ClusterRole is not permitted in project production',
  ],
  [
    'an object for another namespace',
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'stray', namespace: 'default' } },
    "ConfigMap/stray: namespace default is not permitted in project 'production'",
  ],
  [
    'a pod that no controller made',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'stray', namespace: 'production' },
      spec: { containers: [{ name: 'stray', image: 'app-registry/stray:1.0.0' }] },
    },
    'Pod/stray: resource :Pod is not permitted in project production',
  ],
  [
    'what a Deployment would make',
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: { name: 'stray', namespace: 'production' },
      spec: { selector: { matchLabels: { app: 'stray' } } },
    },
    'ReplicaSet/stray: resource apps:ReplicaSet is not permitted in project production',
  ],
  [
    'an object that the server refuses',
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'broken', namespace: 'production' }, spec: {} },
    'Service/broken: ',
  ],
];
