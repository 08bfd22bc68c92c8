/** What a measured process can be asked to do; arguments and results are JSON. */
export type TaskMethods = Record<string, (...args: any[]) => Promise<unknown>>;

/** A call, as it passes between the processes. */
export interface TaskCall {
  call: number;
  method: string;
  args: unknown[];
}

/** The answer to a call. */
export interface TaskReply {
  call: number;
  value?: unknown;
  error?: string;
}

/** Answers the calls of the process that started this one, until it is gone. */
export function serveTask(methods: TaskMethods): void {
  process.on('message', async ({ call, method, args }: TaskCall) => {
    let reply: TaskReply;
    try {
      reply = { call, value: await methods[method](...args) };
    } catch (error) {
      reply = {
        call,
        error:
          error instanceof Error ? error.stack ?? error.message : String(error),
      };
    }
    process.send?.(reply);
  });
  process.on('disconnect', () => process.exit(0));
}
