import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Credentials, loadClusterAccess, type Locations } from './kubeconfig.loader.ts';

let folder: string;
const nowhere: Locations = { home: undefined, serviceHost: undefined, root: '' };

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

async function credentialsOf(config: string | undefined, locations = nowhere): Promise<Credentials> {
  const access = await loadClusterAccess(config, locations);
  if (access.type === 'fault') throw new Error(access.text);
  const credentials = await access.credentials();
  if (credentials.type === 'fault') throw new Error(credentials.text);
  return credentials;
}

describe('a secret', () => {
  it.each(["echo 'recognisable-token'", "echo 'recognisable-token' >&2; exit 1"])(
    'that the command `%s` prints is not logged',
    async (script) => {
      const command = write('credentials.sh', `#!/bin/sh\n${script}\n`);
      chmodSync(command, 0o755);
      const exec = `exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: '${command}' }`;
      const access = await loadClusterAccess(write('config', kubeconfig({ user: exec })), nowhere);
      const loaded = access.type === 'fault' ? access : await access.credentials();
      expect(loaded).toMatchObject({
        type: 'fault',
        text: expect.stringContaining("the kubeconfig's command failed") as unknown,
      });
      expect(JSON.stringify(loaded)).not.toContain('recogn');
    },
  );

  it("in the server's URL is not logged", async () => {
    const text = await faultOf(write('config', kubeconfig({ server: 'ftp://me:recognisable@10.0.0.1' })));
    expect(text).toContain('its server is not an http(s) URL');
    expect(text).not.toContain('recognisable');
  });
});

describe('without a cluster', () => {
  it('the error names npm run demo', async () => {
    expect(await faultOf(undefined)).toMatch(/^No Kubernetes cluster is configured: .* KUBECONFIG .*npm run demo/);
  });

  it.each<[string, Parts | string, RegExp]>([
    ['not YAML', 'users: [{ name: dev, user: { token: SECRET', /not YAML/],
    ['a list', '- SECRET', /can't be used/],
    ['empty', '', /can't be used/],
    ['without a current-context', { current: "''" }, /current-context.*use-context/],
    ['without the current-context that it names', { current: 'prod' }, /current-context prod/],
    [
      'without a server',
      { server: '' },
      /its cluster dev has no server \(`kubectl config set-cluster dev --server=URL`/,
    ],
    [
      'without the cluster that it uses',
      'current-context: dev\ncontexts: [{ name: dev, context: { cluster: gone, user: dev } }]\nusers: [{ name: dev, user: { token: SECRET } }]',
      /its current-context dev names no cluster that it has/,
    ],
    [
      'without the user that it uses',
      kubeconfig({ user: 'token: SECRET' }).replace('user: dev }', 'user: gone }'),
      /names the user gone, which it doesn't have/,
    ],
    ['without the URL of a server', { server: 'ftp://10.0.0.1' }, /http\(s\) URL/],
  ])('a kubeconfig that is %s is reported by its path, without its content', async (_, parts, expected) => {
    const path = write('config', typeof parts === 'string' ? parts : kubeconfig({ ...parts, user: 'token: SECRET' }));
    const text = await faultOf(path);
    expect(text).toMatch(expected);
    expect(text).toContain(path);
    expect(text).toContain('npm run demo');
    expect(text).not.toContain('SECRET');
  });

  it('a KUBECONFIG that names a missing file is reported', async () => {
    expect(await faultOf(join(folder, 'none'))).toContain(`KUBECONFIG: no such file: ${join(folder, 'none')}`);
  });
});

describe('a kubeconfig', () => {
  it('provides server, token and CA', async () => {
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
    const locations = { ...nowhere, home: folder };
    expect((await credentialsOf(undefined, locations)).server.host).toBe('home');
    expect((await credentialsOf(write('other', kubeconfig()), locations)).server.host).toBe('10.0.0.1:6443');
  });

  it('may be several files, the first of which wins, and some may be missing', async () => {
    const one = write('one', kubeconfig({ server: 'https://one' }));
    const two = write('two', kubeconfig({ server: 'https://two' }));
    const both = [join(folder, 'none'), one, two].join(delimiter);
    expect((await credentialsOf(both)).server.host).toBe('one');
  });

  it('provides the token of a relative tokenFile rather than `token`', async () => {
    write('token', 'from-the-file\n');
    const path = write('config', kubeconfig({ user: 'token: abc, tokenFile: token' }));
    expect((await credentialsOf(path)).headers).toEqual({ Authorization: 'Bearer from-the-file' });
  });

  it('provides a password', async () => {
    const path = write('config', kubeconfig({ user: 'username: me, password: secret' }));
    expect((await credentialsOf(path)).auth).toBe('me:secret');
  });

  it('provides its CA if the context has no user', async () => {
    const ca = Buffer.from('a CA').toString('base64');
    const text = kubeconfig({ cluster: `, certificate-authority-data: ${ca}` }).replace(', user: dev', '');
    expect((await credentialsOf(write('config', text))).tls).toEqual({ ca: Buffer.from('a CA') });
  });

  const UNFINISHED = `apiVersion: v1
kind: Config
current-context: dev
clusters: [null, { name: empty }, { name: null-cluster, cluster: null }, { cluster: {} }, { name: dev, cluster: { server: 'https://10.0.0.1:6443' } }]
users: [null, { name: dev, user: { token: abc } }, { name: other, user: null }, {}]
contexts: [null, { name: minikube, context: null }, { name: empty }, { name: dev, context: { cluster: dev, user: dev } }]
`;

  it('may have empty or unfinished entries beside the current ones', async () => {
    expect(await credentialsOf(write('config', UNFINISHED))).toMatchObject({
      server: new URL('https://10.0.0.1:6443'),
      headers: { Authorization: 'Bearer abc' },
    });
  });

  it.each([
    ['http://10.0.0.1:8001', '', 'http://10.0.0.1:8001/'],
    ['http://10.0.0.1:8001', ', insecure-skip-tls-verify: true', 'http://10.0.0.1:8001/'],
    ['10.0.0.1:8001', '', 'http://10.0.0.1:8001/'],
    ['10.0.0.1:6443', ', insecure-skip-tls-verify: true', 'https://10.0.0.1:6443/'],
    ['api.example.com', ", certificate-authority-data: 'YSBDQQ=='", 'https://api.example.com/'],
    ['https://api.example.com/k8s/clusters/c-1/', '', 'https://api.example.com/k8s/clusters/c-1'],
  ])('interprets the server %s%s as kubectl does: %s', async (server, cluster, expected) => {
    expect((await credentialsOf(write('config', kubeconfig({ server, cluster })))).server.href).toBe(expected);
  });

  it.each(['./bin/credentials', 'bin/credentials', '../kube/bin/credentials'])(
    'runs the command %s from the folder of the file',
    async (command) => {
      const status = JSON.stringify({ status: { token: 'from-the-command' } });
      chmodSync(write('kube/bin/credentials', `#!/bin/sh\necho '${status}'\n`), 0o755);
      const user = `exec: { apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ${command} }`;
      const { headers } = await credentialsOf(write('kube/config', kubeconfig({ user })));
      expect(headers).toEqual({ Authorization: 'Bearer from-the-command' });
    },
  );

  it('passes the cluster to a command that requests it', async () => {
    const script = `#!/bin/sh\nprintf '{"status":{"token":"%s"}}' "$(printf %s "$KUBERNETES_EXEC_INFO" | base64 | tr -d '\\n')"\n`;
    chmodSync(write('credentials', script), 0o755);
    const infoOf = async (more: string): Promise<unknown> => {
      const user = `exec: { apiVersion: client.authentication.k8s.io/v1, command: ./credentials${more} }`;
      const extension = '{ name: client.authentication.k8s.io/exec, extension: { audience: shields } }';
      const cluster = `, certificate-authority: ca.pem, tls-server-name: api, proxy-url: 'http://proxy:3128', extensions: [${extension}]`;
      const { headers } = await credentialsOf(write('config', kubeconfig({ user, cluster })));
      const [, info = ''] = /^Bearer (.+)$/.exec(String(headers['Authorization'])) ?? [];
      return (JSON.parse(Buffer.from(info, 'base64').toString()) as { spec: unknown }).spec;
    };
    write('ca.pem', 'a CA');
    expect(await infoOf('')).toEqual({ interactive: false });
    expect(await infoOf(', provideClusterInfo: true')).toEqual({
      interactive: false,
      cluster: {
        server: 'https://10.0.0.1:6443',
        'tls-server-name': 'api',
        'certificate-authority-data': Buffer.from('a CA').toString('base64'),
        'proxy-url': 'http://proxy:3128',
        config: { audience: 'shields' },
      },
    });
  });

  it('impersonates the user, groups and extras that it names', async () => {
    const user =
      "token: abc, as: deploy, as-uid: '42', as-groups: [viewers, shields], as-user-extra: { example.com/team: [a, b] }";
    expect((await credentialsOf(write('config', kubeconfig({ user })))).headers).toEqual({
      Authorization: 'Bearer abc',
      'Impersonate-User': 'deploy',
      'Impersonate-Uid': '42',
      'Impersonate-Group': ['viewers', 'shields'],
      'Impersonate-Extra-example.com%2Fteam': ['a', 'b'],
    });
  });

  it.each(["as-uid: '42'", 'as-groups: [viewers]', 'as-user-extra: { team: [a] }'])(
    'with %s but without `as` is a fault, because kubectl would not impersonate',
    async (more) => {
      const text = await faultOf(write('config', kubeconfig({ user: `token: SECRET, ${more}` })));
      expect(text).toMatch(/its user dev has `as-uid`, `as-groups` or `as-user-extra`, but no `as`/);
    },
  );

  it('stays in force while a new version is only half written', async () => {
    const path = write('config', kubeconfig());
    const access = await loadClusterAccess(path, nowhere);
    if (access.type === 'fault') throw new Error(access.text);
    write('config', 'clusters: [');
    expect(await access.credentials()).toMatchObject({ headers: { Authorization: 'Bearer abc' } });
    write('config', kubeconfig({ user: 'token: def' }));
    expect(await access.credentials()).toMatchObject({ headers: { Authorization: 'Bearer def' } });
  });
});
