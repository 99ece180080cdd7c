// LONG_REQUESTS hostile requests (default: 100,000) to each shield, half of them signed. The memory used afterwards is
// bounded.
import fc from 'fast-check';
import { bytesOf, faultOf, hostileRequests, sendRaw, signed } from '../support/http/fuzz.ts';
import { FuzzedShields } from '../support/http/fuzzed-shields.ts';

const REQUESTS = Number(process.env['LONG_REQUESTS'] ?? 100_000);
const SEED = Number(process.env['LONG_SEED'] ?? Date.now() % 2 ** 31);
/** Megabytes, for the test itself and three shields in one process. */
const MAX_MEMORY = 900;

it(`answers ${REQUESTS} hostile requests in each mode, seed ${SEED}`, async () => {
  const shields = await FuzzedShields.start();
  for (const mode of ['open', 'closed', 'images'] as const) {
    const { port } = shields[mode];
    const property = fc.asyncProperty(hostileRequests, fc.boolean(), async (hostile, isSigned) => {
      const request = isSigned ? signed(hostile) : hostile;
      expect(faultOf(request, await sendRaw(port, bytesOf(request)))).toBeUndefined();
    });
    const began = performance.now();
    await fc.assert(property, { numRuns: REQUESTS, seed: SEED });
    const seconds = ((performance.now() - began) / 1_000).toFixed(0);
    const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
    process.stdout.write(`${REQUESTS} requests to the ${mode} shield in ${seconds} s, ${megabytes} MB\n`);
    expect(megabytes).toBeLessThan(MAX_MEMORY);
    expect(shields[mode].log.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([]);
  }
  await shields.stop();
}, 86_400_000);
