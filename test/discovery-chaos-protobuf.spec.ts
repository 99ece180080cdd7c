// Random sequences of faults, over protobuf.
import './discovery-chaos.spec.ts';
