import { useMutation } from '@tanstack/react-query'
import { fetchRejectedRows } from '../../api/uploads.ts'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { texts } from './texts.ts'

/** All rejected rows of a stored batch. Fetched with the token, which a plain link could not carry. */
export function RejectedDownload({ batchId }: { batchId: string }) {
  const download = useMutation({
    mutationFn: () => fetchRejectedRows(batchId),
    onSuccess: (file) => saveFile('rejected-rows.csv', 'text/csv', file),
  })
  return (
    <Button small icon="download" disabled={download.isPending} onClick={() => download.mutate()}>
      {download.isError ? 'Failed, try again' : texts.downloadRejected}
      <span className="sr-only"> rejected rows</span>
    </Button>
  )
}
