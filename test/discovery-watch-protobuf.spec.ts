// The tests of the watch, over protobuf.
import './discovery-watch.spec.ts';
