// Random sequences of faults, over protobuf.
import './chaos.spec.ts';
