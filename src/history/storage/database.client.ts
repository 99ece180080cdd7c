// The history's file, as the main thread sees it: questions to its thread, and their answers.
import { Worker } from 'node:worker_threads';
import type { Numbered, Question, Replies, Reply } from './database-messages.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

export class DatabaseClient {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  /** How many questions wait for an answer. */
  get pending(): number {
    return this.waiting.size;
  }

  /** Rejects with a sentence for the log. */
  ask<T extends Question['type']>(question: Extract<Question, { readonly type: T }>): Promise<Replies[T]> {
    const worker = (this.worker ??= this.start());
    const id = (this.count += 1);
    return new Promise<Replies[T]>((resolve, reject) => {
      const numbered: Numbered = { ...question, id };
      worker.postMessage(numbered);
      this.waiting.set(id, { resolve, reject });
    });
  }

  async stop(): Promise<void> {
    await this.worker?.terminate();
  }

  private start(): Worker {
    const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
    const worker = new Worker(new URL(`./database-thread.runner.${ending}`, import.meta.url));
    worker.unref();
    worker.on('message', (reply: Reply) => {
      const waiting = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if ('fault' in reply) waiting?.reject(new Error(reply.fault));
      else waiting?.resolve(reply.value as never);
    });
    worker.on('error', (error: Error) => {
      this.fail(error);
    });
    worker.on('exit', () => {
      this.fail(new Error('The thread of the history ended.'));
    });
    return worker;
  }

  /** The next question starts another thread. */
  private fail(error: Error): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
