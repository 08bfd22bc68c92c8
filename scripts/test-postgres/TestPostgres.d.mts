export declare const CONNECTION_VARIABLE: string;

export declare class TestPostgres {
  /** @param settings - Settings of the server that differ from those for tests. */
  static start(
    settings?: Record<string, string | number>,
  ): Promise<TestPostgres>;

  get connectionString(): string;
  get port(): number;
  stop(): Promise<void>;
  /** Ends it as `pg_ctl stop -m immediate` does, and starts it again. */
  crash(): Promise<void>;
}
