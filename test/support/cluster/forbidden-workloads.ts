// Tests of pods alone may run once more while workloads are watched and every kind of them is refused: pods-only.long.ts.

export const REFUSES_WORKLOADS = process.env['REFUSES_WORKLOADS'] === 'true';
export const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'rollouts'];
