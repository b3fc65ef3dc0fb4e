import * as agreement from './agreement-rules.ts'
import * as code from './code-rules.ts'
import * as data from './data-rules.ts'
import type { Rule } from './infrastructure.ts'

/** Every rule by its name; each has a test with a configuration that breaks it. */
export const rules: Readonly<Record<string, Rule>> = { ...data, ...code, ...agreement }
