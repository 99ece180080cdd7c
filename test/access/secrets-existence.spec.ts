// A private shield doesn't reveal which names exist, neither by answers nor by look-ups: access is judged before anything
// is looked up. In these tests look-ups throw on purpose: a refused request must never cause one.
import { LocalCatalog } from '../../src/services/local-catalog.ts';
import { FleetService } from '../../src/federation/fleet.service.ts';
import { HistoryService } from '../../src/history/history.service.ts';
import { AdvertiserService } from '../../src/federation/member/advertiser.service.ts';
import { ROUTES, type RouteName } from '../../src/http/request/routes.ts';
import { CURRENT_KEY, type Received, SigningShield, UNKNOWN_KEY } from '../support/auth/signing-shield.ts';

let shield: SigningShield;
beforeAll(async () => {
  shield = await SigningShield.start({}, [CURRENT_KEY]);
  for (const type of [FleetService, LocalCatalog, HistoryService, AdvertiserService])
    makeThrow(shield.app.get(type as never));
});
afterAll(() => shield.stop());

const NAMES = ['web', 'no-such-service', '__proto__', '%00', 'x'.repeat(253), '*'];
const targets = (Object.keys(ROUTES) as RouteName[])
  .filter((route) => ROUTES[route].access !== 'probe')
  .flatMap((route) => NAMES.map((name) => ROUTES[route].path.replaceAll(/:[a-z]+/g, name)));

it('answers unsigned and wrongly signed requests with the same bytes, whatever they name', async () => {
  const answers = new Map<string, string>();
  for (const target of targets) {
    answers.set(target, textOf(await shield.send({ target })));
    const { status } = await shield.sendSigned({ target }, { key: UNKNOWN_KEY });
    expect([400, 403, 404]).toContain(status);
  }
  const byStatus = Map.groupBy(answers, ([, text]) => text.slice(0, 3));
  expect([...byStatus.keys()].sort()).toEqual(['400', '403', '404']);
  for (const all of byStatus.values()) expect(new Set(all.map(([, text]) => text)).size).toBe(1);
});

it('answers the same whatever the method, body, parameters or conditions', async () => {
  const [plain, ...others] = await Promise.all([
    shield.send({ target: '/v1/services/web' }),
    shield.send({ target: '/v1/services/unknown?limit=-1&limit=2&q=%ff' }),
    shield.send({ target: '/v1/services/web', headers: { 'If-None-Match': '*', Origin: 'https://evil.example' } }),
    shield.send({ target: '/_/web/health.json?namespace=prod&cluster=x' }),
  ]);
  for (const other of others) expect(textOf(other)).toBe(textOf(plain));
});

it('causes no lookup for refused requests', () => {
  expect(shield.log.filter((line) => line.includes('accessed'))).toEqual([]);
});

it('detects a lookup (control)', async () => {
  expect((await shield.sendSigned({ target: '/v1/services' })).status).toBe(500);
  expect(shield.log.some((line) => line.includes('accessed'))).toBe(true);
});

/** Every access to a method of the service throws from now on. */
function makeThrow(service: object): void {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(service)).filter((name) => name !== 'constructor');
  for (const name of names) {
    if (/^(?:on|before)[A-Z]/.test(name)) continue;
    Object.defineProperty(service, name, {
      configurable: true,
      get: () => {
        throw new Error(`${name} was accessed`);
      },
    });
  }
}

/** Status, headers and body, without the date and the request's id. */
function textOf({ status, headers, body }: Received): string {
  const compared = Object.entries(headers).filter(([name]) => name !== 'date');
  return `${status} ${JSON.stringify(compared)} ${body.replace(/urn:uuid:[0-9a-f-]{36}/, 'ID')}`;
}
