/** A list or a map of the values, and the names of what each round sees. */
export interface Loop {
  readonly id: string;
  /** Variable of the key or index. - none: only the item is needed. */
  readonly key?: string;
  readonly item: string;
  /** Pipeline of what is gone through. */
  readonly over: string;
  /** What must hold of an item. - all. */
  readonly filter?: string;
  /** Id of the question whether there is anything to go through. - none: always. */
  readonly question?: string;
  /** Whether a fixed key of the same name yields to one of the loop. Default: false, the fixed one stays. */
  readonly replaces?: boolean;
  /** Whether each round is an item of the list that holds the marker, and not of a list around it. Default: false. */
  readonly isInnermost?: boolean;
  /** Whether no key of it is ever a fixed one, as the schema sees to. Default: false. */
  readonly isApart?: boolean;
}

const applications = '$.Values.applications';

const fixed: readonly Loop[] = [
  { id: 'application', key: '$name', item: '$app', over: applications },
  {
    id: 'env',
    key: '$variable',
    item: '$value',
    over: '$app.env',
    question: 'env',
    replaces: true,
  },
  {
    id: 'secrets',
    key: '$variable',
    item: '$source',
    over: '$app.secrets',
    question: 'secrets',
    replaces: true,
  },
  {
    id: 'monitor-labels',
    key: '$label',
    item: '$text',
    over: '$.Values.cluster.monitorLabels',
    question: 'monitor-labels',
    isApart: true,
  },
  ...addresses('$.Values.cluster.dns.cidrs', 'resolver'),
  ...addresses('$.Values.cluster.apiServer.cidrs', 'api-server'),
  {
    id: '$.Values.cluster.apiServer.ports',
    item: '$port',
    over: '$.Values.cluster.apiServer.ports',
    isInnermost: true,
  },
  ...addresses('$.Values.database.backup.cidrs', 'object-store'),
  { id: 'identity', key: '$annotation', item: '$text', over: '$app.identity', question: 'identity' },
  { id: 'labels', key: '$label', item: '$text', over: '$app.labels', question: 'labels', isApart: true },
  {
    id: 'annotations',
    key: '$annotation',
    item: '$text',
    over: '$app.annotations',
    question: 'annotations',
    isApart: true,
  },
  { id: 'egress', item: '$network', over: '$app.egress', question: 'egress' },
  networks('$network.network'),
  networks('$.Values.database.network'),
  networks('$.Values.cache.network'),
  { id: 'command', item: '$word', over: '$app.command', question: 'command' },
  {
    id: 'used',
    item: '$used',
    over: '$app.uses | sortAlpha',
    filter: 'not (has $used (list "database" "cache"))',
    question: 'uses-application',
  },
  {
    id: 'caller',
    item: '$caller',
    over: 'get $callers $name | default list',
    question: 'is-used',
  },
  { id: 'rules', item: '$rule', over: '$rules', question: 'scales' },
  ruleLoop('CPUUtilization', 'scales-by-cpu'),
  ruleLoop('MemoryUtilization', 'scales-by-memory'),
  ruleLoop('RequestCount', 'scales-by-requests'),
  ruleLoop('Prometheus', 'scales-by-prometheus', 'pod'),
  ruleLoop('Prometheus', 'scales-by-prometheus', 'service'),
  {
    id: 'policies',
    item: '$policy',
    over: '$policies',
    question: 'scales',
  },
  {
    id: 'database-identity',
    key: '$annotation',
    item: '$text',
    over: '$.Values.database.identity',
    question: 'database-identity',
  },
  {
    id: 'parameters',
    key: '$parameter',
    item: '$setting',
    over: '$.Values.database.parameters',
    question: 'database-parameters',
    replaces: true,
  },
];

/** A list of networks; its place names its loop. */
function addresses(over: string, question: string): Loop[] {
  return [{ id: over, item: '$cidr', over, question }];
}

/** One network or a list of them, as the values have it. */
function networks(place: string): Loop {
  return { id: place, item: '$cidr', over: `ternary (list ${place}) ${place} (kindIs "string" ${place})` };
}

function ruleLoop(metric: string, question: string, scope?: string): Loop {
  const filter = `eq $rule.metric "${metric}"`;
  return {
    id: ruleLoopId({ metric, scope }),
    item: '$rule',
    over: '$rules',
    filter: scope === undefined ? filter : `and (${filter}) (eq $rule.scope "${scope}")`,
    question,
  };
}

/** Rules of one metric, and of one scope where there are two, are written alike. */
export function ruleLoopId({ metric, scope = '' }: { metric: string; scope?: string | undefined }): string {
  return `rule ${metric} ${scope}`.trim();
}

/** All loops by id; operations add some. */
export class Loops {
  private readonly byId = new Map(fixed.map(loop => [loop.id, loop]));

  add(loop: Loop): void {
    this.byId.set(loop.id, loop);
  }

  get(id: string): Loop {
    const loop = this.byId.get(id);
    if (loop === undefined) throw new Error(`no loop ${id}; describe it in output/helm/loops.ts`);
    return loop;
  }
}
