// The badge /_/cluster-dns/lookup/: does the cluster's DNS answer?
import { lookup as resolve } from 'node:dns/promises';

export const options = { lookup: { interval: '30s', timeout: '3s' } };

export async function lookup() {
  const { address } = await resolve('kubernetes.default.svc');
  return { label: 'dns', status: `answers ${address}`, color: 'green' };
}
