import { ChildProcess, fork } from 'node:child_process';
import { TaskMethods, TaskReply } from './serveTask';

/**
 * A process of its own for what is measured: its memory and its event loop
 * hold nothing of the benchmark itself.
 *
 * @typeParam M - What the module of the process passes to `serveTask`.
 */
export class TaskProcess<M extends TaskMethods> {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<
    number,
    { resolve: (value: any) => void; reject: (error: Error) => void }
  >();
  #calls = 0;

  /** @param modulePath - Absolute path of the module to run. */
  static start<M extends TaskMethods>(modulePath: string): TaskProcess<M> {
    return new TaskProcess<M>(
      fork(modulePath, { execArgv: process.execArgv, stdio: 'inherit' }),
    );
  }

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (reply: TaskReply) => {
      const call = this.#waiting.get(reply.call);
      if (!call) {
        // Not ours: the loader of TypeScript tells which files it loads.
        return;
      }
      this.#waiting.delete(reply.call);
      if (reply.error === undefined) {
        call.resolve(reply.value);
      } else {
        call.reject(new Error(reply.error));
      }
    });
    child.on('exit', (code, signal) => {
      for (const { reject } of this.#waiting.values()) {
        reject(new Error(`The measured process ended: ${signal ?? code}`));
      }
      this.#waiting.clear();
    });
  }

  /** Runs a method in the process. Arguments and result pass as JSON. */
  call<K extends keyof M & string>(
    method: K,
    ...args: Parameters<M[K]>
  ): Promise<Awaited<ReturnType<M[K]>>> {
    this.#calls += 1;
    const call = this.#calls;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#child.send({ call, method, args });
    });
  }

  /** Ends the process, and waits until it has. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    const ended = new Promise(resolve => this.#child.once('exit', resolve));
    this.#child.disconnect();
    await ended;
  }
}
