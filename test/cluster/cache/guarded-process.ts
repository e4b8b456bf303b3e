import { startGuarded } from './guarded.ts';

// Stands for a test that runs a server: prints the ids of both processes of its group, and waits for its end.
const server = startGuarded(['sh', '-c', 'sleep 600 & echo $$ $!; wait'], { env: process.env, output: 1 });
if (process.argv[2] === 'briefly') setTimeout(() => process.exit(), 500);
else server.once('exit', () => process.exit());
