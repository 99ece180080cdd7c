// `tcp`: does a port accept connections, and how fast?
import { connect } from 'node:net';
import { connectionFault } from './connection-fault.ts';
import type { TcpTarget } from '../file/declared-targets.ts';
import { type Finding, faultOf, figureOf } from '../answer/finding.ts';

export function findTcp({ address }: TcpTarget, signal: AbortSignal): Promise<Finding> {
  const began = performance.now();
  return new Promise((resolve) => {
    const socket = connect({ ...address, signal });
    socket.on('connect', () => {
      socket.destroy();
      resolve(figureOf(Math.round(performance.now() - began)));
    });
    socket.on('error', (error) => {
      resolve(faultOf(signal.aborted ? 'no answer' : connectionFault(error)));
    });
  });
}
