export const texts = {
  title: 'Settings',
  look: 'Look',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  account: 'Account',
  name: 'Name',
  email: 'Email',
  role: 'Role',
  roles: { member: 'Member', admin: 'Administrator', operator: 'Operator' },
  company: 'Company',
  noCompany: 'None',
  formats: 'Figures and dates',
  formatsNote: 'Shown as in the sentences of the answers, so that the same figure reads the same everywhere.',
} as const
