import { GrammyError } from "grammy";

/** What a call was answered with, as "400 Bad Request: …", or "accepted". */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (error) {
    if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
    return String(error);
  }
}
