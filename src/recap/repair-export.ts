/**
 * Telegram Desktop writes JSON by itself, and not always JSON: control characters as `\x0B`, which JSON does not
 * know (tdesktop issue 27571), and in 4.1 addresses of custom emoji without quotation marks (issue 24961).
 */
export const repairExport = (json: string): string =>
  json
    // The first alternative steps over escaped backslashes, so that `\\x41` stays what it is.
    .replace(/\\(?:\\|x([0-9A-F]{2}))/gu, (escape, code: string | undefined) =>
      code === undefined ? escape : `\\u00${code}`,
    )
    .replace(/("document_id": )(?!["\d])([^\n"]*?)(?=,?\r?\n)/gu, '$1"$2"');
