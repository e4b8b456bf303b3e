import type { HttpResponse } from './http.ts';
import { at, listAt, type Reference } from './objects.ts';

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

type Kinds = ReadonlyMap<string, Resource>;

/** Where objects of a kind live in the API, asked of the server and remembered. */
export class Discovery {
  private readonly known = new Map<string, Promise<Kinds>>();

  constructor(private readonly get: (path: string) => Promise<HttpResponse>) {}

  /** The path of one object. */
  async path(reference: Reference): Promise<string> {
    return `${await this.collection(reference)}/${encodeURIComponent(reference.name)}`;
  }

  /** The path of all objects of a kind, in one namespace if the reference names one. */
  async collection({ apiVersion, kind, namespace }: Omit<Reference, 'name'>): Promise<string> {
    const { plural, namespaced } = await this.resource(apiVersion, kind);
    const scope = namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${groupPath(apiVersion)}${scope}/${plural}`;
  }

  /** Whether objects of a kind live in a namespace. */
  async namespaced(apiVersion: string, kind: string): Promise<boolean> {
    return (await this.resource(apiVersion, kind)).namespaced;
  }

  /** Whether the server serves a kind. */
  async knows(apiVersion: string, kind: string): Promise<boolean> {
    return this.resource(apiVersion, kind).then(
      () => true,
      () => false,
    );
  }

  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const remembered = (await this.known.get(apiVersion)?.catch(() => undefined))?.get(kind);
    if (remembered !== undefined) return remembered;
    const kinds = this.ask(apiVersion);
    this.known.set(apiVersion, kinds);
    const found = (await kinds).get(kind);
    if (found === undefined) throw new Error(`${apiVersion}: the server knows no kind ${kind}`);
    return found;
  }

  private async ask(apiVersion: string): Promise<Kinds> {
    const { body } = await this.get(groupPath(apiVersion));
    const kinds = new Map<string, Resource>();
    for (const entry of listAt(body, 'resources')) {
      const plural = String(at(entry, 'name'));
      if (plural.includes('/')) continue;
      kinds.set(String(at(entry, 'kind')), { plural, namespaced: at(entry, 'namespaced') === true });
    }
    return kinds;
  }
}

function groupPath(apiVersion: string): string {
  return apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
