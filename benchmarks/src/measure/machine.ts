import os from 'node:os';

/** What the figures were taken on, in one line. */
export function describeMachine(): string {
  const [cpu] = os.cpus();
  return [
    `${os.availableParallelism()} × ${
      cpu?.model.trim() ?? 'unknown processor'
    }`,
    `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    `${os.type()} ${os.arch()}`,
    `Node.js ${process.versions.node}`,
  ].join(', ');
}
