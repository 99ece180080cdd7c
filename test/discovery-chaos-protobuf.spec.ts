// Any faults in any order, over protobuf.
import './discovery-chaos.spec.ts';
