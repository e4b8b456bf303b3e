import { Duration } from 'cdk8s';
import { type Environment, environmentSchema } from '../../config/environment.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { Choices } from './choices.ts';
import { inputOf, roles } from './input.ts';
import { ruleLoopId } from './loops.ts';
import { SymbolicQuantity } from './quantity.ts';
import type { Placeholder, Symbols } from './symbols.ts';

/** Where a value of an environment is found by a template. */
interface Place {
  readonly pipeline: string;
  readonly loops: readonly string[];
}

/** Maps whose keys are the user's: the loop that goes through each. */
const maps: Readonly<Record<string, string>> = {
  '$app.env': 'env',
  '$app.secrets': 'secrets',
  '$app.identity': 'identity',
  '$app.labels': 'labels',
  '$app.annotations': 'annotations',
  '$app.egress': 'egress',
  '$.Values.cluster.monitorLabels': 'monitor-labels',
  '$.Values.database.identity': 'database-identity',
  '$.Values.database.parameters': 'parameters',
};

/** What each round of a loop calls the key and the item of its map. */
const names: Readonly<Record<string, readonly [key: string, item: string]>> = {
  'monitor-labels': ['$label', '$text'],
  env: ['$variable', '$value'],
  secrets: ['$variable', '$source'],
  identity: ['$annotation', '$text'],
  labels: ['$label', '$text'],
  annotations: ['$annotation', '$text'],
  egress: ['$network', '$network'],
  'database-identity': ['$annotation', '$text'],
  parameters: ['$parameter', '$setting'],
};

/** Values that may hold any character; every other text is a word by its schema. */
const anyText =
  /(health|\$word|\$value|\$text|\$setting|\.query|\.unit|\.destination|\.endpoint|\.path|\.database|\.prometheus|\.schedule)$/;

/** Values that only pass through, as a whole. */
const wholes = /(\.(nodeSelector|tolerations)|\.podLabels\.(gateway|monitoring)|\.dns\.podLabels)$/;

/** Lists whose place names their loop, and what each round calls an item. */
const lists: Readonly<Record<string, string>> = { cidrs: '$cidr', network: '$cidr', ports: '$port' };

/** Numbers that may have decimals. */
const decimals = /(successRate|\$rule\.threshold)$/;

/** An environment in which every value that is no choice is a marker of where a template finds it. */
export class SymbolicEnvironment {
  readonly environment: Environment;

  constructor(
    private readonly symbols: Symbols,
    private readonly choices: Choices,
  ) {
    const parsed = environmentSchema.parse(inputOf(choices));
    const { applications, ...rest } = parsed;
    this.environment = {
      ...(this.replaced(rest, { pipeline: '$.Values', loops: [] }) as typeof rest),
      applications: Object.fromEntries(
        Object.entries(applications).map(([key, application]) => {
          const { name, place } = roles[key as keyof typeof roles];
          return [this.text(name, place.loops), this.replaced(application, place)];
        }),
      ) as Environment['applications'],
    };
    for (const { uses } of Object.values(this.environment.applications)) this.rename(uses);
  }

  private rename(uses: string[]): void {
    uses.forEach((used, index) => {
      const role = roles[used as keyof typeof roles];
      if (role) uses[index] = this.text(role.name, role.place.loops);
    });
  }

  private replaced(value: unknown, place: Place): unknown {
    if (isChosen(place.pipeline, this.choices)) return value;
    if (value instanceof Quantity) return new SymbolicQuantity(this.symbols, word(place));
    if (value instanceof Duration) {
      return Duration.seconds(this.symbols.number(integer(secondsOf(place))));
    }
    if (typeof value === 'string') return this.symbols.text(textAt(place));
    if (typeof value === 'number') return this.symbols.number(numberAt(place));
    if (typeof value !== 'object' || value === null) return value;
    if (wholes.test(place.pipeline)) return this.whole(value, place);
    if (Array.isArray(value)) return this.list(value, place);
    if ('reference' in value) return { ...value, reference: this.symbols.text(word(place)) };
    const loop = maps[place.pipeline];
    return loop === undefined ? this.fields(value, place) : this.entries(value, place, loop);
  }

  private fields(value: object, { pipeline, loops }: Place): object {
    const entries = Object.entries(value).map(([key, field]) => [
      key,
      this.replaced(field, { pipeline: `${pipeline}.${key}`, loops }),
    ]);
    return Object.fromEntries(entries);
  }

  private entries(value: object, { loops }: Place, loop: string): object {
    const [key = '', item = ''] = names[loop] ?? [];
    const inside = [...loops, loop];
    return Object.fromEntries(
      Object.values(value).map(entry => [
        this.symbols.text({ pipeline: key, kind: 'text', loops: inside }),
        this.replaced(entry, { pipeline: item, loops: inside }),
      ]),
    );
  }

  /** The first key of an item stands for the whole list. */
  private whole(value: object, { pipeline, loops }: Place): object {
    if (Object.keys(value).length === 0) return value;
    const block = this.symbols.text({ pipeline: `toYaml ${pipeline}`, kind: 'block', loops });
    return Array.isArray(value) ? [{ key: block }] : { [block]: block };
  }

  private list(value: readonly unknown[], { pipeline, loops }: Place): unknown[] {
    if (pipeline.endsWith('.uses')) return [...value];
    if (pipeline.endsWith('.rules')) {
      return value.map(rule => {
        const loop = ruleLoopId(rule as { metric: string; scope?: string });
        return this.replaced(rule, { pipeline: '$rule', loops: [...loops, loop] });
      });
    }
    const item = lists[pipeline.split('.').at(-1) ?? ''];
    if (item !== undefined) {
      return value.map(one => this.replaced(one, { pipeline: item, loops: [...loops, pipeline] }));
    }
    if (pipeline.endsWith('.command')) {
      return value.map(item => this.replaced(item, { pipeline: '$word', loops: [...loops, 'command'] }));
    }
    throw new Error(`${pipeline} is a list that no loop goes through; describe it in output/helm/loops.ts`);
  }

  private text(pipeline: string, loops: readonly string[]): string {
    return this.symbols.text({ pipeline, kind: 'word', loops });
  }
}

function secondsOf({ pipeline, loops }: Place): Place {
  return { pipeline: `include "slipway.seconds" ${pipeline}`, loops };
}

function word({ pipeline, loops }: Place): Placeholder {
  return { pipeline, kind: 'word', loops };
}

function integer({ pipeline, loops }: Place): Placeholder {
  return { pipeline, kind: 'integer', loops };
}

function textAt({ pipeline, loops }: Place): Placeholder {
  return { pipeline, kind: anyText.test(pipeline) ? 'text' : 'word', loops };
}

function numberAt({ pipeline, loops }: Place): Placeholder {
  return { pipeline, kind: decimals.test(pipeline) ? 'number' : 'integer', loops };
}

/** Values that constructs branch on stay as they are. */
function isChosen(pipeline: string, choices: Choices): boolean {
  switch (pipeline) {
    case '$.Values.cluster.zones':
      return choices.zones === 1;
    case '$.Values.database.instances':
      return choices.instances === 1;
    case '$.Values.cache.replicas':
      return choices.cacheReplicas < 3;
    case '$.Values.cache.eviction':
      return choices.eviction === 'noeviction';
    case '$.Values.cluster.kubernetes':
    case '$.Values.database.version':
    case '$.Values.database.dataDurability':
    case '$.Values.database.pooler.mode':
      return true;
    default:
      return /\.(strategy|metric|scope|mode)$/.test(pipeline);
  }
}
