import { ICredentialsHelper, isExpression, UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';

/** Credential data by credential type. An engine has at most one credential of each type. */
export type CredentialValues = Record<string, ICredentialDataDecryptedObject>;

const unsupported = async (): Promise<never> => {
	throw new UserError('The engine stores no credentials');
};

/** Gives credentials to nodes and signs their requests like n8n's own helper. */
export class EngineCredentials extends ICredentialsHelper {
	constructor(
		private readonly types: Record<string, ICredentialType>,
		private readonly values: CredentialValues,
	) {
		super();
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const defaults = this.getCredentialsProperties(type).map((p) => [p.name, p.default]);
		return { ...Object.fromEntries(defaults), ...this.values[type] };
	}

	/**
	 * Applies `authenticate` to the given object itself, like n8n: a node that uses its request options a second time
	 * would send the key a second time.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions | IRequestOptionsSimplified,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		if (!('url' in options) || !workflow || !node) {
			throw new UserError('The engine signs requests of httpRequestWithAuthentication only');
		}
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, options);

		const resolve = (value: IDataObject[string]) =>
			isExpression(value)
				? workflow.expression.getSimpleParameterValue(node, value, 'internal', {
						$credentials: credentials,
					})
				: value;
		for (const section of ['headers', 'qs'] as const) {
			const additions = Object.entries(authenticate?.properties[section] ?? {});
			const target = (options[section] ??= {});
			for (const [key, value] of additions) target[key] = String(resolve(value) ?? '');
		}
		return options;
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return this.typeOf(type).properties;
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async preAuthentication(): Promise<undefined> {}

	async runPreAuthentication(): Promise<undefined> {}

	getCredentials = unsupported;

	updateCredentials = unsupported;

	updateCredentialsOauthTokenData = unsupported;

	private typeOf(name: string): ICredentialType {
		const type = this.types[name];
		if (!type) throw new UserError(`The engine has no credential type "${name}"`);
		return type;
	}
}
