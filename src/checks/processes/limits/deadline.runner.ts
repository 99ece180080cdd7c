// Deadlines of what a child process does.

/** Calls `then` after so many milliseconds; returns how to cancel that. */
export function after(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds).unref();
  return () => {
    clearTimeout(timer);
  };
}

/**
 * A deadline that a busy machine, or a low CPU limit, puts off: by as long as the process got no processor meanwhile
 * (`waitingTime`, in milliseconds), up to `MAX_STRETCH` times the time.
 */
export function afterWaiting(waitingTime: () => number, milliseconds: number, then: () => void): () => void {
  const before = waitingTime();
  let putOff = 0;
  const due = (): void => {
    const waited = Math.min(waitingTime() - before, (MAX_STRETCH - 1) * milliseconds);
    if (waited - putOff < 1) then();
    else {
      cancel = after(waited - putOff, due);
      putOff = waited;
    }
  };
  let cancel = after(milliseconds, due);
  return () => {
    cancel();
  };
}

const MAX_STRETCH = 10;
