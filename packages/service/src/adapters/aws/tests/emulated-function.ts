import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'

/** A function on an emulator, to map streams to; nothing runs in it. Returns its ARN. */
export async function createEmulatedFunction(
  where: { readonly region: string; readonly endpoint: string },
  name: string,
): Promise<string> {
  await createRole(name, where.endpoint)
  const { FunctionArn = '' } = await new LambdaClient(where).send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: `arn:aws:iam::123456789012:role/${name}`,
      Runtime: 'nodejs20.x',
      Handler: 'event-publisher.handler',
      Code: { ZipFile: emptyZip },
    }),
  )
  return FunctionArn
}

// The end of an empty zip archive: an emulator does not look into it.
const emptyZip = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(18).fill(0)])

/** Emulators that check roles want the one of the function to exist; they do not check who makes it. */
async function createRole(name: string, endpoint: string): Promise<void> {
  const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const scope = 'Credential=test/20251109/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none'
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}` },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: name,
      AssumeRolePolicyDocument: trust,
    }),
  })
  if (!response.ok) throw new Error(`The role cannot be made: ${await response.text()}`)
}
