const volume = { mountPath: '/a', size: '1Gi', readOnly: true } as const;

/** What values of a release in two colors have and others have not. */
const noBlueGreen = { autoPromotion: null, analysis: null, scaleDownDelay: null };

/** Values of an application about its pods, each with one fault, and the one value that the message names. */
export const refusedPods = [
  ['a reference of an argument to no variable', { args: ['run', '$(LEVEL)'] }, 'applications.web.args[1]'],
  ['a pull secret twice', { imagePullSecrets: ['a', 'a'] }, 'applications.web.imagePullSecrets'],
  [
    'less disk than its folders may take',
    { resources: { limits: { ephemeralStorage: '100Mi' } } },
    'applications.web.resources.limits.ephemeralStorage',
  ],
  [
    'less disk than it asks for',
    { resources: { requests: { ephemeralStorage: '2Gi' }, limits: { ephemeralStorage: '1Gi' } } },
    'applications.web.resources.limits.ephemeralStorage',
  ],
  [
    'less disk than a log',
    {
      initContainers: [
        {
          name: 'first',
          env: {},
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { memory: '64Mi', ephemeralStorage: '63Mi' },
          },
        },
      ],
    },
    'applications.web.initContainers[0].resources.limits.ephemeralStorage',
  ],
  ['a node affinity that says nothing', { nodeAffinity: {} }, 'applications.web.nodeAffinity'],
  ...(
    [
      { operator: 'In' },
      { operator: 'Exists', values: ['a'] },
      { operator: 'Gt', values: ['many'] },
      { operator: 'Lt', values: ['1', '2'] },
    ] as const
  ).map(
    rest =>
      [
        `a node affinity by ${rest.operator} with wrong values`,
        {
          nodeAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 1, preference: { matchExpressions: [{ key: 'a', ...rest }] } },
            ],
          },
        },
        'applications.web.nodeAffinity',
      ] as const,
  ),
  ['a password in an argument', { args: ['--password', 'hunter2'] }, 'applications.web.args'],
  [
    'user 0 that is not root',
    { securityContext: { runAsUser: 0 } },
    'applications.web.securityContext.runAsUser',
  ],
  [
    'root that is not user 0',
    { securityContext: { runAsUser: 1, runAsNonRoot: false, reason: 'a' } },
    'applications.web.securityContext.runAsNonRoot',
  ],
  [
    'root without a reason',
    { securityContext: { runAsNonRoot: false } },
    'applications.web.securityContext.runAsNonRoot',
  ],
  [
    'a writable root without a reason',
    { securityContext: { readOnlyRootFilesystem: false } },
    'applications.web.securityContext.readOnlyRootFilesystem',
  ],
  [
    'a capability without a reason',
    { securityContext: { capabilities: ['CHOWN'] } },
    'applications.web.securityContext.capabilities',
  ],
  [
    'a capability twice',
    { securityContext: { capabilities: ['CHOWN', 'CHOWN'], reason: 'a' } },
    'applications.web.securityContext.capabilities',
  ],
  [
    'a capability of the node',
    { securityContext: { capabilities: ['SYS_ADMIN'], reason: 'a' } },
    '/applications/web/securityContext/capabilities/0',
  ],
  ['a reason for nothing', { securityContext: { reason: 'a' } }, 'applications.web.securityContext.reason'],
  ...['/tmp', '/etc/slipway', '/etc/slipway/cache', '/usr', '/proc/1', '/dev'].map(
    mountPath =>
      [
        `a folder at ${mountPath}`,
        { emptyDirs: { a: { mountPath, sizeLimit: '1Gi' } } },
        'applications.web.emptyDirs.a.mountPath',
      ] as const,
  ),
  [
    'a folder twice',
    { emptyDirs: { a: { mountPath: '/a', sizeLimit: '1Gi' }, b: { mountPath: '/a', sizeLimit: '1Gi' } } },
    'applications.web.emptyDirs.b.mountPath',
  ],
  [
    'a folder with a slash at its end',
    { emptyDirs: { a: { mountPath: '/a/', sizeLimit: '1Gi' } } },
    '/applications/web/emptyDirs/a/mountPath',
  ],
  [
    'more memory in folders than the container may use',
    {
      emptyDirs: {
        a: { mountPath: '/dev/shm', sizeLimit: '10Mi', medium: 'Memory' },
        b: { mountPath: '/b', sizeLimit: '100Gi', medium: 'Memory' },
      },
    },
    'applications.web.emptyDirs.b.sizeLimit',
  ],
  [
    'a volume that belongs to root',
    { volumes: { a: { ...volume, accessMode: 'ReadWriteMany', readOnly: false } } },
    'applications.web.volumes.a',
  ],
  [
    'a folder in a volume that is read-only',
    {
      volumes: { a: { ...volume, accessMode: 'ReadWriteMany' } },
      emptyDirs: { b: { mountPath: '/a/b', sizeLimit: '1Gi' } },
    },
    'applications.web.emptyDirs.b.mountPath',
  ],
  [
    'a volume of one pod in two colors',
    { volumes: { a: { ...volume, accessMode: 'ReadWriteOnce' } }, scale: 1 },
    'applications.web.delivery.strategy',
  ],
  [
    'a volume of one pod for three',
    {
      volumes: { a: { ...volume, accessMode: 'ReadWriteOncePod' } },
      scale: 3,
      delivery: { strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1, ...noBlueGreen },
    },
    'applications.web.scale',
  ],
] as const;
