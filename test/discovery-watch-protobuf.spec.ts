// The watch, fact by fact, over protobuf.
import './discovery-watch.spec.ts';
