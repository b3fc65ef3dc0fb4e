const forever = 'public,max-age=31536000,immutable'

/**
 * Commands of the AWS command line, in order: files with a hash in their name first and for ever, then the page that names them, so that no
 * browser ever sees a page whose files are not there. Files of earlier releases stay for those who have the app open.
 */
export function publishingSteps(bucket, distribution, folder) {
  const target = `s3://${bucket}`
  return [
    [
      's3',
      'cp',
      `${folder}/assets`,
      `${target}/assets`,
      '--recursive',
      '--cache-control',
      forever,
      '--only-show-errors',
    ],
    [
      's3',
      'cp',
      folder,
      target,
      '--recursive',
      '--exclude',
      'assets/*',
      '--cache-control',
      'no-cache',
      '--only-show-errors',
    ],
    ['cloudfront', 'create-invalidation', '--distribution-id', distribution, '--paths', '/index.html', '/'],
  ]
}
