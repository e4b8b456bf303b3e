import type { Connection } from './connection.ts';
import { type Look, type Patience, until } from './deadline.ts';
import { Discovery } from './discovery.ts';
import { HttpClient, type HttpRequest, type HttpResponse } from './http.ts';
import { at, type KubernetesObject, label, listAt, type Reference, referenceTo } from './objects.ts';

/** Who owns the fields that the tests and the sandbox apply. */
const defaultFieldManager = 'slipway';

/** The server's refusal: its message, unchanged, with the HTTP status and Kubernetes' reason. */
export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly reason: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export interface ApplyOptions {
  /** Default: `slipway`. */
  readonly fieldManager?: string;
  /** Whether the server only pretends. Default: false. */
  readonly dryRun?: boolean;
}

/** What the server keeps after a change, and what it warned of. */
export interface Applied {
  readonly object: KubernetesObject;
  readonly warnings: readonly string[];
}

/** A small client of the Kubernetes API: what the tests need, for every kind that the server knows. */
export class ApiClient {
  private readonly http: HttpClient;
  private readonly discovery: Discovery;

  constructor(connection: Connection) {
    this.http = new HttpClient(connection);
    this.discovery = new Discovery(path => this.expect({ method: 'GET', path }));
  }

  /** Server-side apply that takes over every conflict, with unknown and duplicate fields refused. */
  async apply(
    object: KubernetesObject,
    { fieldManager = defaultFieldManager, dryRun = false }: ApplyOptions = {},
  ): Promise<Applied> {
    const query = {
      fieldManager,
      fieldValidation: 'Strict',
      force: 'true',
      ...(dryRun && { dryRun: 'All' }),
    };
    const { body, warnings } = await this.expect({
      method: 'PATCH',
      path: await this.discovery.path(referenceTo(object)),
      query,
      body: object,
      contentType: 'application/apply-patch+yaml',
    });
    return { object: body as KubernetesObject, warnings };
  }

  /** A plain POST; `subresource` is the last part of the path (`eviction`, `token`) below the object `of`. */
  async create(object: KubernetesObject, subresource?: string, of?: Reference): Promise<Applied> {
    const path =
      subresource !== undefined && of !== undefined
        ? `${await this.discovery.path(of)}/${subresource}`
        : await this.discovery.collection(referenceTo(object));
    const query = { fieldValidation: 'Strict' };
    const { body, warnings } = await this.expect({ method: 'POST', path, query, body: object });
    return { object: body as KubernetesObject, warnings };
  }

  /** A JSON merge patch; `subresource` may be `status` or `scale`. */
  async patch(of: Reference, patch: unknown, subresource?: string): Promise<Applied> {
    const base = await this.discovery.path(of);
    const path = subresource === undefined ? base : `${base}/${subresource}`;
    const contentType = 'application/merge-patch+json';
    const query = { fieldValidation: 'Strict' };
    const { body, warnings } = await this.expect({ method: 'PATCH', path, query, body: patch, contentType });
    return { object: body as KubernetesObject, warnings };
  }

  /** The object, or `undefined` where there is none. */
  async find(of: Reference): Promise<KubernetesObject | undefined> {
    const response = await this.http.send({ method: 'GET', path: await this.discovery.path(of) });
    if (response.status === 404) return undefined;
    return accept(response) as KubernetesObject;
  }

  /** The object; an ApiError where there is none. */
  async get(of: Reference): Promise<KubernetesObject> {
    const { body } = await this.expect({ method: 'GET', path: await this.discovery.path(of) });
    return body as KubernetesObject;
  }

  /** All objects of a kind, in one namespace or in all. */
  async list(
    kind: Omit<Reference, 'name'>,
    { labels }: { readonly labels?: string } = {},
  ): Promise<readonly KubernetesObject[]> {
    const path = await this.discovery.collection(kind);
    const query: Record<string, string> = labels === undefined ? {} : { labelSelector: labels };
    const { body } = await this.expect({ method: 'GET', path, query });
    const { apiVersion, kind: name } = kind;
    return listAt(body, 'items').map(item => ({ apiVersion, kind: name, ...(item as object) })) as never;
  }

  /** Deletes an object and waits until it is gone; an absent one is fine. */
  async delete(of: Reference, patience: Patience = {}): Promise<void> {
    const path = await this.discovery.path(of);
    const response = await this.http.send({
      method: 'DELETE',
      path,
      query: { propagationPolicy: 'Background' },
    });
    if (response.status !== 404) accept(response);
    await this.until(of, object => object === undefined, { what: 'gone', ...patience });
  }

  /** Waits until an object, `undefined` while it does not exist, is as wished, and returns it. */
  async until(
    of: Reference,
    wished: (object: KubernetesObject | undefined) => boolean,
    { what = 'as wished', ...patience }: Patience & { readonly what?: string } = {},
  ): Promise<KubernetesObject | undefined> {
    const look = async (): Promise<Look<KubernetesObject | undefined>> => {
      const object = await this.find(of);
      return wished(object) ? { done: object } : { state: JSON.stringify(at(object, 'status') ?? null) };
    };
    return until(`${label(of)} ${what}`, look, patience);
  }

  /** Whether the server serves a kind now. */
  knows(apiVersion: string, kind: string): Promise<boolean> {
    return this.discovery.knows(apiVersion, kind);
  }

  /** One request as it is, whatever the status of the answer. */
  send(request: HttpRequest): Promise<HttpResponse> {
    return this.http.send(request);
  }

  close(): void {
    this.http.close();
  }

  private async expect(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.http.send(request);
    accept(response);
    return response;
  }
}

function accept({ status, body }: HttpResponse): unknown {
  if (status >= 200 && status < 300) return body;
  const message = at(body, 'message');
  const reason = at(body, 'reason');
  throw new ApiError(
    typeof message === 'string' ? message : String(body),
    status,
    typeof reason === 'string' ? reason : '',
  );
}
