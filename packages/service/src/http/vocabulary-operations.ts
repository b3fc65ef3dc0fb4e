import {
  previewVocabularyRequestSchema,
  rollbackVocabularyRequestSchema,
  saveVocabularyRequestSchema,
  vocabularyPreviewSchema,
  vocabularySchema,
  vocabularyVersionsSchema,
} from '@salestalk/protocol'
import type { Operation } from './operation.ts'
import { ok, page } from './operation-parts.ts'

/** The operations of a company's own words and settings. */
export const vocabularyOperations = {
  vocabulary: {
    method: 'get',
    path: '/v1/vocabulary',
    summary: "The company's own words and settings",
    tag: 'Catalog',
    access: 'member',
    responses: ok('The version in use', vocabularySchema),
  },
  saveVocabulary: {
    method: 'put',
    path: '/v1/vocabulary',
    summary: "Accept a change of the company's own words and settings",
    tag: 'Catalog',
    access: 'admin',
    body: saveVocabularyRequestSchema,
    responses: ok('The new version, in use from the next question on', vocabularySchema),
  },
  previewVocabulary: {
    method: 'post',
    path: '/v1/vocabulary/preview',
    summary: 'Which stored questions a change of words would read differently; changes nothing',
    tag: 'Catalog',
    access: 'admin',
    body: previewVocabularyRequestSchema,
    responses: ok('Problems, warnings and the questions that change', vocabularyPreviewSchema),
  },
  rollbackVocabulary: {
    method: 'post',
    path: '/v1/vocabulary/rollback',
    summary: 'Bring an earlier version of the words back, as a new one',
    tag: 'Catalog',
    access: 'admin',
    body: rollbackVocabularyRequestSchema,
    responses: ok('The new version', vocabularySchema),
  },
  vocabularyVersions: {
    method: 'get',
    path: '/v1/vocabulary/versions',
    summary: 'Who changed the words, when and why, latest first',
    tag: 'Catalog',
    access: 'admin',
    query: page,
    responses: ok('A page', vocabularyVersionsSchema),
  },
  vocabularyVersion: {
    method: 'get',
    path: '/v1/vocabulary/versions/{version}',
    summary: 'The words as an earlier version had them',
    tag: 'Catalog',
    access: 'admin',
    responses: ok('That version', vocabularySchema),
  },
} as const satisfies Record<string, Operation>
