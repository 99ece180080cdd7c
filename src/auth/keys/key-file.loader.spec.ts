import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KeyFileLoader, keyFileFaults } from './key-file.loader.ts';

const KEY = 'k'.repeat(32);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-shields-keys-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const file = (content: string, name = 'keys'): Promise<void> => writeFile(join(folder, name), content);
const loader = (name = 'keys'): KeyFileLoader => new KeyFileLoader(join(folder, name));

describe('the key file on disk', () => {
  it('is returned once, then only when its content changes', async () => {
    await file(KEY);
    const keys = loader();
    expect(await keys.readIfChanged()).toMatchObject({ keys: [{}] });
    expect(await keys.readIfChanged()).toBeUndefined();
    await file(KEY);
    expect(await keys.readIfChanged()).toBeUndefined();
    await file(`${KEY}\n${KEY}2`);
    expect(await keys.readIfChanged()).toMatchObject({ keys: [{}, {}] });
  });

  it('is read again after a symlink swap as the kubelet does it', async () => {
    await secretVersion('v1', `${KEY}1`);
    await symlink('v1', join(folder, '..data'));
    await symlink(join('..data', 'keys'), join(folder, 'keys'));
    const keys = loader();
    const before = await keys.readIfChanged();
    await secretVersion('v2', `${KEY}2`);
    await symlink('v2', join(folder, '..data_tmp'));
    await rename(join(folder, '..data_tmp'), join(folder, '..data'));
    const after = await keys.readIfChanged();
    expect(after).toMatchObject({ keys: [{}] });
    expect(after).not.toEqual(before);
  });

  it('is reported once while it is missing, and returned when it exists again', async () => {
    await file(KEY);
    const keys = loader();
    await keys.readIfChanged();
    await rm(join(folder, 'keys'));
    expect(await keys.readIfChanged()).toEqual({ faults: [expect.stringContaining('is not there')] });
    expect(await keys.readIfChanged()).toBeUndefined();
    await file(KEY);
    expect(await keys.readIfChanged()).toMatchObject({ keys: [{}] });
  });

  it.each<[string, () => Promise<unknown>, string]>([
    ['a missing file', () => Promise.resolve(), 'is not there'],
    ['a folder', () => mkdir(join(folder, 'keys')), 'is not a file'],
    ['an empty file', () => file(''), 'holds no key'],
    ['a large file', () => file('#'.repeat(65 * 1024)), 'is larger than 64 kB'],
  ])('is faulty as %s', async (_, make, fault) => {
    await make();
    expect(await keyFileFaults(join(folder, 'keys'))).toEqual([
      expect.stringContaining(`INTRA_SECRET: the key file ${fault}`),
    ]);
  });

  it('has no fault when it holds a key', async () => {
    await file(KEY);
    expect(await keyFileFaults(join(folder, 'keys'))).toEqual([]);
  });
});

async function secretVersion(name: string, content: string): Promise<void> {
  await mkdir(join(folder, name));
  await file(content, join(name, 'keys'));
}
