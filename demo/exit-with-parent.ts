// Loaded into each process of the demo (`node --import`): the process ends when its standard input does, which the demo
// keeps open. If the demo is killed while it starts a process, the watchdog doesn't know that process yet, but the system
// closes its pipe.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).on('error', () => undefined);
process.stdin.resume();
if ('unref' in process.stdin) (process.stdin as NodeJS.ReadStream & { unref(): void }).unref();
