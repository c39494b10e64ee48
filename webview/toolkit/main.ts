import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeProgressRing,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

// The only module that knows the toolkit, so that its successor is a change of one file; a script of its own, which
// every page loads before its own, so that the package holds it once. Its badge and tag are not used: their templates
// set a style attribute, which the page's content security policy refuses.
provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeProgressRing(), vsCodeTextField());
