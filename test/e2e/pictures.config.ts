import { defineConfig } from '@playwright/test';
import tests from './playwright.config';

/** `npm run pictures`: takes the pictures of the README. */
export default defineConfig(tests, { testMatch: 'pictures.ts' });
