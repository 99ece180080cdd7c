// Tokens and certificates for the API server, and how the shield follows their changes.
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadClusterAccess } from '../../src/kubernetes/kubeconfig/kubeconfig.loader.ts';
import { selfSigned } from '../support/app/certificate.ts';
import { until } from '../support/time/until.ts';
import { WatchedCluster } from '../support/cluster/watched-cluster.ts';

let watched: WatchedCluster;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'discovery-access-'));
});

afterEach(async () => {
  await watched.stop();
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The server ends the watch in its second half, so that the next request comes at once. */
function nextRequest(): void {
  watched.manual.advance(26_000);
  watched.server.endWatches();
}

describe('a token', () => {
  it('is read again from its file when it changes, before the old one is refused', async () => {
    watched = new WatchedCluster({ server: { tokens: ['old'] } });
    // With a newline at the end, as editors write it.
    const tokenFile = write('token', 'old\n');
    await watched.start({ tokenFile });
    await watched.untilWatching();
    watched.server.tokens.clear();
    watched.server.tokens.add('new');
    write('token', 'new\n');
    nextRequest();
    await until(
      'the watch resumed',
      () => watched.requests('watch').length === 2 && watched.watch.state === 'watching',
    );
    expect(watched.faults).toEqual([]);
  });

  it('is read again when the kubelet swaps the symlink to it', async () => {
    watched = new WatchedCluster({ server: { tokens: ['old'] } });
    for (const version of ['old', 'new']) {
      mkdirSync(join(folder, version));
      write(`${version}/token`, version);
    }
    symlinkSync('old', join(folder, '..data'));
    symlinkSync('..data/token', join(folder, 'token'));
    await watched.start({ tokenFile: join(folder, 'token') });
    await watched.untilWatching();
    watched.server.tokens.clear();
    watched.server.tokens.add('new');
    symlinkSync('new', join(folder, '..next'));
    renameSync(join(folder, '..next'), join(folder, '..data'));
    nextRequest();
    await until(
      'the watch resumed',
      () => watched.requests('watch').length === 2 && watched.watch.state === 'watching',
    );
    expect(watched.faults).toEqual([]);
  });

  it('in the kubeconfig is read again when the kubeconfig is rewritten', async () => {
    watched = new WatchedCluster({ server: { tokens: ['old'] } });
    await watched.start({ token: 'old' });
    await watched.untilWatching();
    watched.server.tokens.clear();
    watched.server.tokens.add('new');
    writeFileSync(watched.kubeconfig, '{ half a kubeconf');
    nextRequest();
    await until('the token is refused', () => watched.watch.lastFault === 'unauthorized');
    watched.writeKubeconfig({ token: 'new' });
    await watched.untilWatching(watched.advanceOneSecond);
  });

  it('that is wrong is reported without being printed', async () => {
    watched = new WatchedCluster({ server: { tokens: ['right'] } });
    await watched.start({ token: 'wrong-and-secret' });
    await until('the token is refused', () => watched.faults.length > 0);
    expect(watched.faults[0]).toMatchObject({ code: 'unauthorized' });
    expect(watched.faults[0]?.text).not.toContain('wrong-and-secret');
    expect(watched.watch).toMatchObject({ state: 'failing', wasRefused: false });
  });

  it('whose file is missing is a fault, and is used once the file exists', async () => {
    watched = new WatchedCluster({ server: { tokens: ['right'] } });
    await watched.start({ tokenFile: join(folder, 'token') });
    await until('the fault is reported', () => watched.faults.length > 0);
    expect(watched.faults[0]?.code).toBe('credentials');
    write('token', 'right');
    await watched.untilWatching(watched.advanceOneSecond);
  });
});

describe('a certificate', () => {
  it('is verified with the CA, and both may change', async () => {
    const [old, renewed] = [selfSigned(), selfSigned()];
    watched = new WatchedCluster({ server: { tls: old } });
    await watched.start({ ca: old.cert });
    await watched.untilWatching();
    const { connections } = watched.server;

    watched.server.setSecureContext(renewed);
    watched.server.cutConnections();
    await until(
      'the certificate is not trusted',
      () => watched.watch.lastFault === 'certificate',
      watched.advanceOneSecond,
    );
    expect(watched.faults.at(-1)?.text).toContain('CA');
    watched.writeKubeconfig({ ca: renewed.cert });
    watched.add('web-2');
    await watched.untilSynced(watched.advanceOneSecond);
    expect(watched.server.connections).toBeGreaterThan(connections);
  });

  it('of an unknown authority is not trusted', async () => {
    watched = new WatchedCluster({ server: { tls: selfSigned() } });
    await watched.start({ ca: selfSigned().cert });
    await until('the certificate is not trusted', () => watched.faults.length > 0);
    expect(watched.faults[0]?.code).toBe('certificate');
    expect(watched.server.requests).toEqual([]);
  });

  it('that changes does not interrupt an open watch', async () => {
    const [old, renewed] = [selfSigned(), selfSigned()];
    watched = new WatchedCluster({ server: { tls: old } });
    await watched.start({ ca: old.cert });
    await watched.untilWatching();
    watched.writeKubeconfig({ ca: old.cert + renewed.cert });
    watched.server.setSecureContext(renewed);
    watched.add('web-2');
    await watched.untilSynced();
    nextRequest();
    await until(
      'the watch resumed',
      () => watched.requests('watch').length === 2 && watched.watch.state === 'watching',
    );
    expect(watched.faults).toEqual([]);
    expect(watched.server.connections).toBe(2);
  });
});

describe("a pod's own service account", () => {
  const names = ['KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT'] as const;
  const before = names.map((name) => process.env[name]);
  afterEach(() => {
    for (const [index, name] of names.entries()) {
      const value = before[index];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  it('is used before any kubeconfig, with its CA and token', async () => {
    const tls = selfSigned();
    watched = new WatchedCluster({ server: { tls, tokens: ['of-the-pod'] } });
    await watched.server.listen();
    process.env['KUBERNETES_SERVICE_HOST'] = '127.0.0.1';
    process.env['KUBERNETES_SERVICE_PORT'] = String(watched.server.port);
    mkdirSync(join(folder, 'var/run/secrets/kubernetes.io/serviceaccount'), { recursive: true });
    write('var/run/secrets/kubernetes.io/serviceaccount/ca.crt', tls.cert);
    const token = write('var/run/secrets/kubernetes.io/serviceaccount/token', 'of-the-pod');
    const access = await loadClusterAccess('/no/such/kubeconfig', {
      home: undefined,
      serviceHost: '127.0.0.1',
      root: folder,
    });
    if (access.type === 'fault') throw new Error(access.text);
    watched.startWith(access);
    await watched.untilWatching();
    await watched.untilSynced();

    watched.server.tokens.clear();
    watched.server.tokens.add('renewed');
    writeFileSync(token, 'renewed');
    nextRequest();
    await until(
      'the watch resumed',
      () => watched.requests('watch').length === 2 && watched.watch.state === 'watching',
    );
    expect(watched.faults).toEqual([]);
  });
});
