import type { Application } from '../../config/application/application.ts';
import type { Environment } from '../../config/environment.ts';
import type { ConnectionSettings } from './connection-settings.ts';

/** One application, and everything that its objects are made from. */
export interface ApplicationContext {
  readonly environment: Environment;
  readonly name: string;
  readonly application: Application;
  readonly connections: ConnectionSettings;
}
