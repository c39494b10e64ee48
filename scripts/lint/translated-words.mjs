/**
 * Rules of lint that keep texts for people translatable. What they cannot see, a single word in lower case, is found on
 * the pages in a pseudo-locale (test/pages/states.test.ts).
 */

/** Two words, or one with a capital letter. */
const words = /[a-z’'][,:;…]? [A-Za-z(“{]|^[A-Z][a-z]+…?$/;
/** They translate, or mark what is translated later. */
const translating = new Set(['t', 'rich', 'plural', 'counted', 'said', 'messages', 'statements']);
/** Their arguments are not words: selectors, and errors that no person is meant to see. */
const technical = new Set(['querySelector', 'querySelectorAll', 'closest', 'matches', 'RangeError', 'expression']);
/** Properties whose values are not words. */
const technicalProperties = new Set(['class', 'className', 'kind', 'key', 'id', 'scheme', 'viewType']);
/** Keys of a keyboard, and names that are the same in every language. */
const names = new Set([
  ...['Tab', 'Enter', 'Escape', 'Home', 'End', 'Delete', 'Backspace'],
  ...['Index', 'Git', 'Trust List'],
]);

/** @type {import('eslint').Rule.RuleModule} */
const translated = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { words: 'Say “{{text}}” with t() or plural(), or mark it with messages().' },
  },
  create(context) {
    /**
     * @param {any} node
     * @param {string} text
     */
    const check = (node, text) => {
      if (words.test(text) && !names.has(text) && !isTechnical(node)) {
        context.report({ node, messageId: 'words', data: { text } });
      }
    };
    return {
      Literal(/** @type {any} */ node) {
        if (typeof node.value === 'string') check(node, node.value);
      },
      TemplateLiteral(/** @type {any} */ node) {
        check(node, node.quasis.map((/** @type {any} */ part) => part.value.cooked).join('{}'));
      },
    };
  },
};

/**
 * True for a literal that no person reads, or that is translated already.
 * @param {any} node
 */
function isTechnical(node) {
  for (
    let child = node, parent = node.parent;
    parent !== null && parent !== undefined;
    child = parent, parent = parent.parent
  ) {
    switch (parent.type) {
      case 'ImportDeclaration':
      case 'ImportExpression':
      case 'TSLiteralType':
      case 'TSImportType':
      case 'TaggedTemplateExpression':
        return true;
      case 'SwitchCase':
        return parent.test === child;
      case 'VariableDeclarator':
        if (technicalProperties.has(nameOf(parent.id))) return true;
        break;
      case 'BinaryExpression':
        if (parent.operator !== '+') return true;
        break;
      case 'MemberExpression':
        if (parent.property === child) return true;
        break;
      case 'Property':
        if (parent.key === child || technicalProperties.has(nameOf(parent.key))) return true;
        break;
      case 'AssignmentExpression':
        if (technicalProperties.has(nameOf(parent.left))) return true;
        break;
      case 'CallExpression':
      case 'NewExpression':
        if (parent.callee !== child && isTechnicalCall(parent)) return true;
        break;
      case 'ArrowFunctionExpression':
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        return false;
    }
  }
  return false;
}

/** @param {any} call */
function isTechnicalCall({ callee, arguments: [first] }) {
  const name = nameOf(callee);
  if (name === 'setAttribute') return first.value === 'class';
  return translating.has(name) || technical.has(name) || callee.type === 'Super';
}

/**
 * The last name of a callee, a key or a member.
 * @param {any} node
 * @returns {string}
 */
function nameOf(node) {
  return node.type === 'MemberExpression' ? nameOf(node.property) : String(node.name ?? node.value ?? '');
}

/**
 * A text that is made while its module loads is English for good: the translator comes later.
 * @type {import('eslint').Rule.RuleModule}
 */
const whenUsed = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { early: 'The translator is not there yet: mark it with messages(), and translate it where it is used.' },
  },
  create(context) {
    return {
      'CallExpression[callee.name=/^(t|plural|said|translatedAll|state|statePhone|stateSide|say|failure|notKnown|problem)$/]'(
        /** @type {any} */ node,
      ) {
        for (let parent = node.parent; parent !== null; parent = parent.parent) {
          if (/Function|PropertyDefinition/.test(parent.type)) return;
        }
        context.report({ node, messageId: 'early' });
      },
    };
  },
};

export const translatedWords = { rules: { translated, 'when-used': whenUsed } };
