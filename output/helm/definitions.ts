/** A variable that a template sets once and reads as often as it likes. */
export interface Definition {
  /** Such as `$callers`. */
  readonly variable: string;
  /** Where it is set. */
  readonly at: 'top of the file' | 'each application' | 'object';
  /** Template text that sets it, one line each. */
  readonly lines: readonly string[];
}

const fixed: readonly Definition[] = [
  {
    variable: '$callers',
    at: 'top of the file',
    lines: ['{{- $callers := include "slipway.callers" $ | fromJson }}'],
  },
  {
    variable: '$steps',
    at: 'each application',
    lines: ['{{- $steps := and (kindIs "map" $app.scale) (eq $app.scale.mode "step") }}'],
  },
  {
    variable: '$rules',
    at: 'object',
    lines: ['{{- $rules := (ternary $app.scale dict (kindIs "map" $app.scale)).rules }}'],
  },
  ofRules('$largestAdjustment', 'max', 0, 'adjustment'),
  ofRules('$shortestCooldown', 'min', 1800, 'cooldown'),
  {
    variable: '$manyHosts',
    at: 'top of the file',
    lines: ['{{- $manyHosts := gt (include "slipway.hosts" $ | splitList "\\n- " | rest | len) 63 }}'],
  },
  {
    variable: '$metrics',
    at: 'each application',
    lines: [
      '{{- $metrics := list }}',
      '{{- if kindIs "map" $app.scale }}',
      '{{- range $rule := $app.scale.rules }}{{ $metrics = append $metrics $rule.metric }}{{ end }}',
      '{{- end }}',
    ],
  },
];

/** The largest or the smallest number in the rules of an application. */
function ofRules(variable: string, operator: 'max' | 'min', least: number, field: string): Definition {
  const next = `${operator} ${variable} $rule.${field}`;
  const lines = [
    `{{- ${variable} := ${least} }}`,
    `{{- range $rule := $app.scale.rules }}{{ ${variable} = ${next} }}{{ end }}`,
  ];
  return { variable, at: 'object', lines };
}

/** All definitions; operations add some. A file holds those that it reads. */
export class Definitions {
  private readonly byVariable = new Map(fixed.map(one => [one.variable, one]));

  /** A list that holds each of what the rules of an application give once, as `$policies` does. */
  addOfRules(variable: string, ofRule: string): void {
    const lines = [
      `{{- ${variable} := list }}`,
      '{{- if kindIs "map" $app.scale }}',
      '{{- range $rule := $app.scale.rules }}',
      `{{- ${variable} = append ${variable} (${ofRule}) | uniq }}`,
      '{{- end }}',
      '{{- end }}',
    ];
    this.byVariable.set(variable, { variable, at: 'object', lines });
  }

  /** A list of data that a template renders, each kind of item once beside how often it is there, as `$pods`. */
  addKinds(variable: string, rendered: string): void {
    const lines = [`{{- ${variable} := include "slipway.kinds" (${rendered}) | fromYamlArray }}`];
    this.byVariable.set(variable, { variable, at: 'top of the file', lines });
  }

  /** The lines that set what these lines read, for one place. */
  readBy(lines: readonly string[], at: Definition['at']): string[] {
    const read = [...this.byVariable.values()].filter(
      one => one.at === at && lines.some(line => mentions(line, one.variable)),
    );
    return read.flatMap(one => one.lines);
  }
}

function mentions(line: string, variable: string): boolean {
  const at = line.indexOf(variable);
  return at !== -1 && !/\w/.test(line[at + variable.length] ?? '');
}
