import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Credentials, loadClusterAccess, type Places } from './kubeconfig.loader.ts';

let folder: string;
const nowhere: Places = { home: undefined, serviceHost: undefined, root: '' };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

interface Parts {
  readonly server?: string;
  readonly cluster?: string;
  readonly user?: string;
  readonly current?: string;
}

function kubeconfig({
  server = 'https://10.0.0.1:6443',
  cluster = '',
  user = 'token: abc',
  current = 'dev',
}: Parts = {}): string {
  return `apiVersion: v1
kind: Config
current-context: ${current}
clusters: [{ name: dev, cluster: { server: '${server}'${cluster} } }]
users: [{ name: dev, user: { ${user} } }]
contexts: [{ name: dev, context: { cluster: dev, user: dev } }]
`;
}

async function faultOf(config: string | undefined): Promise<string> {
  const access = await loadClusterAccess(config, nowhere);
  return access.type === 'fault' ? access.text : 'none';
}

async function credentialsOf(config: string | undefined, places = nowhere): Promise<Credentials> {
  const access = await loadClusterAccess(config, places);
  if (access.type === 'fault') throw new Error(access.text);
  const credentials = await access.credentials();
  if (credentials.type === 'fault') throw new Error(credentials.text);
  return credentials;
}

describe('a secret', () => {
  it.each(["echo 'recognisable-token'", "echo 'recognisable-token' >&2; exit 1"])(
    'that the command `%s` prints is not repeated',
    async (script) => {
      const command = write('credentials.sh', `#!/bin/sh\n${script}\n`);
      chmodSync(command, 0o755);
      const exec = `exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: '${command}' }`;
      const access = await loadClusterAccess(write('config', kubeconfig({ user: exec })), nowhere);
      const told = access.type === 'fault' ? access : await access.credentials();
      expect(told).toMatchObject({
        type: 'fault',
        text: expect.stringContaining("the kubeconfig's command failed") as unknown,
      });
      expect(JSON.stringify(told)).not.toContain('recogn');
    },
  );

  it('in the address of the server is not repeated', async () => {
    const text = await faultOf(write('config', kubeconfig({ server: 'ftp://me:recognisable@10.0.0.1' })));
    expect(text).toContain('its server is no http(s) URL');
    expect(text).not.toContain('recognisable');
  });
});

describe('without a cluster', () => {
  it('the error names npm run demo', async () => {
    expect(await faultOf(undefined)).toMatch(/^No Kubernetes cluster is configured: .* KUBECONFIG .*npm run demo/);
  });

  it.each<[string, Parts | string, RegExp]>([
    ['no YAML', 'users: [{ name: dev, user: { token: SECRET', /not YAML/],
    ['a list', '- SECRET', /can't be used/],
    ['empty', '', /can't be used/],
    ['no current-context', { current: "''" }, /current-context.*use-context/],
    ['a current-context that is not there', { current: 'prod' }, /current-context prod/],
    ['http without a word', { server: 'http://10.0.0.1' }, /insecure-skip-tls-verify: true/],
    ['no URL', { server: 'ftp://10.0.0.1' }, /http\(s\) URL/],
  ])('a kubeconfig that is %s is told by its path, and nothing in it', async (_, parts, expected) => {
    const path = write('config', typeof parts === 'string' ? parts : kubeconfig({ ...parts, user: 'token: SECRET' }));
    const text = await faultOf(path);
    expect(text).toMatch(expected);
    expect(text).toContain(path);
    expect(text).toContain('npm run demo');
    expect(text).not.toContain('SECRET');
  });

  it('KUBECONFIG that names no file is told', async () => {
    expect(await faultOf(join(folder, 'none'))).toContain(`KUBECONFIG: no such file: ${join(folder, 'none')}`);
  });
});

describe('a kubeconfig', () => {
  it('gives server, token and trust', async () => {
    const ca = Buffer.from('a CA').toString('base64');
    const path = write('config', kubeconfig({ cluster: `, certificate-authority-data: ${ca}, tls-server-name: api` }));
    expect(await credentialsOf(path)).toMatchObject({
      server: new URL('https://10.0.0.1:6443'),
      headers: { Authorization: 'Bearer abc' },
      tls: { ca: Buffer.from('a CA'), servername: 'api' },
    });
  });

  it('is looked for in the home folder last', async () => {
    write('.kube/config', kubeconfig({ server: 'https://home' }));
    const places = { ...nowhere, home: folder };
    expect((await credentialsOf(undefined, places)).server.host).toBe('home');
    expect((await credentialsOf(write('other', kubeconfig()), places)).server.host).toBe('10.0.0.1:6443');
  });

  it('may be several files, the first of which wins, and some may be missing', async () => {
    const one = write('one', kubeconfig({ server: 'https://one' }));
    const two = write('two', kubeconfig({ server: 'https://two' }));
    const both = [join(folder, 'none'), one, two].join(delimiter);
    expect((await credentialsOf(both)).server.host).toBe('one');
  });

  it('gives a relative tokenFile, which beats a token', async () => {
    write('token', 'from-the-file\n');
    const path = write('config', kubeconfig({ user: 'token: abc, tokenFile: token' }));
    expect((await credentialsOf(path)).headers).toEqual({ Authorization: 'Bearer from-the-file' });
  });

  it('gives a password', async () => {
    const path = write('config', kubeconfig({ user: 'username: me, password: secret' }));
    expect((await credentialsOf(path)).auth).toBe('me:secret');
  });

  it('keeps its CA where the context has no user', async () => {
    const ca = Buffer.from('a CA').toString('base64');
    const text = kubeconfig({ cluster: `, certificate-authority-data: ${ca}` }).replace(', user: dev', '');
    expect((await credentialsOf(write('config', text))).tls).toEqual({ ca: Buffer.from('a CA') });
  });

  it('stays in force while a new one is half written', async () => {
    const path = write('config', kubeconfig());
    const access = await loadClusterAccess(path, nowhere);
    if (access.type === 'fault') throw new Error(access.text);
    write('config', 'clusters: [');
    expect(await access.credentials()).toMatchObject({ headers: { Authorization: 'Bearer abc' } });
    write('config', kubeconfig({ user: 'token: def' }));
    expect(await access.credentials()).toMatchObject({ headers: { Authorization: 'Bearer def' } });
  });
});
