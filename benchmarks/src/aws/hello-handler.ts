/** The least a function can be: what every other one is measured against. */
export async function handler() {
  return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' }
}
