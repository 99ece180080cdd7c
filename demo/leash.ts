// Loaded into each process of the demo (`node --import`): it ends when its standard input does, which the demo holds open.
// A demo that is killed while it starts a process can't say which one it was; the system closes the pipe all the same.
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).on('error', () => undefined);
process.stdin.resume();
if ('unref' in process.stdin) (process.stdin as NodeJS.ReadStream & { unref(): void }).unref();
