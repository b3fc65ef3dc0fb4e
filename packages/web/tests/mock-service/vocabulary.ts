import type { Vocabulary, VocabularyPreview, VocabularyVersions } from '@salestalk/protocol'

/** A vocabulary with a line of every kind. */
export const vocabulary: Vocabulary = {
  version: 2,
  changedBy: 'demo@harborpine.example',
  changedAt: '2026-02-10T09:30:00.000Z',
  reason: 'Finance says takings',
  restores: null,
  notes: ['Not in use: overlay at synonyms.metrics.tolls: no metric has the id "tolls"'],
  content: {
    add: { subjects: [], metrics: [], dimensions: [], everydayWords: [] },
    hide: { metrics: [], dimensions: [] },
    synonyms: {
      metrics: { revenue: [{ text: 'takings', weight: 1 }] },
      dimensions: { store: [{ text: 'branch', weight: 0.9 }] },
    },
    negativeSynonyms: { revenue: ['revenue office'] },
    aliases: { region: { North: ['up there'] } },
    forbid: { metrics: { revenue: ['turnover'] }, dimensions: {}, aliases: {} },
    preferences: [{ term: 'sales', metric: 'revenue' }],
    settings: {
      defaultPeriod: 'this_year',
      calendar: { weekStart: 'sunday', fiscalYearStartMonth: 4, pattern: '4-4-5', dateOrder: null },
    },
  },
}

export const vocabularyVersions: VocabularyVersions = {
  versions: [
    vocabulary,
    { version: 1, changedBy: 'guest', changedAt: '2026-02-01T08:00:00.000Z', reason: null, restores: null },
    { version: 0, changedBy: null, changedAt: null, reason: null, restores: null },
  ].map(({ version, changedBy, changedAt, reason, restores }) => ({ version, changedBy, changedAt, reason, restores })),
  cursor: null,
}

export const vocabularyPreview: VocabularyPreview = {
  baseVersion: 2,
  problems: [],
  warnings: [
    {
      path: 'synonyms.metrics.revenue.1',
      message: '"loot" also means Orders: questions may be asked back',
      suggestion: null,
    },
  ],
  read: { history: 300, given: 0, more: true },
  changes: [
    {
      question: 'loot by region last quarter',
      source: 'history',
      times: 3,
      before: { kind: 'refusal', reason: 'unknown_metric', restatement: '' },
      after: { kind: 'answerable', reason: null, restatement: 'Revenue by region, Q4 2025 (1 Oct to 31 Dec 2025)' },
      parts: ['kind'],
    },
  ],
}
