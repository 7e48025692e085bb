import type { ResponseParameters } from "./bot-api.ts";

/** What a method answers instead of a result; the server turns it into `{ok: false, …}`. */
export class ApiError extends Error {
  readonly code: number;
  readonly parameters: ResponseParameters | undefined;

  constructor(code: number, description: string, parameters?: ResponseParameters) {
    super(description);
    this.name = "ApiError";
    this.code = code;
    this.parameters = parameters;
  }
}

export const badRequest = (what: string, parameters?: ResponseParameters) =>
  new ApiError(400, `Bad Request: ${what}`, parameters);

export const forbidden = (what: string) => new ApiError(403, `Forbidden: ${what}`);

export const conflict = (what: string) => new ApiError(409, `Conflict: ${what}`);
