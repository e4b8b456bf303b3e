import * as fc from 'fast-check';
import { variablesOf } from '../../charts/application/pod/variables.ts';
import { connectionsOf } from '../../charts/network/connections.ts';
import { connectionVariables } from '../../config/connection-variables.ts';
import { environmentSchema } from '../../config/environment.ts';
import { law } from '../support/law.ts';
import { randomEnvironments } from '../support/random-environments.ts';

test('the check of references knows exactly the variables that connections set', () => {
  law(
    fc.property(randomEnvironments, input => {
      const environment = environmentSchema.parse(input);
      const connections = connectionsOf(environment);
      for (const [name, application] of Object.entries(environment.applications)) {
        const plain = { ...application, env: {}, secrets: {} };
        const variables = variablesOf({ environment, name, application: plain, connections });
        const known = connectionVariables(application, environment);
        expect([...known].sort()).toEqual(variables.map(variable => variable.name).sort());
      }
    }),
    { numRuns: 30 },
  );
});
