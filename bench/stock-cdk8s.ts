/**
 * The same objects by stock cdk8s: one chart an application, `App.synth()`, one file an object.
 *
 * Usage: node bench/run.mjs bench/stock-cdk8s.ts OBJECTS.json FOLDER
 */
import { readFileSync } from 'node:fs';
import { ApiObject, type ApiObjectProps, App, Chart, YamlOutputType } from 'cdk8s';

const [file = '', outdir = ''] = process.argv.slice(2);
const objects: ApiObjectProps[] = JSON.parse(readFileSync(file, 'utf8'));
const app = new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const charts = new Map<string, Chart>();
for (const object of objects) {
  const name = object.metadata?.name ?? '';
  const chart = charts.get(name) ?? new Chart(app, name, { disableResourceNameHashes: true });
  charts.set(name, chart);
  new ApiObject(chart, object.kind, object);
}
app.synth();
