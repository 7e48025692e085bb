/** When a chat gets its recap unasked; one a chat, and only while its consent is on. */
export interface RecapSchedule {
  readonly kind: "daily" | "weekly";
  /** After midnight there, 0 to 1439. */
  readonly minuteOfDay: number;
  /** 1 is Monday, 7 is Sunday; `null` when it is daily. */
  readonly weekday: number | null;
  /** IANA name, such as `Asia/Shanghai`. */
  readonly timeZone: string;
  readonly target: "group" | "subscribers";
  /** The forum topic that it is posted in, if any. */
  readonly thread: number | null;
}

export interface StoredSchedule extends RecapSchedule {
  readonly chat: string;
  /** Milliseconds since 1970. */
  readonly lastRunAt: number | null;
}

export interface RecapSchedules {
  of(chat: string): Promise<StoredSchedule | null>;
  all(): Promise<StoredSchedule[]>;
  /** Whether it was stored: not without consent. A changed schedule keeps `lastRunAt`; `null` removes it. */
  set(chat: string, schedule: RecapSchedule | null): Promise<boolean>;
  /** Claims the run that is due at `at`: false when it or a later one was claimed before, so that none goes out twice. */
  claimRun(chat: string, at: number): Promise<boolean>;
  /** Whether it was stored: not without consent. */
  subscribe(chat: string, user: string): Promise<boolean>;
  unsubscribe(chat: string, user: string): Promise<void>;
  /** Keys of people, in the order of the keys. */
  subscribers(chat: string): Promise<string[]>;
}
