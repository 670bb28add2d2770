import {
  type ProblemContent,
  type TrialContent,
  causesInOrder,
} from './problem-content.ts';
import type { ProblemQuestionId } from './catalogue/problem-questions.ts';
import { isBlankText, plainText } from './rich-text.ts';

/** Whom a problem should not point at: the people of the group, as they write their names. */
export interface QuestionContext {
  readonly names: readonly string[];
}

/**
 * What a colleague would ask on reading it (domain §3.7, §4.2; product §4.5), in the order to ask. Never a judgement: nothing
 * waits for an answer. A guess from the words, so it may miss and may ask for nothing. Empty while nothing has been written.
 */
export function problemQuestions(
  content: ProblemContent,
  { names }: QuestionContext = { names: [] },
): readonly ProblemQuestionId[] {
  const { texts, causes } = content;
  const practice = toWords(`${content.title}\n${plainText(texts.repeats)}`);
  const known = plainText(texts.knownBy);
  const written = (key: keyof typeof texts) => !isBlankText(texts[key]);
  const trials = content.trials.filter(({ what }) => !isBlankText(what));
  const everyCause = causesInOrder(causes).filter(
    ({ cause }) => !isBlankText(cause.text),
  );
  if (practice.trim() === '') return [];
  const asked: readonly (readonly [ProblemQuestionId, boolean])[] = [
    ['names-a-person', pointsAtSomebody(content, names)],
    ['lacks-resources', resources.test(practice)],
    ['hides-a-solution', solution.test(practice)],
    ['copies-a-standard', standard.test(practice)],
    ['seen-in-facts', vague.test(practice) && !/\d/.test(practice + known)],
    ['how-known', !written('knownBy')],
    ['repeats', written('knownBy') && !often.test(practice + toWords(known))],
    ['hinders-learning', !written('hindersLearning')],
    ['strengths', !written('strengths')],
    ['why', everyCause.length === 0],
    [
      'our-part',
      everyCause.length > 0 &&
        everyCause.every(({ cause }) => cause.aspect.length === 0),
    ],
    ['trial-before-cause', trials.length > 0 && everyCause.length === 0],
    ['desired', !written('desired')],
    ...trialQuestions(trials),
    ['changed', content.status === 'resuelto' && !written('changed')],
    ['used-again', content.status === 'resuelto' && !written('usedAgain')],
  ];
  return asked.filter(([, isAsked]) => isAsked).map(([id]) => id);
}

function trialQuestions(
  trials: readonly TrialContent[],
): readonly (readonly [ProblemQuestionId, boolean])[] {
  return [
    ['trial', trials.length === 0],
    [
      'trial-who',
      trials.some(
        ({ responsible, due }) => responsible === '' || due.length === 0,
      ),
    ],
    [
      'whose-practice',
      trials.some(({ whosePracticeChanges }) => whosePracticeChanges === ''),
    ],
    ['which-capacity', trials.some(({ capacity }) => capacity.length === 0)],
  ];
}

const resources =
  /\b(falta(n|ba)? (de )?(mas )?(recursos?|materiales?|presupuesto|plata|dinero|computador\w*|internet|salas?|libros?|personal|horas|profesor\w*|docentes)|no (hay|tenemos|contamos con) (recursos?|materiales?|presupuesto|computador\w*|internet|personal|horas)|infraestructura)\b/;
const solution =
  /(^|\n)\s*(implementar|capacitar|comprar|crear|contratar|instalar|hacer|mejorar|fortalecer|realizar|aplicar|disenar|elaborar)\b|\b(hay que|debemos|deberiamos|deberian|tenemos que|necesitamos|hace falta)\b/;
const standard =
  /\b(estandar(es)?|eid|mbdle|desempeno n)\b|\b\d{1,2}\.\d{1,2}\b/;
const vague =
  /\b(motivacion|desmotivad\w*|compromiso|actitud(es)?|interes|desinteres|apatia|voluntad|respeto|disciplina|nivel bajo|malos? resultados?)\b/;
const often =
  /\d|%|\b(siempre|casi|cada|nunca|veces|todos|todas|muchas|muchos|mayoria|semanas?|mes(es)?|clases|seguido|frecuen\w*|habitual\w*|mitad|vari[ao]s|repite\w*)\b/;

/** Lower case, without accents: people write on phones. */
function toWords(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function pointsAtSomebody(
  { title, texts, causes }: ProblemContent,
  names: readonly string[],
): boolean {
  const everything = [
    title,
    plainText(texts.repeats),
    plainText(texts.hindersLearning),
    ...causesInOrder(causes).map(({ cause }) => plainText(cause.text)),
  ].join('\n');
  // A first name counts where it is written as one: "Rosa" is somebody, "rosa" is a colour.
  const named = new Set(
    everything
      .split(/[^\p{L}]+/u)
      .filter((word) => /^\p{Lu}/u.test(word))
      .map(toWords),
  );
  return names.some((name) => {
    const [first = ''] = toWords(name).trim().split(' ');
    return first.length > 2 && named.has(first);
  });
}
