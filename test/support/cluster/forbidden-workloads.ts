// pods-only.long.ts runs tests of pods once more with workloads watched and every kind of them forbidden.

export const REFUSES_WORKLOADS = process.env['REFUSES_WORKLOADS'] === 'true';
export const WORKLOADS = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs', 'rollouts'];
