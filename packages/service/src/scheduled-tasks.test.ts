import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import scheduled from './entrypoints/lambda/fixtures/eventbridge-scheduled.json' with { type: 'json' }
import { runTask, scheduledTasks, taskIn } from './scheduled-tasks.ts'

const terraform = readFileSync(new URL('../../../infra/modules/platform/schedules.tf', import.meta.url), 'utf8')

function services() {
  const done: string[] = []
  const note = (what: string) => async () => void done.push(what)
  return {
    done,
    completeIdleSessions: note('sessions'),
    resumeUploads: note('uploads'),
    cleanUploads: note('files'),
    tenants: { resumeInterrupted: note('companies') },
  }
}

describe('scheduled tasks', () => {
  it('are done when their name is sent', async () => {
    const all = services()
    await runTask('complete-sessions', ['complete-sessions', 'clean-uploads'], all)
    await runTask('clean-uploads', ['complete-sessions', 'clean-uploads'], all)
    await runTask('resume-interrupted', ['resume-interrupted'], all)
    expect(all.done).toEqual(['sessions', 'uploads', 'files', 'companies'])
  })

  it('are refused by a function that does not do them, with what it does', async () => {
    const all = services()
    const refused = 'There is no scheduled task "clean-up" here: correct the schedule to clean-uploads'
    await expect(runTask('clean-up', ['clean-uploads'], all)).rejects.toThrow(refused)
    await expect(runTask('resume-interrupted', ['clean-uploads'], all)).rejects.toThrow('no scheduled task')
    await expect(runTask('toString', ['clean-uploads'], all)).rejects.toThrow('no scheduled task')
    expect(all.done).toEqual([])
  })

  it('are told from requests, queues and schedules without a name', () => {
    expect(taskIn({ task: 'clean-uploads' })).toBe('clean-uploads')
    for (const other of [scheduled, { httpMethod: 'GET', path: '/v1/health' }, { Records: [] }, undefined, null]) {
      expect(taskIn(other)).toBeNull()
    }
  })

  it('are all asked for by the schedules of the deployment, which ask for nothing else', () => {
    const asked = Array.from(terraform.matchAll(/\btask += "([\w-]+)"/g), ([, name]) => name)
    expect(asked.toSorted()).toEqual(['sweep', ...Object.keys(scheduledTasks)].toSorted())
  })
})
