// The image's files, assembled and started as the Deployment does, without a container engine. As root on Linux also with
// a container's isolation: a read-only root file system, PID 1, another user. Otherwise the same files run in place.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const LAYERS = ['system', 'dependencies', 'product'] as const;
/** Where Kubernetes mounts a pod's service account. */
const SERVICE_ACCOUNT = 'var/run/secrets/kubernetes.io/serviceaccount';

/** Whether the process may have its own root file system and PID namespace. */
export const canIsolate = spawnSync('unshare', ['--mount', '--pid', '--fork', 'true']).status === 0;

export class Image {
  /** The folder that is `/` of the container. */
  readonly root: string;
  private readonly folder = mkdtempSync(join(tmpdir(), 'kube-shields-image-'));

  /** Takes about ten seconds: it runs `npm ci` as the Dockerfile does. */
  constructor() {
    const build = join(this.folder, 'build');
    this.root = join(this.folder, 'root');
    for (const name of ['package.json', 'package-lock.json', 'LICENSE', 'dist']) {
      cpSync(join(ROOT, name), join(build, name), { recursive: true });
    }
    run('npm', ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], build);
    run(process.execPath, [join(ROOT, 'tools/assemble-image.ts'), join(this.folder, 'layers')], build);
    for (const layer of LAYERS) {
      cpSync(join(this.folder, 'layers', layer), this.root, { recursive: true, verbatimSymlinks: true });
    }
    for (const folder of ['proc', 'dev']) mkdirSync(join(this.root, folder));
  }

  /** Writes a file as a volume mount would, before the start. */
  mount(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** The files of a pod's service account. */
  mountServiceAccount({ token, ca }: { readonly token: string; readonly ca: string }): void {
    this.mount(join(SERVICE_ACCOUNT, 'token'), token);
    this.mount(join(SERVICE_ACCOUNT, 'ca.crt'), ca);
    this.mount(join(SERVICE_ACCOUNT, 'namespace'), 'kube-shields');
  }

  /** `command` is looked up in the image, as a container's is. */
  start(command: readonly string[], user: string, env: Readonly<Record<string, string>>): Container {
    const options = { env: { PATH: '/usr/local/bin', NODE_ENV: 'production', ...env }, cwd: join(this.root, 'app') };
    const [program = '', ...args] = command;
    if (!canIsolate) {
      run('chmod', ['-R', 'a-w', this.root], this.root);
      return new Container(spawn(join(this.root, 'usr/local/bin', program), args, options), false);
    }
    const isolated = ['--mount', '--pid', '--fork', '--kill-child', '/bin/sh', '-ec', ISOLATE, 'sh', this.root, user];
    return new Container(spawn('/usr/bin/unshare', [...isolated, ...command], options), true);
  }

  /** Paths owned by this user, which its process could write. */
  filesOf(user: string): readonly string[] {
    return execFileSync('find', [this.root, '-uid', user], { encoding: 'utf8' }).split('\n').filter(Boolean);
  }

  remove(): void {
    run('chmod', ['-R', 'u+w', this.root], this.folder);
    rmSync(this.folder, { recursive: true });
  }
}

/** `$1` the root, `$2` the user, then the command. The mounts are private to this process. */
const ISOLATE = `
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
root=$1 user=$2; shift 2
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -o remount,bind,ro "$root"
exec env PATH=/usr/local/bin /usr/bin/unshare --root "$root" --wd /app --setgid "$user" --setuid "$user" "$@"
`;

export class Container {
  readonly exit: Promise<number | null>;
  private readonly child: ChildProcess;
  private readonly isIsolated: boolean;
  private text = '';

  constructor(child: ChildProcess, isIsolated: boolean) {
    this.child = child;
    this.isIsolated = isIsolated;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (this.text += String(chunk)));
    this.exit = new Promise((resolve) => child.once('close', resolve));
  }

  get output(): string {
    return this.text;
  }

  get isRunning(): boolean {
    return this.child.exitCode === null;
  }

  /** As the kubelet does: SIGTERM to PID 1 of the container. */
  terminate(): void {
    process.kill(this.isIsolated ? onlyChildOf(this.child.pid ?? 0) : (this.child.pid ?? 0), 'SIGTERM');
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

function onlyChildOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 240_000 });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}
