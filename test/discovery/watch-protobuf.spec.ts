// The tests of the watch, over protobuf.
import './watch.spec.ts';
