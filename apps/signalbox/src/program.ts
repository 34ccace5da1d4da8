// signalbox: the tree of commands. Of the nouns only the one that is called is loaded with its verbs.
import { Command, Option } from 'commander';
import { NOUNS, type Noun } from './nouns.ts';

/** Commands that know no Markdown write text instead. */
export type Output = 'text' | 'json' | 'markdown';

export interface GlobalOptions {
  readonly apiUrl?: string;
  readonly profile?: string;
  readonly output: Output;
}

/** The noun that the words call: the first of them that is no option and no value of one. */
function calledNoun(words: readonly string[]): Noun | undefined {
  const withValue = new Set(['--api-url', '--profile', '-o', '--output']);
  const operand = words.find((word, index) => !word.startsWith('-') && !withValue.has(words[index - 1] ?? ''));
  // `signalbox help deployment` is `signalbox deployment --help`.
  const name = operand === 'help' ? words[words.indexOf('help') + 1] : operand;
  return NOUNS.find((noun) => noun.name === name);
}

export async function buildProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('signalbox')
    .description('Workflows as plain functions, deployed as code.')
    .addOption(new Option('--api-url <url>', 'the API of the server, for instance http://127.0.0.1:4200/api'))
    .addOption(new Option('--profile <name>', 'the profile whose settings hold'))
    .addOption(
      new Option('-o, --output <format>', 'how results are written; only plan knows markdown')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .helpCommand(true)
    .showHelpAfterError('Add --help for what the command takes.')
    .exitOverride();
  const called = calledNoun(words);
  for (const noun of NOUNS) {
    const command = program
      .command(noun.name)
      .description(noun.description)
      .exitOverride()
      .showHelpAfterError('Add --help for what the command takes.');
    if (noun === called) (await noun.load())(command);
  }
  return program;
}
