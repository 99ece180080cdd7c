// The thread of the history's file: SQLite blocks its caller, so it is called here.
import { parentPort } from 'node:worker_threads';
import { HistoryDatabase } from './database.loader.ts';
import { faultText } from './sqlite-fault.ts';
import type { Numbered, Question, Replies, Reply } from './database-messages.ts';

let database: HistoryDatabase | undefined;

parentPort?.on('message', ({ id, ...question }: Numbered) => {
  parentPort?.postMessage(replyTo(id, question));
});

function replyTo(id: number, question: Question): Reply {
  try {
    return { id, value: answer(question) };
  } catch (error) {
    return { id, fault: faultText(error) };
  }
}

function answer(question: Question): Replies[keyof Replies] {
  switch (question.type) {
    case 'open':
      return open(question);
    case 'recent':
      return opened().recent(question.since, question.from);
    case 'write':
      opened().write(question.changes, question.alive);
      return undefined;
    case 'durations':
      return opened().durations(question.keys, question.window);
    case 'changes': {
      const { key, interval } = question;
      return { changes: opened().changes(key, interval), days: opened().daysOf(key, interval) };
    }
    case 'moment':
      return opened().moment(question.time, question.from);
    case 'maintain':
      return opened().maintain(question.now);
    case 'close':
      database?.close();
      database = undefined;
      return undefined;
  }
}

function open(question: Extract<Question, { type: 'open' }>): Replies['open'] {
  const known = reopened(question);
  if (known !== undefined) return { since: known.since() };
  database = HistoryDatabase.open(question);
  const { setAside } = database;
  return { since: database.since(), ...(setAside !== undefined && { setAside }) };
}

/** Where it was open before and can't go on, it is opened again: the file may be damaged, or gone. */
function reopened({ now }: { readonly now: number }): HistoryDatabase | undefined {
  try {
    database?.restart(now);
    return database;
  } catch {
    database?.close();
    return undefined;
  }
}

function opened(): HistoryDatabase {
  if (database === undefined) throw new Error('The history is not open.');
  return database;
}
