import { questionKind } from "./question-kind.ts";

/** A sentence that may answer, and the interviewer's question that it answers. */
interface Said {
  readonly quote: string;
  readonly asked?: string | null;
}

const REASON =
  /因为|因為|由于|由於|所以|为了|為了|原因|理由|毕竟|畢竟|这说明|這說明|因此|\b(?:because|since|so that|so i|so we|reason|in order|due to|therefore|that's why)\b/iu;

/** Whether it asks why, and nothing that was said gives a reason or answers whoever asked for one. */
export const lacksReason = (question: string, said: readonly Said[]): boolean =>
  questionKind(question) === "why" &&
  !said.some(({ quote, asked }) => REASON.test(quote) || questionKind(asked ?? "") === "why");

/** Asks where. */
export const WHERE = /\bwhere\b|哪里|哪裡|哪儿|哪兒|在哪|什么地方|什麼地方|何处|何處/iu;
const AT_ZH = "(?:在|去|回|到|从|從|来自|來自|住|搬)";
const PLACE_ZH =
  "(?:[里裡区區市国國省县縣镇鎮村街路楼樓港岛島山乡鄉厂廠馆館院室店家]|大学|大學|公司|餐厅|餐廳|酒店|机场|機場|车站|車站|办公室|辦公室)";
const AT_EN =
  "\\b(?:in|at|from|to|near|outside|inside|on|off) (?:the |an? |my |our |his |her |their )?";
const PLACE_EN =
  "(?:home|house|office|school|city|town|village|hotel|hospital|station|street|road|kitchen|airport|country|north|south|east|west|factory|shop|store|park|square|theat(?:re|er)|garage|warehouse|university|college|basement|building|room|island|coast|harbou?r|river|bank|bridge|corner|floor)s?\\b";
const PLACE = new RegExp(
  `${AT_ZH}.{0,8}${PLACE_ZH}|${AT_EN}(?:\\p{L}+ )?(?:\\p{Lu}\\p{Ll}+|${PLACE_EN})`,
  "u",
);

/** Whether it asks where, and nothing that was said has a place. */
export const lacksPlace = (question: string, said: readonly Said[]): boolean =>
  WHERE.test(question) && !said.some(({ quote }) => PLACE.test(quote));

const ASKS_WHAT_IS_TO_COME =
  /\bwill\b|\bgoing to\b|\bplan(?:s|ning|ned)?\b|\bintend|\bnext\b|会不会|會不會|打算|计划|計劃|将来|將來|将会|將會|准备|準備|接下来|接下來|下一步|以后会|以後會|未来|未來/iu;
const TO_COME =
  /将|將|会|會|打算|计划|計劃|准备|準備|要|明年|未来|未來|以后|以後|下|\bwill\b|\bgoing to\b|\bplan|\bwant|'ll\b|\bnext\b|\bexpect|\bhope/iu;

/** Whether it asks what is to come, and nothing that was said looks ahead. */
export const lacksFuture = (question: string, said: readonly Said[]): boolean =>
  ASKS_WHAT_IS_TO_COME.test(question) && !said.some(({ quote }) => TO_COME.test(quote));

const ASKS_WHICH_ORGANISATION =
  /\b(?:which|what) (?:\p{L}+ )?(?:compan(?:y|ies)|firm|bank|university|school|college|club|(?:news)?paper|hospital|investor|fund|organi[sz]ation|agency)\b|(?:哪家|哪个|哪個|什么|什麼|哪所|哪间|哪間)(?:公司|企业|企業|银行|銀行|大学|大學|学校|學校|机构|機構|医院|醫院|基金|报社|報社|媒体|媒體|俱乐部|俱樂部|组织|組織|投资|投資)/iu;
const ORGANISATION =
  /公司|集团|集團|银行|銀行|大学|大學|学院|學院|学校|學校|基金|资本|資本|医院|醫院|报|報|社|俱乐部|俱樂部|协会|協會|局|所|\p{Lu}\p{Ll}+/u;

/** Whether it asks which organisation, and nothing that was said names one. */
export const lacksOrganisation = (question: string, said: readonly Said[]): boolean =>
  ASKS_WHICH_ORGANISATION.test(question) && !said.some(({ quote }) => ORGANISATION.test(quote));
