import { TaskMethods } from './serveTask';
import { TaskProcess } from './TaskProcess';

/**
 * Starts a process for as long as it is used.
 *
 * @param modulePath - absolute path of the module to run
 */
export async function withTask<M extends TaskMethods, T>(
  modulePath: string,
  use: (task: TaskProcess<M>) => Promise<T>,
): Promise<T> {
  const task = TaskProcess.start<M>(modulePath);
  try {
    return await use(task);
  } finally {
    await task.stop();
  }
}
