// The refusals of a real API server, with its words.
import type { Status } from '../cluster/kubernetes-objects.ts';

export function statusOf(code: number, reason: string, message: string, more: Partial<Status> = {}): Status {
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code, ...more };
}

export function expiredWatch(asked: number, oldest: number): Status {
  return statusOf(410, 'Expired', `too old resource version: ${asked} (${oldest})`);
}

/** `token` goes on with the rest of the list as it is now, which isn't consistent with the pages before. */
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

export function tooLargeVersion(asked: number, current: number): Status {
  const causes = [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }];
  return statusOf(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    details: { causes, retryAfterSeconds: 1 },
  });
}

export function badRequest(message: string): Status {
  return statusOf(400, 'BadRequest', message);
}

export function forbidden(user: string, verb: string, namespace: string | undefined): Status {
  const scope = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `cannot ${verb} resource "pods" in API group "" ${scope}`;
  return statusOf(403, 'Forbidden', `pods is forbidden: User "${user}" ${what}`, { details: { kind: 'pods' } });
}

export function unauthorized(): Status {
  return statusOf(401, 'Unauthorized', 'Unauthorized');
}
