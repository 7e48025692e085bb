export const DEFAULT_RETENTION_DAYS = 7;
export const MOST_RETENTION_DAYS = 30;
export const DAY_MS = 86_400_000;

/** Whole days within the limits; what is no number counts as the default. */
export const retentionWithin = (days: number): number =>
  Number.isFinite(days)
    ? Math.min(Math.max(Math.round(days), 1), MOST_RETENTION_DAYS)
    : DEFAULT_RETENTION_DAYS;

/** Whether a chat's messages may be stored. Off until an admin has accepted the notice. */
export interface Consent {
  readonly on: boolean;
  /** Key of whoever accepted it, `user:<id>`, or `chat:<id>` for an anonymous admin; `null` while it is off. */
  readonly by: string | null;
  /** Milliseconds since 1970. */
  readonly at: number | null;
  readonly retentionDays: number;
  /** Of the notice that was accepted: another one needs another consent. */
  readonly noticeVersion: number | null;
}

export const NO_CONSENT: Consent = {
  on: false,
  by: null,
  at: null,
  retentionDays: DEFAULT_RETENTION_DAYS,
  noticeVersion: null,
};

/** What has been acknowledged here is not undone, even by a power cut. */
export interface Consents {
  of(chat: string): Promise<Consent>;
  /** Accepting again keeps the retention, unless another one is given. */
  turnOn(accepted: {
    readonly chat: string;
    readonly by: string;
    readonly noticeVersion: number;
    readonly retentionDays?: number | undefined;
  }): Promise<Consent>;
  /** Deletes all that is stored of the chat for recaps: messages, schedule, subscribers. Opt-outs stay. */
  turnOff(chat: string): Promise<void>;
  /** Deletes at once what is older. Nothing happens while consent is off. */
  setRetention(chat: string, days: number): Promise<Consent>;
}
