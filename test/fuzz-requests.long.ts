// As many hostile requests to each shield as LONG_REQUESTS says: 100,000, half of them signed. The memory that they leave
// is bounded.
import fc from 'fast-check';
import { bytesOf, faultOf, hostileRequests, sendRaw, signed } from './support/http/fuzz.ts';
import { FuzzedShields } from './support/http/fuzzed-shields.ts';

const REQUESTS = Number(process.env['LONG_REQUESTS'] ?? 100_000);
const SEED = Number(process.env['LONG_SEED'] ?? Date.now() % 2 ** 31);
/** Megabytes: the process holds the test itself, and three shields. */
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
