// Keys are added and removed with the file, while the shield runs.
import type { Request } from 'express';
import { AuthService } from '../../src/auth/auth.service.ts';
import type { Key } from '../../src/auth/keys/key-ring.ts';
import { CURRENT_KEY, NEXT_KEY, SigningShield, problemIn } from '../support/auth/signing-shield.ts';

const target = '/v1/services';
let shield: SigningShield;
beforeEach(async () => {
  shield = await SigningShield.start({}, [CURRENT_KEY]);
});
afterEach(() => shield.stop());

const isAccepted = async (key: Key): Promise<boolean> => (await shield.sendSigned({ target }, { key })).status !== 403;

/** Waits until the shield has read the file, which it does when its clock is advanced. */
async function replaceKeys(keys: readonly Key[]): Promise<void> {
  await shield.writeKeyFile(keys);
  await shield.untilKeysAre(keys);
}

it('accepts a new key and refuses a removed one, without a restart', async () => {
  expect([await isAccepted(CURRENT_KEY), await isAccepted(NEXT_KEY)]).toEqual([true, false]);
  await replaceKeys([NEXT_KEY]);
  expect([await isAccepted(CURRENT_KEY), await isAccepted(NEXT_KEY)]).toEqual([false, true]);
});

it('refuses no request while keys are rotated under load', async () => {
  let signer = CURRENT_KEY;
  let isOver = false;
  const refused: unknown[] = [];
  const counts = await Promise.all([...Array.from({ length: 8 }, load), rotate()]);
  expect(refused).toEqual([]);
  expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThan(200);

  async function load(): Promise<number> {
    let sent = 0;
    for (; !isOver && sent < 5_000; sent += 1) {
      const answer = await shield.sendSigned({ target }, { key: signer });
      if (answer.status === 403) refused.push(problemIn(answer));
    }
    return sent;
  }

  async function rotate(): Promise<number> {
    await replaceKeys([CURRENT_KEY, NEXT_KEY]);
    signer = NEXT_KEY;
    await replaceKeys([NEXT_KEY, CURRENT_KEY]);
    await shield.sendSigned({ target }, { key: CURRENT_KEY });
    await replaceKeys([NEXT_KEY]);
    for (let i = 0; i < 50; i += 1) await shield.sendSigned({ target }, { key: NEXT_KEY });
    isOver = true;
    return 0;
  }
});

it.each<[string, () => Promise<void>, string]>([
  ['is gone', () => shield.removeKeyFile(), 'is not there'],
  ['is empty', () => shield.writeKeyFile(''), 'holds no key'],
  ['holds a key that is too short', () => shield.writeKeyFile('short'), 'has 5 bytes in line 1'],
])('keeps the keys while the file %s, logs it once, and loads the next valid one', async (_, damage, logged) => {
  await damage();
  await shield.untilLogged(logged);
  shield.clock.advance(20_000);
  expect(await isAccepted(CURRENT_KEY)).toBe(true);
  expect(shield.log.filter((line) => line.includes(logged) && line.includes('stay'))).toHaveLength(1);
  await replaceKeys([NEXT_KEY]);
  expect(await isAccepted(NEXT_KEY)).toBe(true);
});

it('signs with the first key of the file', async () => {
  const auth = shield.app.get(AuthService);
  const signable = { method: 'GET', host: shield.host, target };
  const keyIds = [auth.sign(signable)?.['Signature-Input']];
  await replaceKeys([NEXT_KEY, CURRENT_KEY]);
  keyIds.push(auth.sign(signable)?.['Signature-Input']);
  expect(keyIds).toEqual([expect.stringContaining(CURRENT_KEY.id), expect.stringContaining(NEXT_KEY.id)]);
});

it('ends what a key admitted when that key is removed, and only then', async () => {
  const auth = shield.app.get(AuthService);
  const ended: string[] = [];
  await replaceKeys([CURRENT_KEY, NEXT_KEY]);
  for (const key of [CURRENT_KEY, NEXT_KEY]) auth.keyRemoved(signedBy(key, auth)).subscribe(() => ended.push(key.id));
  await replaceKeys([NEXT_KEY]);
  expect(ended).toEqual([CURRENT_KEY.id]);
});

/** A request as the gate has verified it. */
function signedBy(key: Key, auth: AuthService): Request {
  const headers = { Host: shield.host, ...shield.sign({ target }, { key }) };
  const request = { method: 'GET', headers: {}, rawHeaders: Object.entries(headers).flat(), socket: {} } as unknown;
  expect(auth.problemOf(request as Request, target)).toBeUndefined();
  return request as Request;
}
