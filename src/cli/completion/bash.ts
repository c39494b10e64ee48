import { programOptions, spellings, type CommandSyntax, type Shell, type Value } from './shells';

/** Works in bash 3.2 too, the one of macOS. Where it offers no words, bash completes files. */
export const bash: Shell = (commands) => `# bash completion of trustlist
_trustlist() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words='' at
  COMPREPLY=()
  # bash takes --option=value apart.
  if [ "$word" = = ]; then
    word=''
  elif [ "$before" = = ]; then
    before=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${[...commands.map(({ name }) => name), ...programOptions].join(' ')}'
  else
    for ((at = 2; at < COMP_CWORD; at++)); do
      [ "\${COMP_WORDS[at]}" != -- ] || return 0
    done
    case "\${COMP_WORDS[1]} $before" in
${commands.map(values).join('')}      *)
        case "\${COMP_WORDS[1]}" in
${commands.map(operandsAndOptions).join('')}        esac
        ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _trustlist trustlist
`;

/** What stands behind an option that takes a value. */
function values({ name, options }: CommandSyntax): string {
  const taking = options.filter(({ value }) => value !== null);
  return taking
    .map((option) => {
      const patterns = spellings(option).map((spelling) => `'${name} ${spelling}'`);
      return `      ${patterns.join(' | ')}) words='${wordsOf(option.value)}' ;;\n`;
    })
    .join('');
}

function operandsAndOptions({ name, options, operands }: CommandSyntax): string {
  const dashed = options.flatMap(spellings).join(' ');
  return `          ${name})
            case "$word" in
              -*) words='${dashed}' ;;
              *) words='${wordsOf(operands)}' ;;
            esac
            ;;
`;
}

function wordsOf(value: Value | null): string {
  return value?.kind === 'words' ? value.words.join(' ') : '';
}
