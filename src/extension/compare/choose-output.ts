import { Refusal } from '../host/command';
import type { Questions } from '../host/questions';
import { outputsIn } from './side';

/** Which output of `show itl` or `show ctl` in a text, from 0: the only one, else the one that a person chooses. */
export async function chooseOutput(text: string, where: string, questions: Questions): Promise<number> {
  const outputs = await outputsIn(text);
  if (outputs.length === 0) throw new Refusal(`${where} holds no output of show itl or show ctl.`);
  if (outputs.length === 1) return 0;
  return questions.choice({
    title: 'Compare Trust Lists',
    prompt: `${where} holds several outputs. Which one?`,
    choices: outputs.map(({ report, start }, value) => ({
      label: `${report.kind}, ${report.records.length === 1 ? '1 record' : `${report.records.length} records`}`,
      description: `line ${text.slice(0, start).split('\n').length}`,
      value,
    })),
  });
}
