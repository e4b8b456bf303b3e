/**
 * What `slipway synth --format yaml` does, on the six objects an application that the other programs render too:
 * without the observability tier, which would add two.
 *
 * Usage: node bench/run.mjs bench/same-objects.ts ENVIRONMENT.json
 */
import { loadEnvironments } from '../config/load.ts';
import { renderEnvironment } from '../output/render.ts';
import { toStream } from '../output/stream.ts';
import { fileCollisions } from '../output/tree.ts';
import { checkObjects } from '../rules/check.ts';

const [environment] = await loadEnvironments(process.argv.slice(2));
if (environment === undefined) throw new Error('name an environment file');
const { objects } = renderEnvironment({ ...environment, observability: false });
const violations = [...checkObjects(objects), ...fileCollisions(objects)];
if (violations.length > 0) throw new Error(JSON.stringify(violations[0]));
process.stdout.write(toStream(objects, 'yaml'));
