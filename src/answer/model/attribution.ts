import escapeRegExp from "escape-string-regexp";
import type { Speaker } from "../../interview/interview.ts";
import type { Lexicon } from "../../retrieve/lexicon.ts";
import { isSoundable, soundMatcher, soundStrength } from "../../retrieve/sounds.ts";
import type { LocatedSentence } from "../corpus.ts";
import { isBy, nameParts } from "../speakers.ts";
import type { KnownNames } from "./known-names.ts";

/** Tells who, by a claim, said something. */
export interface Attributions {
  /** Speakers whom the claim names as saying, thinking or answering something. */
  speakersIn(claim: string): Speaker[];
  /** Others whom it says that of, as it writes them. */
  othersIn(claim: string): string[];
  /** Whether a sentence holds the words of one of them, or tells of them in narration. */
  isFrom(sentence: LocatedSentence, speakers: readonly Speaker[]): boolean;
}

const SAYS_EN =
  "(?:sa(?:y|ys|id|ying)|tells?|told|think(?:s|ing)?|thought|feels?|felt|believe[sd]?|mention(?:s|ed)?|answer(?:s|ed)?|repl(?:y|ies|ied)|respond(?:s|ed)?|comment(?:s|ed)?|explain(?:s|ed)?|admit(?:s|ted)?|describe[sd]?|talk(?:s|ed)?|claim(?:s|ed)?|stress(?:es|ed)?|emphasi[sz]e[sd]?|insist(?:s|ed)?|argue[sd]?|add(?:s|ed)?|note[sd]?|state[sd]?|declare[sd]?|announce[sd]?|acknowledge[sd]?|recall(?:s|ed)?|den(?:y|ies|ied)|refuse[sd]?|decline[sd]?|confirm(?:s|ed)?|promise[sd]?|warn(?:s|ed)?|reveal(?:s|ed)?|suggest(?:s|ed)?|expect(?:s|ed)?|hope[sd]?|call(?:s|ed)?|express(?:es|ed)?|agree[sd]?|disagree[sd]?|ask(?:s|ed)?|welcome[sd]?|support(?:s|ed)?|write?s?|wrote)";
const BETWEEN_EN =
  "(?:,[^,.;]{1,60},)?(?:\\s+(?:also|then|later|once|now|himself|herself|\\p{L}+ly|has|have|had|did|does|do|would|will|is|was|not|never|didn['’]?t|doesn['’]?t|hasn['’]?t|wouldn['’]?t|don['’]?t|went on to|goes on to)){0,4}\\s+";
const OWN_EN =
  "(?:['’]s?)\\s+(?:\\p{L}+\\s+){0,2}(?:view|views|opinion|words|answer|answers|response|reply|comment|comments|statement|statements|remark|remarks|account|explanation|position)";
const SAYS_ZH =
  "(?:说|讲|谈|告诉|表示|认为|觉得|以为|提到|提及|回答|回应|评论|评价|解释|承认|否认|强调|指出|透露|声称|宣布|补充|坦言|称|写道|拒绝|回避|希望|期待|相信|感到|问|欢迎|支持|表达|同意|反对|确认|承诺|警告)";
const BETWEEN_ZH =
  "(?:\\s|本人|自己|还|也|则|曾|后来|随后|当时|并|都|却|只|仅|再次|多次|明确|直接|坦率地|公开|没有|并未|未|不|不愿|不想|接着|进一步|(?:在|对|向|就|和|与|跟)[^，。；！？,.;]{1,14}?(?:中|里|时|上|后|的)?){0,4}";

export function createAttributions(
  speakers: readonly Speaker[],
  reporters: readonly string[],
  { names, lexicon }: { names: KnownNames; lexicon: Lexicon },
): Attributions {
  const known = speakers.map((speaker) => ({
    speaker,
    aliases: aliasesOf(speaker, speakers, reporters, names),
    matchers: nameParts(speaker.name)
      .map((part) => part.toLowerCase())
      .filter(isSoundable)
      .map((part) => soundMatcher(part, lexicon)),
  }));
  // What interviewers ask stands above each quote anyway, as the question that it answers.
  const pattern = new Map(
    known.map(({ speaker, aliases }) => [
      speaker,
      saysPattern(aliases, speaker.role === "interviewer"),
    ]),
  );
  const mention = new Map(
    known.map(({ speaker, aliases }) => [speaker, new RegExp(bounded(aliases), "iu")]),
  );
  const allAliases = new RegExp(
    `^(?:the )?(?:${
      known
        .flatMap(({ aliases }) => aliases)
        .map(escapeRegExp)
        .join("|") || "(?!)"
    })$`,
    "iu",
  );

  return {
    speakersIn: (claim) =>
      known
        .filter(({ speaker, matchers }) => {
          const written = withHanNames(claim, matchers, speaker.name, lexicon);
          return (
            pattern.get(speaker)!.test(claim) ||
            (written !== claim && pattern.get(speaker)!.test(written))
          );
        })
        .map(({ speaker }) => speaker),
    othersIn: (claim) =>
      [...claim.matchAll(OTHER_EN), ...claim.matchAll(OTHER_ZH)]
        .map(({ groups }) =>
          (groups?.["name"] ?? "")
            .trim()
            .replace(/^(?:The|And|But|When|While|Then|Later|Today|So|If|As)\s+/u, ""),
        )
        .filter((name) => name !== "" && !allAliases.test(name) && !NOBODY.test(name)),
    isFrom: (sentence, wanted) =>
      wanted.some(
        (speaker) =>
          isBy(sentence, speaker.name) ||
          (sentence.turn.role === "narrator" &&
            (speaker.role === "interviewer" || mention.get(speaker)!.test(sentence.quote))),
      ),
  };
}

const INTERVIEWERS = [
  "reporter",
  "interviewer",
  "journalist",
  "host",
  "记者",
  "采访者",
  "主持人",
  "記者",
  "採訪者",
  "主持人",
];

function aliasesOf(
  { name, role }: Speaker,
  speakers: readonly Speaker[],
  reporters: readonly string[],
  names: KnownNames,
): string[] {
  const isOnly = (part: string) =>
    speakers.filter((other) => nameParts(other.name).includes(part)).length === 1;
  const own = nameParts(name).filter(isOnly);
  const asking = role === "interviewer" ? [...INTERVIEWERS, ...reporters.flatMap(nameParts)] : [];
  return [
    ...new Set([
      ...own,
      ...own.flatMap((part) => (part.length > 3 ? names.formsOf(part) : [])),
      ...asking,
    ]),
  ];
}

const bounded = (aliases: readonly string[]): string =>
  `(?<![\\p{Script=Latin}\\p{N}])(?:${aliases.map(escapeRegExp).join("|")})(?![\\p{Script=Latin}\\p{N}])`;

function saysPattern(aliases: readonly string[], mayAsk: boolean): RegExp {
  const name = bounded(aliases);
  const saysEn = mayAsk ? SAYS_EN.replace("|ask(?:s|ed)?", "") : SAYS_EN;
  const saysZh = mayAsk ? SAYS_ZH.replace("|问", "") : SAYS_ZH;
  return new RegExp(
    [
      `${name}${BETWEEN_EN}${saysEn}\\b`,
      `${name}${OWN_EN}\\b`,
      `\\b(?:according to|in the words of|as)\\s+(?:the\\s+)?${name}`,
      `\\b(?:said|says|replied|answered|added|explained|recalled)\\s+(?:the\\s+)?${name}`,
      `${name}${BETWEEN_ZH}${saysZh}`,
      `(?:据|按|用|照)\\s*${name}`,
      `${name}\\s*的\\s*(?:看法|观点|回答|说法|原话|话|态度|解释|回应|表态|评价)`,
      `${name}\\s*[:：]`,
    ].join("|"),
    "iu",
  );
}

/** "Ilya Sutskever said", "Ilya 说": anybody with a capital before a verb of saying. */
const OTHER_EN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<name>\\p{Lu}[\\p{L}'’.-]*(?:\\s+\\p{Lu}[\\p{L}'’.-]*){0,3})${BETWEEN_EN}${SAYS_EN}\\b`,
  "gu",
);
const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const OTHER_ZH = new RegExp(
  `(?:^|[，。；！？,.;!?]\\s*)(?<name>[${SURNAMES}]\\p{Script=Han}{1,2}|\\p{Lu}[\\p{Script=Latin}'’.·-]*(?:[ ·]\\p{Lu}[\\p{Script=Latin}'’.-]*){0,3})\\s*(?:${SAYS_ZH.replace("称|", "").replace("问|", "")})`,
  "gu",
);

/** Who is not anybody by name. */
const NOBODY =
  /^(?:he|she|they|it|we|you|i|who|this|that|there|these|those|his|her|both|neither|nobody|everyone|people|employees|board|company|article|interview|narrator|narration|yes|no|what|one|others|some|all|the|a|an|in|on|at|asked|when|while|after|before|until|for|but|and|nothing|nor|or|its|their|my|our|if|once)$/iu;

/** The claim with the Latin name wherever Chinese characters sound like it. */
function withHanNames(
  claim: string,
  matchers: readonly ReturnType<typeof soundMatcher>[],
  name: string,
  lexicon: Lexicon,
): string {
  let best = { start: -1, end: -1, evidence: 0 };
  for (const matcher of matchers)
    for (let start = 0; start < claim.length; start++) {
      if (lexicon.sounds.syllable(claim.charCodeAt(start)) < 0) continue;
      const { end, evidence } = matcher.matchAt(claim, start, () => true);
      if (evidence > best.evidence) best = { start, end, evidence };
    }
  if (soundStrength(best.evidence) < SURE_SOUND) return claim;
  return `${claim.slice(0, best.start)}${name}${claim.slice(best.end)}`;
}

const SURE_SOUND = 0.6;
