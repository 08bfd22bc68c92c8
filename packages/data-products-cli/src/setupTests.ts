// The command runs as a process of its own: how long a busy machine takes to
// start one says nothing about it.
jest.setTimeout(60_000);
