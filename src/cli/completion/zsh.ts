import { spellings, type CommandSyntax, type OptionSyntax, type Shell, type Value } from './shells';

/** For `_arguments`, with the summary of each option. */
export const zsh: Shell = (commands) => `#compdef trustlist
_trustlist() {
  local curcontext="$curcontext" state line
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}\n`).join('')}  )
  _arguments -C \\
    '(- *)'{-h,--help}'[Print the help and exit.]' \\
    '(- *)--version[Print the version and exit.]' \\
    '1:command:->command' \\
    '*::argument:->arguments'
  case $state in
    command) _describe command commands ;;
    arguments)
      case $line[1] in
${commands.map(argumentsOf).join('')}      esac
      ;;
  esac
}
if [ "\${funcstack[1]}" = _trustlist ]; then
  _trustlist "$@"
else
  compdef _trustlist trustlist
fi
`;

function argumentsOf({ name, options, operands }: CommandSyntax): string {
  const specs = [...options.flatMap(specsOf), quoted(`*:operand:${actionOf(operands)}`)];
  return `        ${name}) _arguments ${specs.join(' ')} ;;\n`;
}

/** An option once for each spelling; it is not offered again unless it may be given again. */
function specsOf(option: OptionSyntax): string[] {
  const { value, valueName, isMultiple, summary } = option;
  const all = spellings(option);
  const again = isMultiple ? '*' : `(${all.join(' ')})`;
  const argument = value === null ? '' : `:${escaped(valueName ?? '')}:${actionOf(value)}`;
  return all.map((spelling) => quoted(`${again}${spelling}[${escaped(summary)}]${argument}`));
}

function actionOf(value: Value): string {
  if (value.kind === 'words') return `(${value.words.join(' ')})`;
  return value.kind === 'file' ? '_files' : ' ';
}

/** Brackets and colons part a specification. */
function escaped(text: string): string {
  return text.replace(/[\\[\]:]/g, '\\$&');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
