import { CommandFailure } from '../command-line/failures.ts'
import { type CommandContext, requireTenant, withSalesTalk } from '../command-line/run-context.ts'
import { textTable } from '../command-line/text-table.ts'

export async function addUser(
  context: CommandContext,
  email: string,
  options: { tenant: string; name?: string; role: string },
): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const user = await salesTalk.users.addUser(tenantId, {
      email,
      role: options.role,
      ...(options.name === undefined ? {} : { name: options.name }),
    })
    const { code, expiresAt } = await salesTalk.users.createSignInCode(tenantId, user.email)
    const signIn = { email: user.email, code, expiresAt: expiresAt.toISOString() }
    context.output.result({ user, tenantId, role: options.role, signIn }, () =>
      [
        `${user.email} may enter "${tenantId}" as ${options.role}.`,
        `Sign-in code: ${code} (once, until ${signIn.expiresAt}).`,
      ].join('\n'),
    )
  })
}

export async function listUsers(context: CommandContext, options: { tenant: string }): Promise<void> {
  await withSalesTalk(context, async (salesTalk) => {
    const tenantId = await requireTenant(salesTalk, options.tenant)
    const users = await salesTalk.users.listUsers(tenantId)
    context.output.result({ users: users.map(({ user, role }) => ({ ...user, role })) }, () =>
      textTable(
        ['Email', 'Name', 'Role'],
        users.map(({ user, role }) => [user.email, user.name, role]),
      ),
    )
  })
}

/** A token of the operator, for the routes that create companies: whoever can read the data folder is the operator. */
export async function operatorToken(context: CommandContext): Promise<void> {
  await withSalesTalk(context, async ({ identity }) => {
    const { issuer } = await identity()
    if (issuer === null) {
      throw new CommandFailure('Tokens come from the issuer outside: sign in there as a member of the group operators.')
    }
    const { token, expiresAt } = await issuer.issueToken({
      userId: 'operator',
      email: 'operator@localhost.invalid',
      name: 'Operator',
      tenantId: null,
      role: 'operator',
    })
    context.output.result({ token, expiresAt: expiresAt.toISOString() }, () => token)
  })
}
