import { tsImport } from 'tsx/esm/api';

/** Before the tests of a suite: makes what they need. Each configuration names its suite in `globals.suite`. */
export default async function prepareSuite(_, { globals: { suite } }) {
  const { prepare, suites } = await tsImport('./prepare.ts', import.meta.url);
  await prepare(suites[suite]);
}
