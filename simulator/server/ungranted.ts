// Resources that RBAC doesn't grant. A refusal waits until a watch of pods is open, because a shield treats it as final then
// without a test having to advance its clock. If pods are refused too, it doesn't wait.
import type { Route } from './route.ts';
import { forbidden } from './status.ts';
import type { Status } from '../cluster/kubernetes-objects.ts';

export class Ungranted {
  private readonly podsAnswered = Promise.withResolvers<undefined>();

  private readonly resources: readonly string[];

  /** `resources`: as in URLs. */
  constructor(resources: readonly string[]) {
    this.resources = resources;
  }

  watchOpened(resource: string): void {
    if (resource === 'pods') this.podsAnswered.resolve(undefined);
  }

  faultAnswered(route: Route): void {
    if (route.kind !== 'other') this.watchOpened(route.type.plural);
  }

  async refusalOf(route: Route): Promise<Status | undefined> {
    // Authorization comes before existence.
    const resource = route.kind === 'other' ? route.path.split('/').at(-1) : route.type.plural;
    if (!this.resources.includes(resource ?? '')) return undefined;
    await this.podsAnswered.promise;
    return forbidden('system:serviceaccount:shield:shield', route);
  }
}
