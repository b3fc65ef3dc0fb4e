/** Grows a typed array so that it holds at least `length` numbers. */
function roomFor(numbers: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers
  const larger = new Int32Array(Math.max(length, numbers.length * 2))
  larger.set(numbers)
  return larger
}

const emptyPosting = new Int32Array(0)

/**
 * Names as runs of numbered words in flat arrays, found whole by a hash of their words and in part by each of their words.
 * A hundred thousand names cost a few bytes a word and no strings but their distinct words.
 */
export class NameTable {
  /** Most words of one name. */
  longest = 1
  private readonly numbers = new Map<string, number>()
  private run = new Int32Array(64)
  private starts = new Int32Array(32)
  private owners = new Int32Array(32)
  private slots = new Int32Array(64)
  private wordCount = 0
  private count = 0
  private firstOther = -1
  private readonly claimed = new Set<number>()
  private variants: ReadonlyMap<string, readonly string[]> = new Map()
  private postings = emptyPosting
  private postingStarts = emptyPosting

  /** The number of a word, which it gets when it is new. */
  number(word: string): number {
    const known = this.numbers.get(word)
    if (known !== undefined) return known
    this.numbers.set(word, this.wordCount)
    this.wordCount += 1
    return this.wordCount - 1
  }

  /** Tells how else words of names are written: "Saint" and "Street" for "St". */
  varyBy(groups: ReadonlyMap<string, readonly string[]>): void {
    this.variants = groups
  }

  /** The numbers of a word in all ways it is written in names, its own first. */
  findAll(word: string): number[] {
    const own = this.find(word)
    const others = (this.variants.get(word) ?? []).map((other) => this.find(other))
    return [...new Set([own, ...others])].filter((number) => number >= 0)
  }

  /** The number of a word of some name, or -1. */
  find(word: string): number {
    return this.numbers.get(word) ?? -1
  }

  /** Lets a further spelling stand for a word; one that is a word already stays that. */
  spell(spelling: string, number: number): void {
    if (!this.numbers.has(spelling)) this.numbers.set(spelling, number)
  }

  /** Adds a name of a member; names added after `post` are other names, found whole only. */
  add(words: readonly number[], member: number): void {
    const start = this.starts[this.count] ?? 0
    this.run = roomFor(this.run, start + words.length)
    this.run.set(words, start)
    this.starts = roomFor(this.starts, this.count + 2)
    this.owners = roomFor(this.owners, this.count + 1)
    this.owners[this.count] = member
    this.count += 1
    this.starts[this.count] = start + words.length
    if (words.length > this.longest) this.longest = words.length
    if (this.count * 2 > this.slots.length) this.rehash()
    else this.place(this.count - 1)
  }

  /** Names that are exactly these words. */
  named(words: readonly number[]): number[] {
    const found: number[] = []
    let slot = hashOf(words, 0, words.length) & (this.slots.length - 1)
    for (let name = this.slots[slot] ?? 0; name > 0; name = this.slots[slot] ?? 0) {
      if (this.isName(name - 1, words)) found.push(name - 1)
      slot = (slot + 1) & (this.slots.length - 1)
    }
    return found
  }

  /** Makes words the name of this member alone, whoever else bears it. */
  claim(words: readonly number[], member: number): void {
    if (this.named(words).length === 0) this.add(words, member)
    for (const name of this.named(words)) {
      this.owners[name] = member
      this.claimed.add(name)
    }
  }

  /** Adds a further name of a member that is as good as the data's own. */
  addOwn(words: readonly number[], member: number): void {
    this.add(words, member)
    this.claimed.add(this.count - 1)
  }

  memberOf(name: number): number {
    return this.owners[name] ?? 0
  }

  /** Whether a name is another one than the data's own. */
  isOther(name: number): boolean {
    return this.firstOther >= 0 && name >= this.firstOther && !this.claimed.has(name)
  }

  /** Words of a name, by number. */
  wordsOf(name: number): Int32Array {
    return this.run.subarray(this.starts[name] ?? 0, this.starts[name + 1] ?? 0)
  }

  /** Number of names, other names among them. */
  get size(): number {
    return this.count
  }

  /** All spellings of all words. */
  *spellings(): Iterable<string> {
    yield* this.numbers.keys()
    for (const [word, others] of this.variants) if (others.some((other) => this.numbers.has(other))) yield word
  }

  /** Ends the data's own names and arranges them by their words; names of one word are only found whole. */
  post(): void {
    this.firstOther = this.count
    const starts = new Int32Array(this.wordCount + 1)
    this.eachPosting((word) => {
      starts[word + 1] = (starts[word + 1] ?? 0) + 1
    })
    for (let word = 0; word < this.wordCount; word += 1) {
      starts[word + 1] = (starts[word + 1] ?? 0) + (starts[word] ?? 0)
    }
    const postings = new Int32Array(starts[this.wordCount] ?? 0)
    const next = starts.slice()
    this.eachPosting((word, member) => {
      const at = next[word] ?? 0
      postings[at] = member
      next[word] = at + 1
    })
    this.postings = postings
    this.postingStarts = starts
  }

  /** Members with several words of which this is one, in ascending order. */
  havingWord(word: number): Int32Array {
    if (word < 0 || word + 1 >= this.postingStarts.length) return emptyPosting
    return this.postings.subarray(this.postingStarts[word] ?? 0, this.postingStarts[word + 1] ?? 0)
  }

  private eachPosting(visit: (word: number, member: number) => void): void {
    for (let name = 0; name < this.firstOther; name += 1) {
      const from = this.starts[name] ?? 0
      const to = this.starts[name + 1] ?? 0
      if (to - from < 2) continue
      for (let at = from; at < to; at += 1) {
        const word = this.run[at] ?? 0
        // "Duran Duran" is listed once.
        let before = from
        while (this.run[before] !== word) before += 1
        if (before === at) visit(word, this.owners[name] ?? 0)
      }
    }
  }

  private isName(name: number, words: readonly number[]): boolean {
    const start = this.starts[name] ?? 0
    if ((this.starts[name + 1] ?? 0) - start !== words.length) return false
    for (let index = 0; index < words.length; index += 1) if (this.run[start + index] !== words[index]) return false
    return true
  }

  private place(name: number): void {
    let slot = hashOf(this.run, this.starts[name] ?? 0, this.starts[name + 1] ?? 0) & (this.slots.length - 1)
    while ((this.slots[slot] ?? 0) > 0) slot = (slot + 1) & (this.slots.length - 1)
    this.slots[slot] = name + 1
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4)
    for (let name = 0; name < this.count; name += 1) this.place(name)
  }
}

/** FNV-1a over the numbers of words. */
function hashOf(words: ArrayLike<number>, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let index = from; index < to; index += 1) hash = Math.imul(hash ^ (words[index] ?? 0), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

/** The numbers that two ascending lists share: each of the shorter is looked for in the longer, by doubled steps and then by halves. */
export function shared(left: Int32Array, right: Int32Array): Int32Array {
  // Of one word said twice they are the same part of the same list.
  if (left.buffer === right.buffer && left.byteOffset === right.byteOffset && left.length === right.length) return left
  const [few, many] = left.length <= right.length ? [left, right] : [right, left]
  const found = new Int32Array(few.length)
  let size = 0
  let from = 0
  for (const number of few) {
    let step = 1
    while (from + step < many.length && (many[from + step] ?? 0) < number) {
      from += step
      step *= 2
    }
    let to = Math.min(from + step, many.length)
    while (from < to) {
      const middle = (from + to) >> 1
      if ((many[middle] ?? 0) < number) from = middle + 1
      else to = middle
    }
    if (many[from] === number) {
      found[size] = number
      size += 1
    }
  }
  return found.subarray(0, size)
}
