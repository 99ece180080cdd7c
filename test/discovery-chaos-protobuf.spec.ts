// Whatever goes wrong, over protobuf.
import './discovery-chaos.spec.ts';
