import type { Catalog } from '@salestalk/protocol'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { type Entry, type Saying, sayings, type Target } from './content-editing.ts'
import { texts } from './texts.ts'

const phraseCharactersMax = 80

/** Adds one line: a phrase, what it does, and what it is about. */
export function WordForm({ catalog, onAdd }: { catalog: Catalog; onAdd: (entry: Entry) => void }) {
  const id = useId()
  const [phrase, setPhrase] = useState('')
  const [says, setSays] = useState<Saying>('name')
  const [chosen, setChosen] = useState('')
  const [member, setMember] = useState('')
  const [weight, setWeight] = useState('1')
  const target = targetOf(chosen, member, catalog)
  const dimension = catalog.dimensions.find((one) => target?.kind === 'dimensions' && one.id === target.id)
  const isComplete = target !== null && phrase.trim() !== '' && isPossible(says, target)

  function add(event: FormEvent) {
    event.preventDefault()
    if (!isComplete) return
    const isWeighed = says === 'name' && target.member === null
    onAdd({ says, target, phrase: phrase.trim(), weight: isWeighed ? Number(weight) : 1 })
    setPhrase('')
  }

  return (
    <form className="card mt-3 grid gap-3 p-4 sm:grid-cols-2" onSubmit={add} aria-label={texts.adding}>
      <label className="grid gap-1">
        <span className="text-[0.867rem] text-ink-soft">{texts.phrase}</span>
        <input
          className="field"
          value={phrase}
          maxLength={phraseCharactersMax}
          placeholder={texts.phraseHint}
          onChange={(event) => setPhrase(event.currentTarget.value)}
        />
      </label>
      <label className="grid gap-1">
        <span className="text-[0.867rem] text-ink-soft">{texts.saying}</span>
        <select
          className="field"
          value={says}
          onChange={(event) => setSays(sayings.find((one) => one === event.currentTarget.value) ?? 'name')}
        >
          {sayings.map((one) => (
            <option key={one} value={one}>
              {texts.sayings[one]}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1">
        <span className="text-[0.867rem] text-ink-soft">{texts.target}</span>
        <select
          className="field"
          value={chosen}
          onChange={(event) => {
            setChosen(event.currentTarget.value)
            setMember('')
          }}
        >
          <option value="">…</option>
          <TargetOptions kind="metrics" catalog={catalog} />
          {says !== 'unlike' && <TargetOptions kind="dimensions" catalog={catalog} />}
        </select>
      </label>
      {dimension && (
        <label className="grid gap-1">
          <span className="text-[0.867rem] text-ink-soft">
            {texts.member}
            {says !== 'prefer' && <span className="text-ink-faint"> · {texts.memberNote}</span>}
          </span>
          <input
            className="field"
            value={member}
            list={`${id}-members`}
            onChange={(event) => setMember(event.currentTarget.value)}
          />
          <datalist id={`${id}-members`}>
            {dimension.members.map((one) => (
              <option key={one} value={one} />
            ))}
          </datalist>
        </label>
      )}
      {says === 'name' && member === '' && (
        <label className="grid gap-1">
          <span className="text-[0.867rem] text-ink-soft">{texts.weight}</span>
          <select className="field" value={weight} onChange={(event) => setWeight(event.currentTarget.value)}>
            {Object.entries(texts.weights)
              .sort(([left], [right]) => Number(right) - Number(left))
              .map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      )}
      <div className="flex items-end sm:col-span-2">
        <Button type="submit" icon="plus" disabled={!isComplete}>
          {texts.add}
        </Button>
      </div>
    </form>
  )
}

function TargetOptions({ kind, catalog }: { kind: Target['kind']; catalog: Catalog }) {
  const things: readonly { id: string; label: string }[] = catalog[kind]
  return (
    <optgroup label={texts[kind]}>
      {things.map((one) => (
        <option key={one.id} value={`${kind} ${one.id}`}>
          {one.label}
        </option>
      ))}
    </optgroup>
  )
}

function targetOf(chosen: string, member: string, catalog: Catalog): Target | null {
  const [kind, id] = chosen.split(' ')
  if (kind === 'metrics' && catalog.metrics.some((one) => one.id === id)) return { kind, id: id ?? '', member: null }
  if (kind !== 'dimensions' || !catalog.dimensions.some((one) => one.id === id)) return null
  return { kind, id: id ?? '', member: member === '' ? null : member }
}

/** A word can be bound to a member but not to a whole dimension, and only a metric has longer phrases that are not it. */
function isPossible(says: Saying, { kind, member }: Target): boolean {
  if (says === 'prefer') return kind === 'metrics' || member !== null
  return says !== 'unlike' || kind === 'metrics'
}
