import { type EnvironmentInput, environmentSchema } from '../../../../config/environment.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;

const none: Applications = {};

/** Rounds in which faults are taken out. A key that is gone may leave another one without what it needs. */
const mostRounds = 8;

/**
 * The same environment without the keys of applications that the schema refuses. With a hundred keys at random, almost
 * every application has two that contradict each other.
 */
export function sound(input: EnvironmentInput): EnvironmentInput {
  let left = input;
  for (let round = 0; round < mostRounds; round++) {
    const { error } = environmentSchema.safeParse(left);
    if (error === undefined) return left;
    const applications = error.issues.reduce<Applications>(
      (rest, { path: [owner, name, key] }) =>
        owner === 'applications' ? without(rest, String(name), key) : rest,
      left.applications ?? none,
    );
    // A fault of something else stays.
    if (applications === left.applications) return left;
    left = { ...left, applications };
  }
  return left;
}

/** Applications without a key of one of them, or without that one, where it needs the key. */
function without(applications: Applications, name: string, key: PropertyKey | undefined): Applications {
  const { [name]: application, ...others } = applications;
  if (application === undefined) return applications;
  const kept = withoutKey(application, key);
  return kept === undefined ? others : { ...applications, [name]: kept };
}

function withoutKey(
  application: Applications[string],
  key: PropertyKey | undefined,
): Applications[string] | undefined {
  if (key === 'uses') return { ...application, uses: [] };
  if (typeof key !== 'string' || key === 'image' || key === 'resources') return undefined;
  // A key that is missing belongs to the kind.
  const gone = Object.hasOwn(application, key) ? key : 'kind';
  if (!Object.hasOwn(application, gone)) return undefined;
  const { [gone as keyof typeof application]: _, ...rest } = application;
  return rest as Applications[string];
}
