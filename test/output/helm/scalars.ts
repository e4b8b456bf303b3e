import fc from 'fast-check';

/** Texts that a template or YAML could take for something else. */
export const text = fc.oneof(
  fc.constantFrom(
    'yes',
    'null',
    '0x10',
    '1e3',
    '',
    ' ',
    '{{ .Values }}',
    '"',
    "it's",
    'a: b',
    '# no',
    'a\nb',
    '%s',
    '\\n',
  ),
  fc.string({ maxLength: 12 }),
);
/** Values of environment variables, some of which refer to others. */
export const variableValue = fc.oneof(
  text,
  fc.constantFrom(
    '$(PGHOST)',
    '$(z_last)',
    'a $(NO)-$(Y)',
    '$$(A)',
    '$',
    '$(',
    '$(KUBERNETES_SERVICE_HOST)',
    '$(LOG_LEVEL)',
  ),
);
export const environmentVariable = fc.constantFrom(
  'A',
  'NO',
  'Y',
  'LOG_LEVEL',
  'PGHOST',
  'REDIS_PASSWORD',
  'z_last',
);
export const annotation = fc.constantFrom('eks.amazonaws.com/role-arn', 'example.com/role', 'on');
/** Labels that select pods. */
export const someLabels = fc
  .dictionary(fc.constantFrom('app.kubernetes.io/name', 'on', 'team'), fc.constantFrom('true', 'a', '1'))
  .filter(labels => Object.keys(labels).length > 0);

export const labels = fc.dictionary(
  fc.constantFrom('team', 'example.com/cost-center', 'on', 'null'),
  fc.constantFrom('payments', 'true', '', '0x10', '1e3', 'null'),
);
const expressions = [
  { key: 'on', operator: 'In' as const, values: ['true', '1e3', ''] },
  { key: 'a.b/c', operator: 'Exists' as const },
  { key: 'cores', operator: 'Gt' as const, values: ['010'] },
];
const required = { nodeSelectorTerms: [{ matchExpressions: expressions }] };
const preferred = [
  { weight: 50, preference: { matchExpressions: expressions.slice(0, 2) } },
  { weight: 1, preference: { matchExpressions: expressions.slice(2) } },
];
export const placement = {
  nodeAffinity: fc.constantFrom(
    { requiredDuringSchedulingIgnoredDuringExecution: required },
    { preferredDuringSchedulingIgnoredDuringExecution: preferred },
    {
      requiredDuringSchedulingIgnoredDuringExecution: required,
      preferredDuringSchedulingIgnoredDuringExecution: preferred,
    },
  ),
  priorityClassName: fc.constantFrom('high', 'on', '1e3'),
  nodeSelector: labels,
  tolerations: fc.array(
    fc.constantFrom(
      { operator: 'Exists' as const },
      { key: 'on', value: 'true' },
      { key: 'example.com/dedicated', value: '10', effect: 'NoSchedule' as const },
      { key: 'a', operator: 'Exists' as const, effect: 'NoExecute' as const, tolerationSeconds: 2_500_000 },
    ),
    { maxLength: 2 },
  ),
};
export const cidr = fc.constantFrom('10.0.0.0/8', '192.0.2.0/24', '2001:db8::/32');
/** One network, or several. */
export const networks = fc.oneof(cidr, fc.array(cidr, { minLength: 1, maxLength: 3 }));
export const cpu = fc.constantFrom('100m', '250m', '0.5', '1', '1500m', '2', '16');
/** 268435456 is 256Mi. */
export const memory = fc.constantFrom(
  '64Mi',
  '100M',
  '256Mi',
  '268435456',
  '1Gi',
  '1.5Gi',
  '2G',
  '3000Mi',
  '16Gi',
);
export const duration = (...texts: string[]) => fc.constantFrom(...texts);

export const requests = fc.record({ cpu, memory });
