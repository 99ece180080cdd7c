// Injection token of a text that is random for each process: by it a shield knows its own history, and itself.
export const EPOCH = Symbol('Epoch');
