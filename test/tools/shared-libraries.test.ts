import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const tools = join(import.meta.dirname, '..', '..', 'tools');

/** Programs that ask for one minor of Kubernetes' libraries. */
const families: Readonly<Record<string, readonly string[]>> = {
  'programs that read manifests': ['go/helm3', 'go/helm4', 'go/promtool'],
  'controllers of the test cluster': [
    'cluster/argo-cd',
    'cluster/barman-cloud',
    'cluster/cert-manager',
    'cluster/cloudnative-pg',
    'cluster/keda',
    'cluster/kwok',
  ],
};

/** Kubernetes' client and what it is made of: most of what each of these programs compiles. */
const libraries = [
  'github.com/go-openapi/jsonreference',
  'github.com/go-openapi/swag',
  'github.com/google/gnostic-models',
  'golang.org/x/net',
  'golang.org/x/oauth2',
  'golang.org/x/sys',
  'golang.org/x/term',
  'golang.org/x/text',
  'golang.org/x/time',
  'google.golang.org/protobuf',
  'k8s.io/api',
  'k8s.io/apimachinery',
  'k8s.io/client-go',
  'k8s.io/klog/v2',
  'k8s.io/kube-openapi',
  'k8s.io/utils',
  'sigs.k8s.io/structured-merge-diff/v6',
];

/** The version of every module that a go.mod names: of its replacement, where it has one. */
function versionsOf(folder: string): Map<string, string> {
  const goMod = readFileSync(join(tools, folder, 'go.mod'), 'utf8');
  const required = goMod.matchAll(/^\t(\S+) (v\S+)/gm);
  const replaced = goMod.matchAll(/^\t(\S+) => \S+ (v\S+)$/gm);
  return new Map([...required, ...replaced].map(([, module = '', version = '']) => [module, version]));
}

describe.each(Object.entries(families))('%s', (_, folders) => {
  test.each(libraries)('use one version of %s, so that Go compiles it once', library => {
    const versions = folders.map(folder => versionsOf(folder).get(library));
    expect(versions).toEqual(folders.map(() => versions[0]));
    expect(versions[0]).toBeDefined();
  });
});
