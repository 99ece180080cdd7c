// Injection token of a text that is random for each process: it identifies this process's history of changes.
export const EPOCH = Symbol('Epoch');
