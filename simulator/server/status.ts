// The Status objects of a real API server, with its messages.
import type { Status } from '../cluster/kubernetes-objects.ts';
import type { Route } from './route.ts';

export function statusOf(code: number, reason: string, message: string, more: Partial<Status> = {}): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code, ...more };
}

export function expiredWatch(requested: number, oldest: number): Status {
  return statusOf(410, 'Expired', `too old resource version: ${requested} (${oldest})`);
}

/** `token` continues with the current rest of the list, which isn't consistent with the pages before. */
export function expiredContinue(token: string): Status {
  return statusOf(
    410,
    'Expired',
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
      'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
      'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
      'deleted between the time the first chunk was returned and now may show up in the list.',
    { metadata: { continue: token } },
  );
}

export function expiredList(): Status {
  return statusOf(410, 'Expired', 'The resourceVersion for the provided list is too old.');
}

export function tooLargeVersion(requested: number, current: number): Status {
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return statusOf(504, 'Timeout', `Timeout: Too large resource version: ${requested}, current: ${current}`, {
    details: { causes, retryAfterSeconds: 1 },
  });
}

export function badRequest(message: string): Status {
  return statusOf(400, 'BadRequest', message);
}

export function forbidden(user: string, route: Route): Status {
  if (route.kind === 'other') {
    return statusOf(403, 'Forbidden', `forbidden: User "${user}" cannot get path "${route.path}"`);
  }
  const { kind: verb, namespace, type } = route;
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `cannot ${verb} resource "${type.plural}" in API group "${type.group}" ${scope}`;
  const name = type.group === '' ? type.plural : `${type.plural}.${type.group}`;
  const details = { kind: type.plural, ...(type.group !== '' && { group: type.group }) };
  return statusOf(403, 'Forbidden', `${name} is forbidden: User "${user}" ${what}`, { details });
}

export function unauthorized(): Status {
  return statusOf(401, 'Unauthorized', 'Unauthorized');
}
