import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTitle } from '../../ui/use-title.ts'
import { BatchList } from './batch-list.tsx'
import { DatasetList } from './dataset-list.tsx'
import { FileDrop } from './file-drop.tsx'
import { texts } from './texts.ts'
import { UploadFlow } from './upload-flow.tsx'

export function DataScreen() {
  const { upload } = useSearch({ from: '/app/data' })
  const navigate = useNavigate()
  useTitle(texts.title)
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl px-3 py-8 outline-none sm:px-5">
      <h1 className="text-3xl font-semibold tracking-tight">{texts.title}</h1>
      <p className="mt-1 text-ink-soft">{texts.lead}</p>
      {upload === undefined ? (
        <>
          <FileDrop onSent={(uploadId) => void navigate({ to: '/data', search: { upload: uploadId } })} />
          <DatasetList />
          <BatchList />
        </>
      ) : (
        <UploadFlow key={upload} uploadId={upload} onEnd={() => void navigate({ to: '/data', search: {} })} />
      )}
    </main>
  )
}
