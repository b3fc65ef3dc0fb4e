export const texts = {
  title: 'Talk to your own numbers',
  lead: 'Ask a question in your words. Get a sentence you can repeat, the figures behind it, and proof.',
  demoTitle: 'Try a demo company',
  demoNote: 'One click, no account. Its data is made up, its figures add up.',
  formTitle: 'Sign in to your company',
  email: 'Email',
  code: 'Code',
  codeHint: 'The one-time code your operator gave you.',
  submit: 'Sign in',
  submitting: 'Signing in…',
  enter: 'Open',
  reasons: {
    expired: { title: 'You were signed out', detail: 'Your session ended. Sign in again: nothing you saved is lost.' },
    left: { title: 'You are signed out', detail: 'Everything of your company was removed from this tab.' },
  },
} as const
